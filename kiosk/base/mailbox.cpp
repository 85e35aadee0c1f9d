// Posting into and draining of a mailbox.
#include "kiosk/base/mailbox.h"

#include <algorithm>

namespace kiosk::base {

void Mailbox::post(Task task) {
  queue_.post(std::move(task));
  if (wake_) wake_();
}

TimerId Mailbox::post_after(Duration delay, Task task) {
  const TimerId timer = queue_.post_after(delay, std::move(task));
  if (wake_) wake_();
  return timer;
}

std::size_t Mailbox::drain() {
  std::size_t count = 0;
  while (auto task = queue_.pop()) {
    (*task)();
    ++count;
  }
  return count;
}

std::size_t Mailbox::wait_and_drain(Duration at_most) {
  queue_.wait_ready(at_most);
  return drain();
}

Duration Mailbox::time_to_next(Duration at_most) const {
  const auto due = queue_.next_due();
  if (!due) return at_most;
  return std::clamp(*due - clock_.now(), Duration{0}, at_most);
}

}  // namespace kiosk::base

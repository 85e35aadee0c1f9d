// The locked queue under Strand and Mailbox.
#include "kiosk/base/task_queue.h"

#include <algorithm>

namespace kiosk::base {

void TaskQueue::post(Task task) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    ready_.emplace_back(TimerId{0}, std::move(task));
  }
  changed_.notify_one();
}

TimerId TaskQueue::post_after(Duration delay, Task task) {
  TimerId timer = 0;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return 0;
    timer = ++last_timer_;
    delayed_.emplace(clock_.now() + delay, std::pair{timer, std::move(task)});
  }
  changed_.notify_one();
  return timer;
}

void TaskQueue::cancel(TimerId timer) {
  if (timer == 0) return;
  const std::lock_guard lock(mutex_);
  std::erase_if(delayed_, [timer](const auto& entry) { return entry.second.first == timer; });
  std::erase_if(ready_, [timer](const Entry& entry) { return entry.first == timer; });
}

void TaskQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    ready_.clear();
    delayed_.clear();
  }
  changed_.notify_all();
}

std::optional<Task> TaskQueue::pop() {
  const std::lock_guard lock(mutex_);
  return take_ready_locked();
}

std::optional<Task> TaskQueue::wait_pop() {
  std::unique_lock lock(mutex_);
  while (!closed_) {
    if (auto task = take_ready_locked()) return task;
    if (delayed_.empty()) {
      changed_.wait(lock);
    } else {
      const Duration left = delayed_.begin()->first - clock_.now();
      changed_.wait_for(lock, std::max(left, Duration{1}));
    }
  }
  return std::nullopt;
}

void TaskQueue::wait_ready(Duration at_most) {
  std::unique_lock lock(mutex_);
  const MonoTime end = clock_.now() + at_most;
  while (!closed_ && !has_ready_locked() && clock_.now() < end) {
    Duration left = end - clock_.now();
    if (!delayed_.empty()) left = std::min(left, delayed_.begin()->first - clock_.now());
    changed_.wait_for(lock, std::max(left, Duration{1}));
  }
}

std::optional<MonoTime> TaskQueue::next_due() const {
  const std::lock_guard lock(mutex_);
  if (delayed_.empty()) return std::nullopt;
  return delayed_.begin()->first;
}

bool TaskQueue::has_ready_locked() const {
  return !ready_.empty() || (!delayed_.empty() && delayed_.begin()->first <= clock_.now());
}

std::optional<Task> TaskQueue::take_ready_locked() {
  if (!delayed_.empty() && delayed_.begin()->first <= clock_.now()) {
    ready_.push_back(std::move(delayed_.begin()->second));
    delayed_.erase(delayed_.begin());
  }
  if (ready_.empty()) return std::nullopt;
  Task task = std::move(ready_.front().second);
  ready_.pop_front();
  return task;
}

}  // namespace kiosk::base

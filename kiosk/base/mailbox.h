// Mailbox: an executor for a thread that has its own loop (the main thread): others post, the loop drains.
#pragma once

#include "kiosk/base/executor.h"
#include "kiosk/base/task_queue.h"

namespace kiosk::base {

/// Tasks wait until the owning thread calls `drain`. `wake` is called after each post, on the posting thread.
class Mailbox final : public Executor {
 public:
  explicit Mailbox(const Clock& clock, Task wake = {})
      : clock_(clock), queue_(clock), wake_(std::move(wake)) {}

  void post(Task task) override;
  TimerId post_after(Duration delay, Task task) override;
  void cancel(TimerId timer) override { queue_.cancel(timer); }

  /// Runs what is ready. Owning thread only. Returns how many tasks ran.
  std::size_t drain();
  /// Waits for tasks at most this long, then drains. For programs and tests without a window.
  std::size_t wait_and_drain(Duration at_most);
  /// How long the loop may sleep: until the next delayed task, at most `at_most`.
  Duration time_to_next(Duration at_most) const;
  /// Drops what waits and refuses more.
  void close() { queue_.close(); }

 private:
  const Clock& clock_;
  TaskQueue queue_;
  Task wake_;
};

}  // namespace kiosk::base

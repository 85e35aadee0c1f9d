// TaskQueue: the locked heart of Strand and Mailbox: ready tasks and delayed ones, in order.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>

#include "kiosk/base/executor.h"

namespace kiosk::base {

/// Thread-safe queue of tasks. Delayed tasks become ready when the clock passes their due time.
class TaskQueue {
 public:
  explicit TaskQueue(const Clock& clock) : clock_(clock) {}

  void post(Task task);
  TimerId post_after(Duration delay, Task task);
  void cancel(TimerId timer);
  /// Wakes `wait_pop` for good; tasks that are not yet run are dropped.
  void close();

  /// The next ready task, if any.
  std::optional<Task> pop();
  /// Waits for the next task; nothing after close().
  std::optional<Task> wait_pop();
  /// Waits until a task is ready or the time is over.
  void wait_ready(Duration at_most);
  /// When the earliest delayed task is due, if there is one.
  std::optional<MonoTime> next_due() const;

 private:
  std::optional<Task> take_ready_locked();
  bool has_ready_locked() const;

  const Clock& clock_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  /// A delayed task keeps its id when it becomes ready, so that it can still be taken back.
  using Entry = std::pair<TimerId, Task>;
  std::deque<Entry> ready_;
  std::multimap<MonoTime, Entry> delayed_;
  TimerId last_timer_ = 0;
  bool closed_ = false;
};

}  // namespace kiosk::base

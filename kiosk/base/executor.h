// Executor: where work runs is an argument. Tasks of one executor run one at a time and in order.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "kiosk/base/clock.h"

namespace kiosk::base {

using Task = std::function<void()>;

/// Names one delayed task so that it can be taken back. 0 names none.
using TimerId = std::uint64_t;

/// Runs tasks one at a time, in the order of posting. `post` and `cancel` may be called from any thread.
class Executor {
 public:
  virtual ~Executor() = default;
  virtual void post(Task task) = 0;
  /// Runs the task once after at least `delay`.
  virtual TimerId post_after(Duration delay, Task task) = 0;
  /// Takes a delayed task back; does nothing when it has run or is running.
  virtual void cancel(TimerId timer) = 0;
};

/// An executor that runs nothing by itself: tests run it by hand against a ManualClock. Single-threaded.
class ManualExecutor final : public Executor {
 public:
  explicit ManualExecutor(ManualClock& clock) : clock_(clock) {}
  void post(Task task) override;
  TimerId post_after(Duration delay, Task task) override;
  void cancel(TimerId timer) override;

  /// Runs all tasks that are ready now, and those that they post. Returns how many ran.
  std::size_t run_ready();
  /// Moves the clock forward, running each delayed task at its moment.
  void advance(Duration by);
  bool idle() const { return ready_.empty() && timers_.empty(); }

 private:
  struct Timer {
    MonoTime due;
    Task task;
  };
  ManualClock& clock_;
  std::vector<Task> ready_;
  std::map<TimerId, Timer> timers_;
  TimerId last_timer_ = 0;
};

}  // namespace kiosk::base

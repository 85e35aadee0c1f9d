// The hand-cranked executor of tests.
#include <algorithm>
#include <utility>

#include "kiosk/base/executor.h"

namespace kiosk::base {

void ManualExecutor::post(Task task) { ready_.push_back(std::move(task)); }

TimerId ManualExecutor::post_after(Duration delay, Task task) {
  timers_.emplace(++last_timer_, Timer{clock_.now() + delay, std::move(task)});
  return last_timer_;
}

void ManualExecutor::cancel(TimerId timer) { timers_.erase(timer); }

std::size_t ManualExecutor::run_ready() {
  std::size_t count = 0;
  while (!ready_.empty()) {
    std::vector<Task> batch = std::exchange(ready_, {});
    for (Task& task : batch) {
      task();
      ++count;
    }
  }
  return count;
}

void ManualExecutor::advance(Duration by) {
  const MonoTime end = clock_.now() + by;
  run_ready();
  while (!timers_.empty()) {
    const auto next = std::min_element(timers_.begin(), timers_.end(), [](const auto& a, const auto& b) {
      return a.second.due < b.second.due;
    });
    if (next->second.due > end) break;
    clock_.advance(std::max(Duration{0}, next->second.due - clock_.now()));
    Task task = std::move(next->second.task);
    timers_.erase(next);
    task();
    run_ready();
  }
  clock_.advance(std::max(Duration{0}, end - clock_.now()));
}

}  // namespace kiosk::base

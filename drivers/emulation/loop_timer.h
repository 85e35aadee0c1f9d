// LoopTimer: one delayed task of an emulated device that never runs after its owner has gone.
#pragma once

#include <memory>
#include <utility>

#include "drivers/emulation/event_loop.h"

namespace drivers::emulation {

/// Loop thread only. A task that is due may already stand in the loop's queue, where cancel() of the loop does not
/// find it any more; a timer's task that was canceled does not run from there either.
class LoopTimer {
 public:
  explicit LoopTimer(EventLoop& loop) : loop_(loop) {}
  LoopTimer(const LoopTimer&) = delete;
  LoopTimer& operator=(const LoopTimer&) = delete;
  ~LoopTimer() { cancel(); }

  /// Runs the task once after `delay`, in place of the one that was waiting.
  void start(kiosk::base::Duration delay, kiosk::base::Task task) {
    cancel();
    task_ = std::make_shared<kiosk::base::Task>(std::move(task));
    id_ = loop_.post_after(delay, [this, waiting = std::weak_ptr<kiosk::base::Task>(task_)] {
      if (const auto due = waiting.lock()) {
        task_.reset();
        (*due)();
      }
    });
  }
  void cancel() {
    task_.reset();
    loop_.cancel(id_);
  }
  bool waiting() const { return task_ != nullptr; }

 private:
  EventLoop& loop_;
  kiosk::base::TimerId id_ = 0;
  std::shared_ptr<kiosk::base::Task> task_;
};

}  // namespace drivers::emulation

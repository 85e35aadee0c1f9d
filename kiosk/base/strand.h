// Strand: an executor with a thread of its own, for work that may block (a device, the disk, the network).
#pragma once

#include <string>
#include <thread>

#include "kiosk/base/executor.h"
#include "kiosk/base/task_queue.h"

namespace kiosk::base {

/// Owns one thread. Destruction drops what is queued and joins after the running task.
class Strand final : public Executor {
 public:
  /// `name` is shown by the system's tools; at most 15 bytes are used. The clock must outlive the strand.
  Strand(std::string name, const Clock& clock);
  ~Strand() override;
  Strand(const Strand&) = delete;
  Strand& operator=(const Strand&) = delete;

  void post(Task task) override { queue_.post(std::move(task)); }
  TimerId post_after(Duration delay, Task task) override { return queue_.post_after(delay, std::move(task)); }
  void cancel(TimerId timer) override { queue_.cancel(timer); }
  /// Waits until everything posted before this call has run. Not from the strand itself.
  void flush();
  /// Drops what is queued and joins the thread. May be called twice.
  void stop();
  /// Runs what is queued, but no delayed tasks, and joins the thread. May be called twice.
  void finish();

 private:
  void run();

  std::string name_;
  TaskQueue queue_;
  std::jthread thread_;
};

}  // namespace kiosk::base

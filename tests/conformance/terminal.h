// Terminal: one device as it runs in a terminal: the real worker on its strand, and what it told.
#pragma once

#include <memory>
#include <vector>

#include "drivers/supervisor/device_worker.h"
#include "kiosk/base/mailbox.h"
#include "tests/conformance/hurried_clock.h"
#include "tests/conformance/subject.h"

namespace conformance {

using drivers::contract::DeviceFault;
using drivers::contract::DeviceReport;

/// One submitted command.
struct Call {
  kiosk::base::JobId id{};
  int completions = 0;
  Outcome outcome{};
  DeviceReport report{};  ///< how the device stood at the completion
};
using CallPointer = std::shared_ptr<Call>;

/// Test thread only.
class Terminal final : private drivers::supervisor::WorkerListener {
 public:
  /// `poll_interval`: how often the device is looked at between commands.
  explicit Terminal(Subject& subject, Duration poll_interval = Duration{20});
  /// Checks that every command was answered exactly once.
  ~Terminal() override;

  /// Drains until the condition holds, at most 20 s. False when it does not.
  template <class Condition>
  bool wait(Condition condition) {
    const auto end = real_.now() + Duration{20'000};
    while (!condition() && real_.now() < end) mailbox_.wait_and_drain(Duration{20});
    return condition();
  }
  bool wait_usable() {
    return wait([this] { return report.usable(); });
  }

  CallPointer begin(Duration deadline, Task at_start);
  void cancel(const CallPointer& call) { worker_->cancel(call->id); }
  /// A task for any thread that does `work` on this one.
  Task soon(Task work) {
    return [this, work = std::move(work)] { mailbox_.post(work); };
  }
  bool wait_done(const CallPointer& call) {
    return wait([&call] { return call->completions > 0; });
  }
  /// Everything that was told, for the search for secrets.
  std::string everything_told() const { return told_; }

  DeviceReport report{};
  std::vector<DeviceReport> reports;
  std::vector<DeviceFault> raised;
  std::vector<DeviceFault> cleared;

 private:
  void worker_report(const DeviceReport& changed) override;
  void worker_fault_raised(const DeviceFault& fault) override;
  void worker_fault_cleared(const DeviceFault& fault) override;

  Subject& subject_;
  kiosk::base::SystemClock real_;
  HurriedClock clock_;
  kiosk::base::Mailbox mailbox_{real_};
  drivers::supervisor::SupervisorTimings timings_;
  std::shared_ptr<drivers::supervisor::DeviceWorker> worker_;
  std::vector<CallPointer> calls_;
  std::uint64_t last_job_ = 0;
  std::string told_;
};

}  // namespace conformance

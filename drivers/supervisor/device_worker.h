// DeviceWorker: one device, its strand, its queue of requests.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "drivers/contract/driver.h"
#include "drivers/supervisor/device_job.h"
#include "kiosk/base/strand.h"

namespace drivers::supervisor {

/// When devices are opened and looked at.
struct SupervisorTimings {
  /// Waits between tries to open a device that is there but does not come up; the last one repeats.
  std::vector<kiosk::base::Duration> back_off{std::chrono::seconds{1}, std::chrono::seconds{2},
                                              std::chrono::seconds{5}, std::chrono::seconds{15},
                                              std::chrono::seconds{60}};
  kiosk::base::Duration absent_interval{2000};  ///< between two looks for a device that is not there
  kiosk::base::Duration poll_interval{1000};    ///< between two looks at an open device
};

/// Where a worker tells what its device told. Called on the reply thread.
class WorkerListener {
 public:
  virtual ~WorkerListener() = default;
  virtual void worker_report(const contract::DeviceReport& report) = 0;
  virtual void worker_fault_raised(const contract::DeviceFault& fault) = 0;
  virtual void worker_fault_cleared(const contract::DeviceFault& fault) = 0;
};

/// What a worker needs of its surroundings. All references outlive it.
struct WorkerContext {
  const kiosk::base::Clock& clock;
  kiosk::base::Executor& reply;
  WorkerListener& listener;
  const SupervisorTimings& timings;
};

/// All public functions on the reply thread. Always held by a shared_ptr: answers on their way keep it alive.
class DeviceWorker final : public contract::DeviceObserver,
                           public std::enable_shared_from_this<DeviceWorker> {
 public:
  DeviceWorker(WorkerContext context, kiosk::base::DeviceId id);
  ~DeviceWorker() override { join(); }
  DeviceWorker(const DeviceWorker&) = delete;
  DeviceWorker& operator=(const DeviceWorker&) = delete;

  /// What the driver's factory gets.
  contract::DriverContext driver_context(const std::filesystem::path& config_dir);
  /// Takes the device; before start().
  void adopt(std::unique_ptr<contract::Device> device);
  const contract::Device& device() const { return *device_; }
  void start();
  void submit(DeviceJob job);
  /// False when the job is not of this device or has been answered.
  bool cancel(kiosk::base::JobId id);
  void cancel_all(const kiosk::base::SessionId& session);
  /// Answers what waits with Canceled, asks the running job to end; tells nothing more to the listener.
  void request_stop();
  /// Waits for the strand to end and closes the device.
  void join();

 private:
  void report_changed(const contract::DeviceReport& report) override;
  void fault_raised(const contract::DeviceFault& fault) override;
  void fault_cleared(const contract::DeviceFault& fault) override;
  template <class Tell>
  void post_event(Tell tell);

  // Reply thread.
  void dispatch();
  void tell_if_changed();
  void finish(const kiosk::base::Task& answer);
  void refuse(DeviceJob& job, contract::CompletionCode code, const std::string& detail);

  // Device strand.
  void tick();
  void try_open();
  void close_device(kiosk::base::Duration reopen_after);
  void lose_if_gone();
  kiosk::base::Task run(const DeviceJob& job);
  kiosk::base::Task run_guarded(const DeviceJob& job, const contract::JobContext& context);
  /// Drivers do not throw. One that does is closed and opened anew instead of taking the terminal down.
  template <class Work>
  bool survives(Work work);

  WorkerContext context_;
  kiosk::base::DeviceId id_;
  std::unique_ptr<contract::Device> device_;
  std::stop_source closing_;

  std::deque<DeviceJob> waiting_;     ///< reply thread
  std::optional<DeviceJob> running_;  ///< reply thread
  contract::DeviceReport told_;       ///< reply thread: what the device told last
  contract::DeviceState shown_ =
      contract::DeviceState::Starting;  ///< reply thread: what was made of its state
  bool stopping_ = false;               ///< reply thread
  bool joined_ = false;                 ///< reply thread

  bool open_ = false;                  ///< device strand
  std::size_t failures_ = 0;           ///< device strand: tries to open since it was last open
  kiosk::base::MonoTime next_open_{};  ///< device strand

  kiosk::base::Strand strand_;  ///< last: it ends before what its tasks use
};

}  // namespace drivers::supervisor

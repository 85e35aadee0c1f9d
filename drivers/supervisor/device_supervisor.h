// DeviceSupervisor: all devices of the terminal, each on its own strand, asked from one thread.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <variant>
#include <vector>

#include "drivers/contract/card_dispenser.h"
#include "drivers/contract/certificate_printer.h"
#include "drivers/contract/code_reader.h"
#include "drivers/contract/document_scanner.h"
#include "drivers/contract/id_card_reader.h"
#include "drivers/contract/panel.h"
#include "drivers/contract/power_monitor.h"
#include "drivers/contract/receipt_printer.h"
#include "drivers/contract/smart_card_reader.h"
#include "drivers/supervisor/device_worker.h"
#include "drivers/supervisor/driver_table.h"

namespace drivers::supervisor {

/// Hears of the devices. Called on the reply executor's thread, never after stop().
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void device_changed(const contract::DeviceReport& report) = 0;
  virtual void fault_raised(const contract::DeviceFault& fault) = 0;
  virtual void fault_cleared(const contract::DeviceFault& fault) = 0;
};

struct SupervisorSettings {
  std::filesystem::path config_dir = "config";  ///< drivers' model tables lie below it
  SupervisorTimings timings{};
  const DriverTable* drivers = &driver_table();
};

/// Thread: construction and every call on the reply executor's thread. Each request is answered exactly once, later,
/// on the reply executor: also with Canceled, with TimeOut, and with DeviceNotReady when no such device is
/// configured or it is not open. Answers that are on their way when stop() returns are still delivered when the
/// executor runs them; nothing is told to the listener any more.
class DeviceSupervisor final : private WorkerListener {
 public:
  template <class T>
  using Done = std::function<void(contract::Completion<T>)>;
  using SessionId = kiosk::base::SessionId;
  using JobId = kiosk::base::JobId;
  using Duration = kiosk::base::Duration;

  /// All references must outlive the supervisor, clock and executor also the last answer.
  DeviceSupervisor(const kiosk::base::Clock& clock, kiosk::base::Executor& reply, Listener& listener,
                   SupervisorSettings settings = {});
  ~DeviceSupervisor() override;

  /// Adds a device; before start(). NotFound for an unknown driver, AlreadyExists for a second device of a class,
  /// InvalidArgument from the driver for a wrong setting.
  kiosk::base::Status add(const contract::DeviceConfig& config);
  void start();
  /// Cancels everything, waits for the drivers and closes the devices. A driver sees the stop within 100 ms; when
  /// they took longer than `at_most` the log says so. May be called twice.
  void stop(Duration at_most);

  JobId read_card(SessionId session, Duration deadline, Done<contract::CardReading> done);
  JobId wait_for_removal(SessionId session, Duration deadline, Done<std::monostate> done);
  JobId print_slip(SessionId session, Duration deadline, contract::Slip slip, Done<contract::SlipOutcome> done);
  /// `progress` is called on the reply executor, and not after `done`.
  JobId print(SessionId session, Duration deadline, contract::PrintRequest request,
              contract::CertificatePrinter::Progress progress, Done<contract::PrintOutcome> done);
  JobId read_code(SessionId session, Duration deadline, Done<contract::ScannedCode> done);
  JobId read_smart_card(SessionId session, Duration deadline, Done<contract::SmartCardReading> done);
  JobId wait_for_smart_card_removal(SessionId session, Duration deadline, Done<std::monostate> done);
  JobId read_power_status(SessionId session, Duration deadline, Done<contract::PowerStatus> done);
  /// Waits for one event; cancel it to set a light, then wait again.
  JobId wait_for_panel_event(SessionId session, Duration deadline, Done<contract::PanelEvent> done);
  JobId set_light(SessionId session, Duration deadline, contract::PanelLight light, contract::LightMode mode,
                  Done<std::monostate> done);
  /// `progress` as with print().
  JobId scan(SessionId session, Duration deadline, const contract::ScanRequest& request,
             contract::DocumentScanner::Progress progress, Done<contract::ScanOutcome> done);
  JobId preview_scan(SessionId session, Duration deadline, Done<contract::ScanOutcome> done);
  /// One of the dispenser's moves: `&CardDispenser::stage`, `present`, `reject`, `accept`.
  using CardOrder = contract::Completion<contract::CardMove> (contract::CardDispenser::*)(const contract::JobContext&);
  JobId move_card(SessionId session, Duration deadline, CardOrder order, Done<contract::CardMove> done);

  /// Asks the request to end; its answer still comes, once. False when it has been answered.
  bool cancel(JobId id);
  void cancel_all(SessionId session);

  /// The last report of each device, in the order of adding.
  const std::vector<contract::DeviceReport>& snapshot() const { return reports_; }
  /// The last report of the device of this class, or nothing when none is configured.
  const contract::DeviceReport* find(contract::DeviceClass device_class) const;

 private:
  JobId submit(contract::DeviceClass device_class, Duration deadline, DeviceJob job);
  void worker_report(const contract::DeviceReport& report) override;
  void worker_fault_raised(const contract::DeviceFault& fault) override { listener_.fault_raised(fault); }
  void worker_fault_cleared(const contract::DeviceFault& fault) override { listener_.fault_cleared(fault); }

  const kiosk::base::Clock& clock_;
  kiosk::base::Executor& reply_;
  Listener& listener_;
  SupervisorSettings settings_;
  std::map<contract::DeviceClass, std::shared_ptr<DeviceWorker>> workers_;
  std::vector<contract::DeviceReport> reports_;
  JobId last_job_{};
};

}  // namespace drivers::supervisor

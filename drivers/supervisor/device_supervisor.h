// DeviceSupervisor: all devices of the terminal, each on its own strand, asked from one thread.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <variant>
#include <vector>

#include "drivers/contract/cabinet_monitor.h"
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
#include "drivers/supervisor/lease.h"

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

/// Thread: construction and every call on the reply executor's thread. Each request is answered exactly once,
/// later, on the reply executor: also with Canceled, with TimeOut, with DeviceNotReady when no such device is
/// configured, it is not open or another session holds it, and with SequenceError when the session has no
/// lease of it. Answers that are on their way when stop() returns are still delivered when the executor runs
/// them; nothing is told to the listener any more. While a request runs the device's state is DeviceBusy.
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

  /// Adds a device; before start(). NotFound for an unknown driver, AlreadyExists for a second device of a
  /// class, InvalidArgument from the driver for a wrong setting.
  kiosk::base::Status add(const contract::DeviceConfig& config);
  void start();
  /// Cancels everything, waits for the drivers and closes the devices. A driver sees the stop within 100 ms;
  /// when they took longer than `at_most` the log says so. May be called twice.
  void stop(Duration at_most);

  /// The session alone may ask these devices until the lease ends. NotFound for a class that the terminal
  /// does not have, Conflict when another session holds one of them.
  kiosk::base::Result<Lease> lease(SessionId session, const DeviceClasses& classes);
  /// The classes of this terminal: all, or only those that need a lease.
  DeviceClasses classes() const;
  DeviceClasses leased_classes() const;
  /// No lease is out, and what the last one left has been taken in. False between the two.
  bool at_rest() const { return leases_.empty() && ending_sessions_ == 0; }
  /// Called whenever at_rest() has become true.
  void on_rest(std::function<void()> rested) { rested_ = std::move(rested); }

  /// Asks the device one of its class's questions: `submit(session, 5s, done, &IdCardReader::read_card)`;
  /// what follows is handed to it.
  template <class Interface, class T, class... Wanted, class... Handed>
  JobId submit(SessionId session, Duration deadline, Done<T> done,
               contract::Completion<T> (Interface::*question)(const contract::JobContext&, Wanted...),
               Handed... handed) {
    const auto kept = std::make_shared<std::tuple<Handed...>>(std::move(handed)...);
    const auto ask = [question, kept](Interface& device, const contract::JobContext& context) {
      return std::apply([&](const auto&... given) { return (device.*question)(context, given...); }, *kept);
    };
    return enqueue(Interface::kClass, deadline, make_job<Interface, T>(session, ask, std::move(done)));
  }

  JobId read_card(SessionId session, Duration deadline, Done<contract::CardReading> done) {
    return submit(session, deadline, std::move(done), &contract::IdCardReader::read_card);
  }
  JobId wait_for_removal(SessionId session, Duration deadline, Done<std::monostate> done) {
    return submit(session, deadline, std::move(done), &contract::IdCardReader::wait_for_removal);
  }
  JobId print_slip(SessionId session, Duration deadline, contract::Slip slip,
                   Done<contract::SlipOutcome> done) {
    return submit(session, deadline, std::move(done), &contract::ReceiptPrinter::print_slip, std::move(slip));
  }
  /// `progress` is called on the reply executor, and not after `done`.
  JobId print(SessionId session, Duration deadline, contract::PrintRequest request,
              contract::CertificatePrinter::Progress progress, Done<contract::PrintOutcome> done);
  JobId read_code(SessionId session, Duration deadline, Done<contract::ScannedCode> done) {
    return submit(session, deadline, std::move(done), &contract::CodeReader::read_code);
  }
  JobId read_smart_card(SessionId session, Duration deadline, Done<contract::SmartCardReading> done) {
    return submit(session, deadline, std::move(done), &contract::SmartCardReader::read_card);
  }
  JobId wait_for_smart_card_removal(SessionId session, Duration deadline, Done<std::monostate> done) {
    return submit(session, deadline, std::move(done), &contract::SmartCardReader::wait_for_removal);
  }
  JobId read_power_status(SessionId session, Duration deadline, Done<contract::PowerStatus> done) {
    return submit(session, deadline, std::move(done), &contract::PowerMonitor::read_status);
  }
  JobId read_climate(SessionId session, Duration deadline, Done<contract::CabinetClimate> done) {
    return submit(session, deadline, std::move(done), &contract::CabinetMonitor::read_climate);
  }
  JobId set_fan(SessionId session, Duration deadline, int percent, Done<std::monostate> done) {
    return submit(session, deadline, std::move(done), &contract::CabinetMonitor::set_fan, percent);
  }
  /// Waits for one event; cancel it to set a light, then wait again.
  JobId wait_for_panel_event(SessionId session, Duration deadline, Done<contract::PanelEvent> done) {
    return submit(session, deadline, std::move(done), &contract::Panel::wait_for_event);
  }
  JobId set_light(SessionId session, Duration deadline, contract::PanelLight light, contract::LightMode mode,
                  Done<std::monostate> done) {
    return submit(session, deadline, std::move(done), &contract::Panel::set_light, light, mode);
  }
  /// `progress` as with print().
  JobId scan(SessionId session, Duration deadline, const contract::ScanRequest& request,
             contract::DocumentScanner::Progress progress, Done<contract::ScanOutcome> done);
  JobId preview_scan(SessionId session, Duration deadline, Done<contract::ScanOutcome> done) {
    return submit(session, deadline, std::move(done), &contract::DocumentScanner::preview);
  }
  /// One of the dispenser's moves: `&CardDispenser::stage`, `present`, `reject`, `accept`.
  using CardOrder =
      contract::Completion<contract::CardMove> (contract::CardDispenser::*)(const contract::JobContext&);
  JobId move_card(SessionId session, Duration deadline, CardOrder order, Done<contract::CardMove> done) {
    return submit(session, deadline, std::move(done), order);
  }

  /// For technicians, with a lease as all others: see self_test.h.
  JobId test(SessionId session, Duration deadline, contract::DeviceClass device_class,
             Done<std::string> done);
  /// Closes the device and opens it anew. HardwareError when it does not come up.
  JobId reset(SessionId session, Duration deadline, contract::DeviceClass device_class,
              Done<std::monostate> done);
  /// SequenceError when no such fault is active.
  JobId clear_fault(SessionId session, Duration deadline, contract::DeviceClass device_class,
                    contract::FaultType type, Done<std::monostate> done);

  /// Asks the request to end; its answer still comes, once. False when it has been answered.
  bool cancel(JobId id);
  void cancel_all(SessionId session);

  /// The last report of each device, in the order of adding.
  const std::vector<contract::DeviceReport>& snapshot() const { return reports_; }
  /// The last report of the device of this class, or nothing when none is configured.
  const contract::DeviceReport* find(contract::DeviceClass device_class) const;

 private:
  JobId enqueue(contract::DeviceClass device_class, Duration deadline, DeviceJob job);
  /// Why this session may not ask the device: the answer's code and words.
  struct Objection {
    contract::CompletionCode code;
    std::string detail;
  };
  std::optional<Objection> objection(const SessionId& session, contract::DeviceClass device_class) const;
  void end_lease(const SessionId& session, const DeviceClasses& classes);
  void session_ended();
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
  LeaseBook leases_;
  int ending_sessions_ = 0;  ///< devices that still take in what a session left
  std::function<void()> rested_;
  std::shared_ptr<int> alive_ = std::make_shared<int>();  ///< leases may outlive the supervisor
};

}  // namespace drivers::supervisor

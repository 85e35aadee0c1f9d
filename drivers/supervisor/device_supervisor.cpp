// Making workers, handing requests to them.
#include "drivers/supervisor/device_supervisor.h"

#include <algorithm>

#include "kiosk/base/log.h"

namespace drivers::supervisor {

using contract::CertificatePrinter;
using contract::Device;
using contract::DeviceClass;
using contract::JobContext;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Status;

namespace {

/// Progress of one print or scan, carried to the reply thread; silent once the answer was given. Reply thread only, but for
/// construction.
struct ProgressGate {
  std::function<void(int)> progress;
  bool answered = false;
};

std::function<void(int)> on_reply_thread(const std::shared_ptr<ProgressGate>& gate, kiosk::base::Executor& reply) {
  return [gate, &reply](int pages) {
    reply.post([gate, pages] {
      if (!gate->answered && gate->progress) gate->progress(pages);
    });
  };
}

}  // namespace

DeviceSupervisor::DeviceSupervisor(const kiosk::base::Clock& clock, kiosk::base::Executor& reply,
                                   Listener& listener, SupervisorSettings settings)
    : clock_(clock), reply_(reply), listener_(listener), settings_(std::move(settings)) {}

DeviceSupervisor::~DeviceSupervisor() { stop(Duration{2000}); }

Status DeviceSupervisor::add(const contract::DeviceConfig& config) {
  const std::string name(to_string(config.device_class));
  if (workers_.count(config.device_class) > 0) {
    return fail(ErrorCode::AlreadyExists, "a terminal has one " + name, config.address.to_string());
  }
  const auto driver = find_driver(*settings_.drivers, config);
  if (!driver) return tl::unexpected(driver.error());
  auto worker = std::make_shared<DeviceWorker>(WorkerContext{clock_, reply_, *this, settings_.timings},
                                               kiosk::base::DeviceId{name});
  auto device = driver->make(worker->driver_context(settings_.config_dir), config);
  if (!device) return tl::unexpected(device.error());
  reports_.push_back((*device)->report());
  worker->adopt(std::move(*device));
  workers_.emplace(config.device_class, std::move(worker));
  return {};
}

void DeviceSupervisor::start() {
  for (const auto& [device_class, worker] : workers_) worker->start();
}

void DeviceSupervisor::stop(Duration at_most) {
  const auto begin = clock_.now();
  for (const auto& [device_class, worker] : workers_) worker->request_stop();
  for (const auto& [device_class, worker] : workers_) {
    worker->join();
    if (clock_.now() - begin <= at_most) continue;
    kiosk::base::log(kiosk::base::LogLevel::Warning, "devices",
                     std::string(to_string(device_class)) + " was slow to stop");
  }
}

DeviceSupervisor::JobId DeviceSupervisor::read_card(SessionId session, Duration deadline,
                                                    Done<contract::CardReading> done) {
  const auto ask = [](contract::IdCardReader& reader, const JobContext& context) { return reader.read_card(context); };
  return submit(DeviceClass::IdCardReader, deadline,
                make_job<contract::IdCardReader, contract::CardReading>(session, ask, std::move(done)));
}

DeviceSupervisor::JobId DeviceSupervisor::wait_for_removal(SessionId session, Duration deadline,
                                                           Done<std::monostate> done) {
  const auto ask = [](contract::IdCardReader& reader, const JobContext& context) {
    return reader.wait_for_removal(context);
  };
  return submit(DeviceClass::IdCardReader, deadline,
                make_job<contract::IdCardReader, std::monostate>(session, ask, std::move(done)));
}

DeviceSupervisor::JobId DeviceSupervisor::print_slip(SessionId session, Duration deadline, contract::Slip slip,
                                                     Done<contract::SlipOutcome> done) {
  const auto kept = std::make_shared<const contract::Slip>(std::move(slip));
  const auto ask = [kept](contract::ReceiptPrinter& printer, const JobContext& context) {
    return printer.print_slip(context, *kept);
  };
  return submit(DeviceClass::ReceiptPrinter, deadline,
                make_job<contract::ReceiptPrinter, contract::SlipOutcome>(session, ask, std::move(done)));
}

DeviceSupervisor::JobId DeviceSupervisor::print(SessionId session, Duration deadline, contract::PrintRequest request,
                                                CertificatePrinter::Progress progress,
                                                Done<contract::PrintOutcome> done) {
  const auto kept = std::make_shared<const contract::PrintRequest>(std::move(request));
  const auto gate = std::make_shared<ProgressGate>(ProgressGate{std::move(progress)});
  const auto ask = [kept, tell = on_reply_thread(gate, reply_)](CertificatePrinter& printer,
                                                                const JobContext& context) {
    return printer.print(context, *kept, tell);
  };
  const Done<contract::PrintOutcome> last = [gate, done = std::move(done)](auto completion) {
    gate->answered = true;
    done(std::move(completion));
  };
  return submit(DeviceClass::CertificatePrinter, deadline,
                make_job<CertificatePrinter, contract::PrintOutcome>(session, ask, last));
}

DeviceSupervisor::JobId DeviceSupervisor::read_code(SessionId session, Duration deadline,
                                                    Done<contract::ScannedCode> done) {
  const auto ask = [](contract::CodeReader& reader, const JobContext& context) { return reader.read_code(context); };
  return submit(DeviceClass::CodeReader, deadline,
                make_job<contract::CodeReader, contract::ScannedCode>(session, ask, std::move(done)));
}

DeviceSupervisor::JobId DeviceSupervisor::read_smart_card(SessionId session, Duration deadline,
                                                          Done<contract::SmartCardReading> done) {
  const auto ask = [](contract::SmartCardReader& reader, const JobContext& context) {
    return reader.read_card(context);
  };
  return submit(DeviceClass::SmartCardReader, deadline,
                make_job<contract::SmartCardReader, contract::SmartCardReading>(session, ask, std::move(done)));
}

DeviceSupervisor::JobId DeviceSupervisor::wait_for_smart_card_removal(SessionId session, Duration deadline,
                                                                      Done<std::monostate> done) {
  const auto ask = [](contract::SmartCardReader& reader, const JobContext& context) {
    return reader.wait_for_removal(context);
  };
  return submit(DeviceClass::SmartCardReader, deadline,
                make_job<contract::SmartCardReader, std::monostate>(session, ask, std::move(done)));
}

DeviceSupervisor::JobId DeviceSupervisor::read_power_status(SessionId session, Duration deadline,
                                                            Done<contract::PowerStatus> done) {
  const auto ask = [](contract::PowerMonitor& ups, const JobContext& context) { return ups.read_status(context); };
  return submit(DeviceClass::PowerMonitor, deadline,
                make_job<contract::PowerMonitor, contract::PowerStatus>(session, ask, std::move(done)));
}

DeviceSupervisor::JobId DeviceSupervisor::wait_for_panel_event(SessionId session, Duration deadline,
                                                               Done<contract::PanelEvent> done) {
  const auto ask = [](contract::Panel& panel, const JobContext& context) { return panel.wait_for_event(context); };
  return submit(DeviceClass::Panel, deadline,
                make_job<contract::Panel, contract::PanelEvent>(session, ask, std::move(done)));
}

DeviceSupervisor::JobId DeviceSupervisor::set_light(SessionId session, Duration deadline, contract::PanelLight light,
                                                    contract::LightMode mode, Done<std::monostate> done) {
  const auto ask = [light, mode](contract::Panel& panel, const JobContext& context) {
    return panel.set_light(context, light, mode);
  };
  return submit(DeviceClass::Panel, deadline, make_job<contract::Panel, std::monostate>(session, ask, std::move(done)));
}

DeviceSupervisor::JobId DeviceSupervisor::scan(SessionId session, Duration deadline,
                                               const contract::ScanRequest& request,
                                               contract::DocumentScanner::Progress progress,
                                               Done<contract::ScanOutcome> done) {
  const auto gate = std::make_shared<ProgressGate>(ProgressGate{std::move(progress)});
  const auto ask = [request, tell = on_reply_thread(gate, reply_)](contract::DocumentScanner& scanner,
                                                                   const JobContext& context) {
    return scanner.scan(context, request, tell);
  };
  const Done<contract::ScanOutcome> last = [gate, done = std::move(done)](auto completion) {
    gate->answered = true;
    done(std::move(completion));
  };
  return submit(DeviceClass::DocumentScanner, deadline,
                make_job<contract::DocumentScanner, contract::ScanOutcome>(session, ask, last));
}

DeviceSupervisor::JobId DeviceSupervisor::preview_scan(SessionId session, Duration deadline,
                                                       Done<contract::ScanOutcome> done) {
  const auto ask = [](contract::DocumentScanner& scanner, const JobContext& context) {
    return scanner.preview(context);
  };
  return submit(DeviceClass::DocumentScanner, deadline,
                make_job<contract::DocumentScanner, contract::ScanOutcome>(session, ask, std::move(done)));
}

DeviceSupervisor::JobId DeviceSupervisor::move_card(SessionId session, Duration deadline, CardOrder order,
                                                    Done<contract::CardMove> done) {
  const auto ask = [order](contract::CardDispenser& dispenser, const JobContext& context) {
    return (dispenser.*order)(context);
  };
  return submit(DeviceClass::CardDispenser, deadline,
                make_job<contract::CardDispenser, contract::CardMove>(session, ask, std::move(done)));
}

DeviceSupervisor::JobId DeviceSupervisor::submit(DeviceClass device_class, Duration deadline, DeviceJob job) {
  job.id = JobId{++last_job_.value};
  job.deadline = clock_.now() + deadline;
  const JobId id = job.id;
  const auto worker = workers_.find(device_class);
  if (worker != workers_.end()) {
    worker->second->submit(std::move(job));
  } else {
    reply_.post(job.refuse(contract::CompletionCode::DeviceNotReady,
                           "this terminal has no " + std::string(to_string(device_class))));
  }
  return id;
}

bool DeviceSupervisor::cancel(JobId id) {
  return std::any_of(workers_.begin(), workers_.end(),
                     [id](const auto& entry) { return entry.second->cancel(id); });
}

void DeviceSupervisor::cancel_all(SessionId session) {
  for (const auto& [device_class, worker] : workers_) worker->cancel_all(session);
}

const contract::DeviceReport* DeviceSupervisor::find(DeviceClass device_class) const {
  const auto found = std::find_if(reports_.begin(), reports_.end(), [device_class](const auto& report) {
    return report.device_class == device_class;
  });
  return found == reports_.end() ? nullptr : &*found;
}

void DeviceSupervisor::worker_report(const contract::DeviceReport& report) {
  for (contract::DeviceReport& known : reports_) {
    if (known.id == report.id) known = report;
  }
  listener_.device_changed(report);
}

}  // namespace drivers::supervisor

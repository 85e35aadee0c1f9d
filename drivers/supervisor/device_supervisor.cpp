// Making workers, handing requests to them.
#include "drivers/supervisor/device_supervisor.h"

#include <algorithm>

#include "drivers/supervisor/progress_gate.h"
#include "drivers/supervisor/self_test.h"
#include "kiosk/base/log.h"

namespace drivers::supervisor {

using contract::CertificatePrinter;
using contract::CompletionCode;
using contract::Device;
using contract::DeviceClass;
using contract::JobContext;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Status;

namespace {

/// A dispenser needs this long to draw a card in, with its repairs.
constexpr kiosk::base::Duration kEndOfSession{30'000};

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

kiosk::base::Result<Lease> DeviceSupervisor::lease(SessionId session, const DeviceClasses& classes) {
  for (const DeviceClass device_class : classes) {
    if (workers_.count(device_class) > 0) continue;
    return fail(ErrorCode::NotFound, "this terminal has no " + std::string(to_string(device_class)));
  }
  if (auto taken = leases_.take(session, classes); !taken) return tl::unexpected(taken.error());
  const auto release = [this, alive = std::weak_ptr<int>(alive_)](const SessionId& owner,
                                                                  const DeviceClasses& given) {
    if (!alive.expired()) end_lease(owner, given);
  };
  return Lease(session, classes, release);
}

DeviceClasses DeviceSupervisor::classes() const {
  DeviceClasses classes;
  for (const auto& [device_class, worker] : workers_) classes.insert(device_class);
  return classes;
}

DeviceClasses DeviceSupervisor::leased_classes() const {
  DeviceClasses all = classes();
  std::erase_if(all, [](DeviceClass device_class) { return !needs_lease(device_class); });
  return all;
}

/// The device's queue keeps the order: the next session's requests come after what this one left was taken
/// in.
void DeviceSupervisor::end_lease(const SessionId& session, const DeviceClasses& classes) {
  leases_.give_back(session, classes);
  for (const DeviceClass device_class : classes) {
    const auto& worker = workers_.at(device_class);
    worker->cancel_all(session);
    const auto ask = [](Device& device, const JobContext& context) {
      device.end_session(context);
      return contract::Completion<std::monostate>{};
    };
    DeviceJob job = make_device_job<std::monostate>(session, ask,
                                                    [this, alive = std::weak_ptr<int>(alive_)](const auto&) {
                                                      if (!alive.expired()) session_ended();
                                                    });
    job.id = JobId{++last_job_.value};
    job.deadline = clock_.now() + kEndOfSession;
    ++ending_sessions_;
    worker->submit(std::move(job));
  }
}

void DeviceSupervisor::session_ended() {
  --ending_sessions_;
  if (at_rest() && rested_) rested_();
}

DeviceSupervisor::JobId DeviceSupervisor::print(SessionId session, Duration deadline,
                                                contract::PrintRequest request,
                                                CertificatePrinter::Progress progress,
                                                Done<contract::PrintOutcome> done) {
  const auto gate = std::make_shared<ProgressGate>(ProgressGate{std::move(progress)});
  return submit(session, deadline, behind(gate, std::move(done)), &CertificatePrinter::print,
                std::move(request), on_reply_thread(gate, reply_));
}

DeviceSupervisor::JobId DeviceSupervisor::scan(SessionId session, Duration deadline,
                                               const contract::ScanRequest& request,
                                               contract::DocumentScanner::Progress progress,
                                               Done<contract::ScanOutcome> done) {
  const auto gate = std::make_shared<ProgressGate>(ProgressGate{std::move(progress)});
  return submit(session, deadline, behind(gate, std::move(done)), &contract::DocumentScanner::scan, request,
                on_reply_thread(gate, reply_));
}

DeviceSupervisor::JobId DeviceSupervisor::test(SessionId session, Duration deadline, DeviceClass device_class,
                                               Done<std::string> done) {
  return enqueue(device_class, deadline, make_device_job<std::string>(session, self_test, std::move(done)));
}

DeviceSupervisor::JobId DeviceSupervisor::reset(SessionId session, Duration deadline,
                                                DeviceClass device_class, Done<std::monostate> done) {
  const auto ask = [](Device&, const JobContext&) { return contract::Completion<std::monostate>{}; };
  DeviceJob job = make_device_job<std::monostate>(session, ask, std::move(done));
  job.needs = JobNeeds::FreshOpening;
  return enqueue(device_class, deadline, std::move(job));
}

DeviceSupervisor::JobId DeviceSupervisor::clear_fault(SessionId session, Duration deadline,
                                                      DeviceClass device_class, contract::FaultType type,
                                                      Done<std::monostate> done) {
  const auto ask = [type](Device& device, const JobContext&) {
    contract::Completion<std::monostate> completion;
    if (device.clear_fault(type)) return completion;
    completion.code = CompletionCode::SequenceError;
    completion.detail = "no such fault is active: " + std::string(to_string(type));
    return completion;
  };
  DeviceJob job = make_device_job<std::monostate>(session, ask, std::move(done));
  job.needs = JobNeeds::Nothing;
  return enqueue(device_class, deadline, std::move(job));
}

std::optional<DeviceSupervisor::Objection> DeviceSupervisor::objection(const SessionId& session,
                                                                       DeviceClass device_class) const {
  const std::string name(to_string(device_class));
  if (workers_.count(device_class) == 0) {
    return Objection{CompletionCode::DeviceNotReady, "this terminal has no " + name};
  }
  const auto owner = leases_.owner(device_class);
  if (owner && *owner != session) {
    return Objection{CompletionCode::DeviceNotReady, "another session holds the " + name};
  }
  if (!owner && needs_lease(device_class)) {
    return Objection{CompletionCode::SequenceError, "this session has no lease of the " + name};
  }
  return std::nullopt;
}

DeviceSupervisor::JobId DeviceSupervisor::enqueue(DeviceClass device_class, Duration deadline,
                                                  DeviceJob job) {
  job.id = JobId{++last_job_.value};
  job.deadline = clock_.now() + deadline;
  const JobId id = job.id;
  if (const auto objection = this->objection(job.session, device_class)) {
    reply_.post(job.refuse(objection->code, objection->detail));
  } else {
    workers_.at(device_class)->submit(std::move(job));
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

// What each end of a worker's run means for the citizen and the technician.
#include "drivers/scanning/sane_scanner.h"

#include <algorithm>

#include "drivers/scanning/page_finish.h"

namespace drivers::scanning {

using contract::Completion;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultSeverity;
using contract::FaultType;
using contract::JobContext;
using contract::ScanOutcome;
using contract::ScanRequest;
using contract::ScanTrouble;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

struct Verdict {
  CompletionCode code = CompletionCode::Success;
  std::optional<FaultType> fault{};
  ScanTrouble trouble = ScanTrouble::None;
};

Verdict verdict_of(SaneStatus status) {
  switch (status) {
    case SaneStatus::Good: return {};
    case SaneStatus::Unsupported: return {CompletionCode::UnsupportedCommand, {}, {}};
    case SaneStatus::Canceled: return {CompletionCode::Canceled, {}, {}};
    case SaneStatus::DeviceBusy:
    case SaneStatus::WarmingUp: return {CompletionCode::DeviceNotReady, {}, {}};
    case SaneStatus::Invalid: return {CompletionCode::InvalidData, {}, {}};
    case SaneStatus::Jammed: return {CompletionCode::UserError, FaultType::PaperJam, ScanTrouble::Jammed};
    case SaneStatus::NoDocuments: return {CompletionCode::UserError, {}, ScanTrouble::NoDocument};
    case SaneStatus::CoverOpen:
      return {CompletionCode::UserError, FaultType::CoverOpen, ScanTrouble::CoverOpen};
    case SaneStatus::IoError: return {CompletionCode::HardwareError, FaultType::CommunicationFault, {}};
    case SaneStatus::NoMemory:
    case SaneStatus::TransportLocked: return {CompletionCode::HardwareError, FaultType::HardwareFault, {}};
    case SaneStatus::AccessDenied: return {CompletionCode::HardwareError, FaultType::NotAuthorised, {}};
    case SaneStatus::NoDevice: return {CompletionCode::HardwareError, FaultType::DeviceMissing, {}};
  }
  return {CompletionCode::HardwareError, FaultType::HardwareFault, {}};
}

Verdict verdict_of(const SessionResult& result) {
  switch (result.end) {
    case SessionEnd::DeadlinePassed: return {CompletionCode::TimeOut, {}, {}};
    case SessionEnd::Canceled: return {CompletionCode::Canceled, {}, {}};
    case SessionEnd::Died:
    case SessionEnd::Garbled: return {CompletionCode::HardwareError, FaultType::CommunicationFault, {}};
    case SessionEnd::NotStarted: return {CompletionCode::HardwareError, FaultType::HardwareFault, {}};
    case SessionEnd::Finished: break;
  }
  const Verdict verdict = verdict_of(result.note.status);
  const bool silent_loss = result.broken_off && verdict.code == CompletionCode::Success;
  if (silent_loss)
    return {CompletionCode::HardwareError, FaultType::CommunicationFault, ScanTrouble::BrokenOff};
  return verdict;
}

std::string detail_of(const SessionResult& result) {
  if (!result.detail.empty() || result.note.status == SaneStatus::Good) return result.detail;
  return std::string(to_string(result.note.status)) + " at " + result.note.where;
}

transport::ProcessSettings worker_of(const SaneSettings& settings) {
  transport::ProcessSettings worker{settings.worker, {}};
  if (worker.arguments.empty()) {
    std::error_code unknown;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", unknown);
    worker.arguments = {(self.parent_path() / "kiosk-sane-worker").string()};
  }
  if (!settings.config_folder.empty()) worker.environment["SANE_CONFIG_DIR"] = settings.config_folder;
  return worker;
}

}  // namespace

SaneScanner::SaneScanner(const contract::DriverContext& context, SaneSettings settings)
    : clock_(context.clock),
      closing_(context.closing),
      settings_(std::move(settings)),
      session_(worker_of(settings_), clock_),
      board_(clock_, contract::DeviceClass::DocumentScanner, context.id, context.observer) {}

SessionResult SaneScanner::probe() {
  WorkerRequest request;
  request.scan = false;
  request.device = settings_.device;
  return session_.run(request, clock_.now() + settings_.probe_limit, closing_, {});
}

Status SaneScanner::open() {
  const SessionResult result = probe();
  const Verdict verdict = verdict_of(result);
  if (verdict.code == CompletionCode::Success && result.device) {
    board_.set_identity(result.device->model.empty() ? settings_.model : result.device->model, "");
    board_.set_capabilities({"SANE", "", {}});
    note_present();
    board_.set_state(DeviceState::Online);
    return {};
  }
  const bool absent = verdict.fault == FaultType::DeviceMissing;
  if (verdict.code != CompletionCode::Canceled) {
    board_.raise(verdict.fault.value_or(FaultType::CommunicationFault), detail_of(result));
    board_.set_state(absent ? DeviceState::NoDevice : DeviceState::Offline);
  }
  return fail(absent ? ErrorCode::NotFound : ErrorCode::Unavailable,
              "cannot open the scanner: " + detail_of(result), "sane:" + settings_.device);
}

void SaneScanner::poll() {
  if (clock_.now() < next_probe_) return;
  // A failure sets the state to one in which the supervisor opens anew.
  if (open()) return;
  next_probe_ = clock_.now() + settings_.probe_interval;
}

SaneScanner::Scan SaneScanner::scan(const JobContext& context, const ScanRequest& request,
                                    const Progress& progress) {
  if (auto checked = check(request); !checked) {
    return {CompletionCode::InvalidData, {}, {}, checked.error().message};
  }
  WorkerRequest job;
  job.scanning = request;
  return run(context, std::move(job), progress);
}

SaneScanner::Scan SaneScanner::preview(const JobContext& context) {
  WorkerRequest job;
  job.preview = true;
  job.scanning.straighten = false;
  return run(context, std::move(job), {});
}

SaneScanner::Scan SaneScanner::run(const JobContext& context, WorkerRequest request,
                                   const Progress& progress) {
  request.device = settings_.device;
  request.options = settings_.options;
  SessionResult result = session_.run(request, context.deadline, context.stop, progress);
  const SaneStatus status = result.note.status;
  Scan scan = completion_of(std::move(result), request.scanning.straighten);
  note(scan, status);
  return scan;
}

SaneScanner::Scan SaneScanner::completion_of(SessionResult result, bool straighten) {
  const Verdict verdict = verdict_of(result);
  Scan scan{verdict.code, ScanOutcome{{}, verdict.trouble}, verdict.fault, detail_of(result)};
  // Pages of a canceled or timed-out scan are nobody's any more.
  const bool wanted = verdict.code == CompletionCode::Success || verdict.trouble != ScanTrouble::None;
  if (!wanted) return scan;
  for (contract::PageRaster& raster : result.pages) {
    scan.value->pages.push_back(finish_page(std::move(raster), straighten, settings_.quality));
  }
  return scan;
}

void SaneScanner::note(const Scan& scan, SaneStatus status) {
  if (scan.ok()) {
    note_present();
    board_.clear(FaultType::PaperJam);
    board_.clear(FaultType::CoverOpen);
    return;
  }
  if (!scan.fault) return;
  // SANE cannot tell when a jam or an open cover ends, only the next scan can: so these do not block
  // services.
  const bool by_hand = scan.code == CompletionCode::UserError;
  board_.raise(*scan.fault, scan.detail, by_hand ? std::optional(FaultSeverity::Medium) : std::nullopt);
  if (status == SaneStatus::NoDevice) board_.set_state(DeviceState::NoDevice);
  if (status == SaneStatus::IoError) board_.set_state(DeviceState::Offline);
  if (!by_hand) next_probe_ = clock_.now();
}

void SaneScanner::note_present() {
  for (const FaultType type : {FaultType::DeviceMissing, FaultType::CommunicationFault,
                               FaultType::HardwareFault, FaultType::NotAuthorised}) {
    board_.clear(type);
  }
  next_probe_ = clock_.now() + settings_.probe_interval;
}

void SaneScanner::set_option(const std::string& name, const std::string& value) {
  if (value.empty()) {
    settings_.options.erase(name);
  } else {
    settings_.options[name] = value;
  }
}

Result<std::unique_ptr<contract::Device>> make_sane_scanner(const contract::DriverContext& context,
                                                            const contract::DeviceConfig& config) {
  SaneSettings settings;
  settings.device = config.address.path;
  for (const auto& [name, value] : config.address.options) {
    if (name != "config") {
      return fail(ErrorCode::InvalidArgument, "a SANE address has no option " + name,
                  config.address.to_string());
    }
    settings.config_folder = value;
  }
  for (const auto& [name, value] : config.settings) {
    if (name == "model") {
      settings.model = value;
    } else if (name == "worker") {
      settings.worker = {value};
    } else if (name.rfind("option.", 0) == 0) {
      settings.options[name.substr(7)] = value;
    } else {
      return fail(ErrorCode::InvalidArgument, "driver sane has no setting " + name,
                  config.address.to_string());
    }
  }
  return std::make_unique<SaneScanner>(context, std::move(settings));
}

}  // namespace drivers::scanning

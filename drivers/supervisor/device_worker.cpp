// Opening, watching and asking one device.
#include "drivers/supervisor/device_worker.h"

#include <algorithm>
#include <typeinfo>

#include "kiosk/base/log.h"

namespace drivers::supervisor {

using contract::CompletionCode;
using contract::DeviceState;
using kiosk::base::JobId;
using kiosk::base::SessionId;
using kiosk::base::Task;

namespace {

/// The device must be opened anew before it can serve again.
bool is_lost(DeviceState state) {
  return state == DeviceState::Offline || state == DeviceState::NoDevice || state == DeviceState::PowerOff;
}

}  // namespace

DeviceWorker::DeviceWorker(WorkerContext context, kiosk::base::DeviceId id)
    : context_(context), id_(std::move(id)), strand_(id_.value, context_.clock) {}

contract::DriverContext DeviceWorker::driver_context(const std::filesystem::path& config_dir) {
  return {context_.clock, *this, id_, config_dir, closing_.get_token()};
}

void DeviceWorker::adopt(std::unique_ptr<contract::Device> device) {
  device_ = std::move(device);
  told_ = device_->report();
  shown_ = told_.state;
}

void DeviceWorker::start() {
  strand_.post([this] { tick(); });
}

void DeviceWorker::submit(DeviceJob job) {
  if (stopping_) return refuse(job, CompletionCode::Canceled, "the terminal is stopping");
  waiting_.push_back(std::move(job));
  dispatch();
}

bool DeviceWorker::cancel(JobId id) {
  if (running_ && running_->id == id) {
    running_->stop.request_stop();
    return true;
  }
  const auto found =
      std::find_if(waiting_.begin(), waiting_.end(), [id](const DeviceJob& job) { return job.id == id; });
  if (found == waiting_.end()) return false;
  DeviceJob job = std::move(*found);
  waiting_.erase(found);
  refuse(job, CompletionCode::Canceled, "canceled before it began");
  return true;
}

void DeviceWorker::cancel_all(const SessionId& session) {
  std::vector<JobId> ids;
  if (running_ && running_->session == session) ids.push_back(running_->id);
  for (const DeviceJob& job : waiting_) {
    if (job.session == session) ids.push_back(job.id);
  }
  for (const JobId id : ids) cancel(id);
}

void DeviceWorker::request_stop() {
  if (stopping_) return;
  stopping_ = true;
  closing_.request_stop();
  for (DeviceJob& job : waiting_) refuse(job, CompletionCode::Canceled, "the terminal is stopping");
  waiting_.clear();
  if (running_) running_->stop.request_stop();
}

void DeviceWorker::join() {
  request_stop();
  if (joined_) return;
  joined_ = true;
  // A stopped strand drops what is queued; flushing first lets a job that was handed over answer for itself.
  strand_.flush();
  strand_.stop();
  if (device_) device_->close();
}

void DeviceWorker::dispatch() {
  if (running_ || waiting_.empty()) return;
  running_ = std::move(waiting_.front());
  waiting_.pop_front();
  post_event([this](WorkerListener&) { tell_if_changed(); });
  strand_.post([this, job = *running_] {
    // Until here the worker lives because its strand has not been joined; from here on the answer keeps it.
    context_.reply.post([self = shared_from_this(), answer = run(job)] { self->finish(answer); });
  });
}

void DeviceWorker::finish(const Task& answer) {
  running_.reset();
  if (!stopping_) tell_if_changed();
  answer();
  if (!stopping_) dispatch();
}

/// XFS4IoT: a device that does a command is busy, whatever else it says while it is well.
void DeviceWorker::tell_if_changed() {
  const bool busy = running_ && told_.state == DeviceState::Online;
  const DeviceState state = busy ? DeviceState::DeviceBusy : told_.state;
  if (state == shown_) return;
  shown_ = state;
  contract::DeviceReport report = told_;
  report.state = state;
  context_.listener.worker_report(report);
}

void DeviceWorker::refuse(DeviceJob& job, CompletionCode code, const std::string& detail) {
  context_.reply.post(job.refuse(code, detail));
}

Task DeviceWorker::run(const DeviceJob& job) {
  const contract::JobContext context{job.session, job.id, job.deadline, job.stop.get_token()};
  if (context.stop.stop_requested()) return job.refuse(CompletionCode::Canceled, "canceled before it began");
  if (context_.clock.now() >= job.deadline) return job.refuse(CompletionCode::TimeOut, "no time left");
  if (job.needs == JobNeeds::FreshOpening) {
    if (open_) close_device(kiosk::base::Duration{0});
    (void)survives([this] { try_open(); });
    if (!open_) return job.refuse(CompletionCode::HardwareError, "it does not open");
  }
  if (!open_ && job.needs == JobNeeds::OpenDevice) {
    return job.refuse(CompletionCode::DeviceNotReady,
                      "the device is " + std::string(to_string(device_->report().state)));
  }
  return run_guarded(job, context);
}

Task DeviceWorker::run_guarded(const DeviceJob& job, const contract::JobContext& context) {
  Task answer;
  if (!survives([&] { answer = job.work(*device_, context); })) {
    return job.refuse(CompletionCode::HardwareError, "the driver failed");
  }
  lose_if_gone();
  return answer;
}

template <class Work>
bool DeviceWorker::survives(Work work) {
  try {
    work();
    return true;
  } catch (const std::exception& error) {
    // Its words may hold anything: only its kind is told.
    kiosk::base::log(kiosk::base::LogLevel::Error, "devices",
                     id_.value + ": the driver threw " + typeid(error).name());
  }
  close_device(context_.timings.back_off.front());
  return false;
}

void DeviceWorker::tick() {
  if (closing_.stop_requested()) return;
  if (open_) {
    if (survives([this] { device_->poll(); })) lose_if_gone();
  } else if (context_.clock.now() >= next_open_) {
    (void)survives([this] { try_open(); });
  }
  const auto until_open = std::max(next_open_ - context_.clock.now(), kiosk::base::Duration{1});
  const auto& interval = context_.timings.poll_interval;
  strand_.post_after(open_ ? interval : std::min(interval, until_open), [this] { tick(); });
}

void DeviceWorker::try_open() {
  const auto opened = device_->open();
  if (opened) {
    open_ = true;
    failures_ = 0;
    return;
  }
  if (closing_.stop_requested()) return;
  const auto& steps = context_.timings.back_off;
  const bool absent = device_->report().state == DeviceState::NoDevice;
  const auto wait = absent ? context_.timings.absent_interval : steps[std::min(failures_, steps.size() - 1)];
  if (failures_ == 0) {
    kiosk::base::log(kiosk::base::LogLevel::Warning, "devices",
                     id_.value + ": " + opened.error().to_string());
  }
  if (!absent || failures_ == 0) ++failures_;
  next_open_ = context_.clock.now() + wait;
}

void DeviceWorker::lose_if_gone() {
  if (!open_ || !is_lost(device_->report().state)) return;
  close_device(context_.timings.back_off.front());
}

void DeviceWorker::close_device(kiosk::base::Duration reopen_after) {
  device_->close();
  open_ = false;
  next_open_ = context_.clock.now() + reopen_after;
}

template <class Tell>
void DeviceWorker::post_event(Tell tell) {
  // Weak: a device that still talks while the worker ends must not bring it back to life.
  context_.reply.post([weak = weak_from_this(), tell = std::move(tell)] {
    const auto self = weak.lock();
    if (self && !self->stopping_) tell(self->context_.listener);
  });
}

void DeviceWorker::report_changed(const contract::DeviceReport& report) {
  post_event([this, report](WorkerListener& listener) {
    told_ = report;
    contract::DeviceReport shown = report;
    if (running_ && report.state == DeviceState::Online) shown.state = DeviceState::DeviceBusy;
    shown_ = shown.state;
    listener.worker_report(shown);
  });
}

void DeviceWorker::fault_raised(const contract::DeviceFault& fault) {
  post_event([fault](WorkerListener& listener) { listener.worker_fault_raised(fault); });
}

void DeviceWorker::fault_cleared(const contract::DeviceFault& fault) {
  post_event([fault](WorkerListener& listener) { listener.worker_fault_cleared(fault); });
}

}  // namespace drivers::supervisor

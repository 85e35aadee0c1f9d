// One document through an IPP printer: submitted, followed, counted.
#include "drivers/printing/ipp_printer.h"
#include "drivers/transport/pause.h"

namespace drivers::printing {
namespace {

using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::JobContext;
using contract::PrintOutcome;
using contract::PrintRequest;
using kiosk::base::Duration;
using kiosk::base::Error;
using kiosk::base::ErrorCode;
using kiosk::base::MonoTime;
using kiosk::base::Result;

/// A printer that does not answer so many questions in a row is gone.
constexpr int kLostQueries = 3;
/// The last impressions are counted a moment after the job is "completed".
constexpr Duration kSettleTime{1500};
/// A canceled job ends within this time.
constexpr Duration kCancelTime{5000};

CompletionCode code_for_job(FaultType fault) {
  switch (fault) {
    case FaultType::PaperOut:
    case FaultType::PaperJam:
    case FaultType::CoverOpen:
    case FaultType::TonerOut:
    case FaultType::OutputFull: return CompletionCode::UserError;
    default: return CompletionCode::HardwareError;
  }
}

}  // namespace

IppPrinter::Outcome IppPrinter::print(const JobContext& context, const PrintRequest& request,
                                      const Progress& progress) {
  busy_ = true;
  Outcome outcome = run(context, request, progress);
  busy_ = false;
  if (board_.state() == DeviceState::DeviceBusy) take_over(last_);
  return outcome;
}

IppPrinter::Outcome IppPrinter::run(const JobContext& context, const PrintRequest& request,
                                    const Progress& progress) {
  if (Stop stop = check_request(request)) return *stop;
  if (Stop stop = check_printer(context)) return *stop;
  if (Stop stop = cancel_stale_jobs(context)) return *stop;
  const Result<int> job = submit(context, request);
  if (!job) {
    // The printer may have taken the job although its answer was lost.
    Outcome outcome = failed(job.error(), context);
    (void)cancel_stale_jobs({context.session, context.job, clock_.now() + kCancelTime, {}});
    return outcome;
  }
  Following following{context, request, progress, *job};
  following.moved = clock_.now();
  return follow(following);
}

IppPrinter::Stop IppPrinter::interrupted(const JobContext& context) const {
  if (context.stop.stop_requested()) return Outcome{CompletionCode::Canceled, {}, {}, "canceled"};
  if (clock_.now() >= context.deadline)
    return Outcome{CompletionCode::TimeOut, {}, {}, "the job's time is over"};
  return std::nullopt;
}

IppPrinter::Outcome IppPrinter::stopped_by(const ReasonFault& fault) {
  return {code_for_job(fault.type), {}, fault.type, fault.detail};
}

IppPrinter::Outcome IppPrinter::failed(const Error& error, const JobContext& context) {
  if (Stop stop = interrupted(context)) return *stop;
  switch (error.code) {
    case ErrorCode::Unsupported: return {CompletionCode::UnsupportedCommand, {}, {}, error.message};
    case ErrorCode::Conflict: return {CompletionCode::DeviceNotReady, {}, {}, error.message};
    default: break;
  }
  connection_failed(error);
  const bool gone = error.code == ErrorCode::Unavailable || error.code == ErrorCode::NotFound;
  return {CompletionCode::HardwareError,
          {},
          gone ? FaultType::DeviceMissing : FaultType::CommunicationFault,
          error.message};
}

IppPrinter::Stop IppPrinter::check_request(const PrintRequest& request) const {
  if (request.document.empty() || request.pages < 1 || request.copies < 1) {
    return Outcome{CompletionCode::InvalidData, {}, {}, "no document, no pages or no copies"};
  }
  if (!capabilities_.pdf)
    return Outcome{CompletionCode::DeviceNotReady, {}, {}, "the printer was not opened"};
  if (request.duplex && !capabilities_.duplex) {
    return Outcome{CompletionCode::UnsupportedCommand, {}, {}, "the printer has one side only"};
  }
  if (request.copies > 1 && !capabilities_.copies) {
    return Outcome{CompletionCode::UnsupportedCommand, {}, {}, "the printer makes no copies"};
  }
  return std::nullopt;
}

IppPrinter::Stop IppPrinter::check_printer(const JobContext& context) {
  if (Stop stop = interrupted(context)) return stop;
  const auto condition = look(context.stop);
  if (!condition) return failed(condition.error(), context);
  take_over(*condition);
  if (const ReasonFault* fault = last_.blocking()) return stopped_by(*fault);
  if (last_.paused) return Outcome{CompletionCode::DeviceNotReady, {}, {}, "the printer is paused"};
  if (!last_.accepting) return Outcome{CompletionCode::DeviceNotReady, {}, {}, "the printer takes no jobs"};
  return std::nullopt;
}

IppPrinter::Stop IppPrinter::cancel_stale_jobs(const JobContext& context) {
  const MonoTime end = clock_.now() + kCancelTime;
  while (clock_.now() < end) {
    if (Stop stop = interrupted(context)) return stop;
    const auto jobs = connection_->unfinished_jobs(context.stop);
    if (!jobs) return failed(jobs.error(), context);
    if (jobs->empty()) return std::nullopt;
    // A job that ended in between cannot be canceled; the next look shows it.
    for (const int job : *jobs) (void)connection_->cancel_job(job, context.stop);
    transport::pause_for(settings_.query_every, clock_, context.stop);
  }
  return Outcome{CompletionCode::DeviceNotReady, {}, {}, "an old job cannot be canceled"};
}

Result<int> IppPrinter::submit(const JobContext& context, const PrintRequest& request) {
  transport::IppJobRequest job;
  job.job_name = request.job_name;
  job.sides = request.duplex ? "two-sided-long-edge" : "one-sided";
  job.copies = request.copies;
  job.send_media = capabilities_.media;
  job.send_sides = capabilities_.sides;
  job.send_copies = capabilities_.copies;
  if (capabilities_.print_job) return connection_->print_job(job, request.document, context.stop);
  return connection_->create_job_and_send(job, request.document, context.stop);
}

IppPrinter::Outcome IppPrinter::follow(Following& following) {
  for (;;) {
    if (Stop stop = interrupted(following.context)) return give_up(following, *stop);
    if (Stop stop = look_at_job(following)) return *stop;
    if (following.view.ended()) return ended(following);
    if (Stop stop = look_at_printer(following)) return *stop;
    if (!following.waiting_since && clock_.now() - following.moved >= settings_.stall) {
      Outcome outcome{CompletionCode::TimeOut, {}, FaultType::CommunicationFault, "the job stands still"};
      return give_up(following, std::move(outcome));
    }
    transport::pause_for(settings_.query_every, clock_, following.context.stop);
  }
}

IppPrinter::Stop IppPrinter::look_at_job(Following& following) {
  const auto attributes =
      connection_->job_attributes(following.job, job_attribute_names(), following.context.stop);
  if (attributes) {
    following.lost_queries = 0;
    note_progress(following, read_job(*attributes));
    return std::nullopt;
  }
  if (following.context.stop.stop_requested()) return std::nullopt;  // the next round sees it
  const bool forgotten = attributes.error().code == ErrorCode::NotFound;
  if (!forgotten && ++following.lost_queries < kLostQueries) return std::nullopt;
  return printer_lost(following, attributes.error());
}

void IppPrinter::note_progress(Following& following, const IppJobView& view) {
  const int before = count_pages(following.view, following.request).pages_printed;
  const int now = count_pages(view, following.request).pages_printed;
  if (view.state != following.view.state || now != before) following.moved = clock_.now();
  following.view = view;
  if (now != before && following.progress) following.progress(now);
}

IppPrinter::Stop IppPrinter::look_at_printer(Following& following) {
  const auto condition = look(following.context.stop);
  if (!condition) return std::nullopt;  // the job's query counts the silence
  take_over(*condition);
  const ReasonFault* fault = last_.blocking();
  if (fault == nullptr) {
    if (following.waiting_since) following.moved = clock_.now();
    following.waiting_since.reset();
    return std::nullopt;
  }
  if (!following.waiting_since) following.waiting_since = clock_.now();
  if (clock_.now() - *following.waiting_since < settings_.grace) return std::nullopt;
  return give_up(following, stopped_by(*fault));
}

IppPrinter::Outcome IppPrinter::printer_lost(const Following& following, const Error& error) {
  Outcome outcome = failed(error, following.context);
  outcome.value = count_pages(following.view, following.request);
  return outcome;
}

IppPrinter::Outcome IppPrinter::give_up(Following& following, Outcome outcome) {
  (void)connection_->cancel_job(following.job, {});  // a job that has ended refuses; the look below tells
  const MonoTime end = clock_.now() + kCancelTime;
  while (clock_.now() < end) {
    const auto attributes = connection_->job_attributes(following.job, job_attribute_names(), {});
    if (!attributes) break;
    note_progress(following, read_job(*attributes));
    // Canceling is a request: a job that was printed to its end is a success whatever we wanted.
    if (following.view.state == IppJobState::Completed) return completed(following);
    if (following.view.ended()) break;
    transport::pause_for(settings_.query_every, clock_, {});
  }
  if (!following.view.ended()) outcome.detail += "; the printer still holds the job";
  outcome.value = count_pages(following.view, following.request);
  return outcome;
}

IppPrinter::Outcome IppPrinter::ended(Following& following) {
  if (following.view.state == IppJobState::Completed) return completed(following);
  Outcome outcome{CompletionCode::HardwareError, count_pages(following.view, following.request)};
  outcome.detail = following.view.reasons;
  (void)look_at_printer(following);
  if (const ReasonFault* fault = last_.blocking()) {
    outcome.fault = fault->type;
    outcome.code = code_for_job(fault->type);
  } else if (following.view.state == IppJobState::Canceled) {
    outcome.code = CompletionCode::UserError;  // by a person at the printer: we did not ask for it
  }
  return outcome;
}

IppPrinter::Outcome IppPrinter::completed(Following& following) {
  const int expected = pages_expected(following.request);
  const MonoTime end = clock_.now() + kSettleTime;
  PrintOutcome outcome = count_pages(following.view, following.request);
  while (outcome.pages_printed < expected && clock_.now() < end && !following.context.stop.stop_requested()) {
    transport::pause_for(settings_.query_every, clock_, following.context.stop);
    const auto attributes = connection_->job_attributes(following.job, job_attribute_names(), {});
    if (!attributes) break;
    note_progress(following, read_job(*attributes));
    outcome = count_pages(following.view, following.request);
  }
  if (!outcome.counted || outcome.pages_printed == expected) {
    board_.clear(FaultType::PageCountMismatch);
    return {CompletionCode::Success, outcome};
  }
  const std::string detail =
      std::to_string(outcome.pages_printed) + " of " + std::to_string(expected) + " pages counted";
  if (!board_.is_active(FaultType::PageCountMismatch)) board_.raise(FaultType::PageCountMismatch, detail);
  return {CompletionCode::HardwareError, outcome, FaultType::PageCountMismatch, detail};
}

}  // namespace drivers::printing

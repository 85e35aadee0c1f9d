// One slip through an ESC/POS printer: status before, during and after.
#include <algorithm>

#include "drivers/printing/escpos_printer.h"

namespace drivers::printing {
namespace {

using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::JobContext;
using contract::SlipOutcome;
using kiosk::base::Duration;
using kiosk::base::Error;
using kiosk::base::ErrorCode;
using kiosk::base::MonoTime;
using kiosk::base::SecureBytes;

/// A slip shows itself in the presenter within this time after the cut.
constexpr Duration kAppearTime{3000};
/// Drawing a slip in: one second of delay (the shortest the command knows) and the motor's run.
constexpr Duration kRetractTime{8000};
/// Between two looks while the printer works.
constexpr Duration kLookEvery{100};
/// Longest silence of a line that takes no more bytes (a printer out of paper holds them up).
constexpr Duration kWriteTime{5000};

CompletionCode code_for(FaultType fault) {
  switch (fault) {
    case FaultType::PaperOut:
    case FaultType::CoverOpen:
    case FaultType::PaperJam: return CompletionCode::UserError;
    default: return CompletionCode::HardwareError;
  }
}

}  // namespace

EscposPrinter::Outcome EscposPrinter::print_slip(const JobContext& context, const contract::Slip& slip) {
  if (!link_.is_open()) return {CompletionCode::DeviceNotReady, {}, FaultType::DeviceMissing, "not open"};
  ink_on_paper_ = false;
  Outcome outcome = run(context, slip);
  if (ink_on_paper_ && !outcome.ok() && !outcome.value) {
    outcome.value = SlipOutcome::Incomplete;
    needs_recovery_ = true;
  }
  if (!link_.is_open()) return outcome;
  const bool healthy = !last_.blocking();
  if (needs_recovery_ && healthy && !board_.is_active(FaultType::CommunicationFault)) recover();
  if (board_.state() == DeviceState::DeviceBusy) take_over(last_);
  return outcome;
}

EscposPrinter::Outcome EscposPrinter::run(const JobContext& context, const contract::Slip& slip) {
  if (Stop stop = check_before(context)) return *stop;
  board_.set_state(DeviceState::DeviceBusy);
  const PrinterModel& model = settings_.model;
  std::vector<SecureBytes> pieces = encode_slip(lay_out(slip, model.columns), model, artist_);
  pieces.push_back(encode_end(model));
  if (model.done_signal == DoneSignal::Fence) pieces.push_back(EscposCommands().query_when_done().take());
  link_.forget_done();
  if (Stop stop = send_all(context, pieces)) return *stop;
  if (Stop stop = wait_until_done(context)) return *stop;
  if (!model.has_presenter) return {CompletionCode::Success, SlipOutcome::Presented};
  return wait_until_taken(context);
}

EscposPrinter::Stop EscposPrinter::interrupted(const JobContext& context) const {
  if (context.stop.stop_requested()) return Outcome{CompletionCode::Canceled, {}, {}, "canceled"};
  if (clock_.now() >= context.deadline)
    return Outcome{CompletionCode::TimeOut, {}, {}, "the job's time is over"};
  return std::nullopt;
}

EscposPrinter::Stop EscposPrinter::check_before(const JobContext& context) {
  if (Stop stop = look_while(context)) return stop;
  if (last_.offline) return Outcome{CompletionCode::DeviceNotReady, {}, {}, "the printer is offline"};
  if (needs_recovery_) recover();
  if (!needs_recovery_) return std::nullopt;
  return Outcome{
      CompletionCode::HardwareError, {}, FaultType::CommunicationFault, "cannot clear the last slip"};
}

EscposPrinter::Outcome EscposPrinter::stopped_by(FaultType fault) const {
  return {code_for(fault), {}, fault, std::string(to_string(fault))};
}

EscposPrinter::Outcome EscposPrinter::failed(const Error& error, const JobContext& context) {
  if (Stop stop = interrupted(context)) return *stop;
  if (const auto held_up = error.code == ErrorCode::TimedOut ? link_.held_up_by_paper() : std::nullopt) {
    last_ = *held_up;
    take_over(last_);
    return stopped_by(FaultType::PaperOut);
  }
  line_failed(error);
  const bool gone = error.code == ErrorCode::Unavailable;
  return {CompletionCode::HardwareError,
          {},
          gone ? FaultType::DeviceMissing : FaultType::CommunicationFault,
          error.message};
}

EscposPrinter::Stop EscposPrinter::look_while(const JobContext& context) {
  if (Stop stop = interrupted(context)) return stop;
  const auto condition = link_.look(context.stop);
  if (!condition) return failed(condition.error(), context);
  last_ = *condition;
  slip_seen_ = slip_seen_ || last_.ticket_present;
  const std::optional<FaultType> fault = last_.blocking();
  if (!fault) return std::nullopt;
  take_over(last_);
  return stopped_by(*fault);
}

EscposPrinter::Stop EscposPrinter::send_all(const JobContext& context,
                                            const std::vector<SecureBytes>& pieces) {
  const auto limit = static_cast<std::size_t>(settings_.model.chunk_bytes);
  SecureBytes chunk;
  for (const SecureBytes& piece : pieces) {
    if (!chunk.empty() && chunk.size() + piece.size() > limit) {
      if (Stop stop = send_chunk(context, chunk)) return stop;
      chunk.clear();
    }
    chunk.insert(chunk.end(), piece.begin(), piece.end());
  }
  return send_chunk(context, chunk);
}

EscposPrinter::Stop EscposPrinter::send_chunk(const JobContext& context,
                                              std::span<const std::uint8_t> chunk) {
  ink_on_paper_ = true;
  const MonoTime deadline = std::min(context.deadline, clock_.now() + kWriteTime);
  if (auto sent = link_.send(chunk, deadline, context.stop); !sent) return failed(sent.error(), context);
  return look_while(context);
}

EscposPrinter::Stop EscposPrinter::wait_until_done(const JobContext& context) {
  const PrinterModel& model = settings_.model;
  const MonoTime settled = clock_.now() + model.settle_time;
  // A quick hand takes the slip while the printer still settles: what the looks from here on see, counts.
  slip_seen_ = last_.ticket_present;
  for (;;) {
    if (Stop stop = look_while(context)) return stop;
    const bool quiet = !last_.offline && clock_.now() >= settled;
    switch (model.done_signal) {
      case DoneSignal::Fence:
        // Some printers of this family do not know GS r: then only their health counts.
        if (link_.done_seen() || quiet) return std::nullopt;
        break;
      case DoneSignal::Spooling:
        if (!last_.spooling) return std::nullopt;
        break;
      case DoneSignal::Settled:
        if (quiet) return std::nullopt;
        break;
    }
    link_.take_in(kLookEvery, context.stop);
  }
}

EscposPrinter::Outcome EscposPrinter::wait_until_taken(const JobContext& context) {
  const MonoTime appeared = clock_.now() + kAppearTime;
  const MonoTime end = clock_.now() + settings_.take_time;
  for (;;) {
    if (Stop stop = look_while(context)) {
      // Canceled or out of time, wherever that was seen: the slip does not stay there for the next citizen.
      const bool visit_over = stop->code == CompletionCode::Canceled || stop->code == CompletionCode::TimeOut;
      return visit_over ? retract(stop->code) : *stop;
    }
    if (slip_seen_ && !last_.ticket_present) {
      board_.clear(FaultType::MediaNotTaken);
      return {CompletionCode::Success, SlipOutcome::Taken};
    }
    // Never seen: taken between two looks, or a blind sensor. Nothing is claimed.
    if (!slip_seen_ && clock_.now() >= appeared) return {CompletionCode::Success, SlipOutcome::Presented};
    if (slip_seen_ && clock_.now() >= end) return retract(CompletionCode::Success);
    link_.take_in(kLookEvery, context.stop);
  }
}

EscposPrinter::Outcome EscposPrinter::retract(CompletionCode code) {
  // What lies in the presenter belongs to this visit: it goes in whatever the reason.
  const SecureBytes bytes = EscposCommands().present(0, PresentMode::Retract, 1).take();
  const MonoTime deadline = clock_.now() + kRetractTime;
  if (auto sent = link_.send(bytes, deadline, {}); !sent) {
    line_failed(sent.error());
    return {CompletionCode::HardwareError, SlipOutcome::Presented, FaultType::DeviceMissing,
            sent.error().message};
  }
  if (!board_.is_active(FaultType::MediaNotTaken))
    board_.raise(FaultType::MediaNotTaken, "slip drawn in again");
  while (clock_.now() < deadline) {
    const auto condition = link_.look({});
    if (condition && !condition->ticket_present) return {code, SlipOutcome::Retracted};
    link_.take_in(kLookEvery, {});
  }
  return {CompletionCode::HardwareError, SlipOutcome::Presented, FaultType::MediaNotTaken,
          "cannot draw the slip in"};
}

}  // namespace drivers::printing

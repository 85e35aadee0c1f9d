// Moving cards, and believing only what the dispenser's status says.
#include "drivers/dispensing/crt_dispenser.h"

#include <algorithm>
#include <charconv>

#include "drivers/transport/pause.h"
#include "drivers/transport/serial_transport.h"
#include "drivers/transport/tape_use.h"

namespace drivers::dispensing {

using contract::CardMoveTrouble;
using contract::CardPlace;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::JobContext;
using contract::SupplyLevel;
using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

constexpr Duration kOpeningLimit{60'000};

}  // namespace

CrtDispenser::CrtDispenser(const contract::DriverContext& context,
                           std::unique_ptr<transport::Transport> transport, CrtSettings settings)
    : clock_(context.clock),
      closing_(context.closing),
      transport_(std::move(transport)),
      settings_(std::move(settings)),
      link_(*transport_, clock_, settings_.timings, settings_.address),
      board_(clock_, contract::DeviceClass::CardDispenser, context.id, context.observer) {
  board_.watch_supply("card-stacker", settings_.stacker);
}

Status CrtDispenser::open() {
  if (auto opened = transport_->open(); !opened) {
    board_.raise(FaultType::DeviceMissing, opened.error().message);
    board_.set_state(DeviceState::NoDevice);
    return opened;
  }
  board_.clear(FaultType::DeviceMissing);
  board_.set_identity(settings_.model, "");
  board_.set_capabilities({"CRT-591", "", contract::CardDispenserCapabilities{true, true, true, true}});
  const LinkLimit limit{clock_.now() + kOpeningLimit, closing_};
  opening_ = true;
  Step step = take_answer(link_.exchange(kInitKeep, limit), limit);
  if (step) step = look(limit);
  if (step && step->card != CardPlace::None) {
    // A full bin or a jam is a fault of its own and does not keep the device from opening.
    const Step cleared = order(CardOrder::Reject, kToErrorBin, CardPlace::None, limit);
    const bool line_trouble = !cleared && cleared.error().fault == FaultType::CommunicationFault;
    if (line_trouble) step = cleared;
  }
  opening_ = false;
  if (step) {
    board_.set_state(DeviceState::Online);
    return {};
  }
  const Move& move = step.error();
  transport_->close();
  const auto code = move.code == CompletionCode::Canceled ? ErrorCode::Canceled : ErrorCode::Unavailable;
  return fail(code, "cannot open the dispenser: " + move.detail, transport_->description());
}

void CrtDispenser::poll() {
  if (!transport_->is_open()) return;
  (void)look({clock_.now() + kOpeningLimit, closing_});
}

void CrtDispenser::end_session(const JobContext& context) {
  const Step now = look({context.deadline, context.stop});
  if (now && now->card != CardPlace::None) (void)reject(context);
}

CrtDispenser::Move CrtDispenser::stage(const JobContext& context) {
  const LinkLimit limit{context.deadline, context.stop};
  const Step now = look(limit);
  if (!now) return now.error();
  if (now->card != CardPlace::None) {
    return refuse(CompletionCode::SequenceError, CardMoveTrouble::CardInTheWay, "a card is on the transport");
  }
  if (now->stacker == StackerLevel::Empty) {
    return refuse(CompletionCode::UserError, CardMoveTrouble::StackerEmpty, "the stacker is empty");
  }
  const Step moved = order(CardOrder::Stage, kToReadPosition, CardPlace::ReadPosition, limit);
  return moved ? done() : moved.error();
}

CrtDispenser::Move CrtDispenser::present(const JobContext& context) {
  const LinkLimit limit{context.deadline, context.stop};
  const Step now = look(limit);
  if (!now) return now.error();
  if (now->card == CardPlace::None) {
    return refuse(CompletionCode::SequenceError, CardMoveTrouble::NoCard, "there is no card to present");
  }
  if (now->card != CardPlace::Exit) {
    const Step moved = order(CardOrder::Present, kToExit, CardPlace::Exit, limit);
    // It may have been taken before we could look.
    const bool taken = moved || status_.card == CardPlace::None;
    if (!taken) return moved.error();
  }
  return await(CardPlace::None, CardMoveTrouble::NotTaken, limit);
}

CrtDispenser::Move CrtDispenser::reject(const JobContext& context) {
  const LinkLimit limit{context.deadline, context.stop};
  const Step now = look(limit);
  if (!now) return now.error();
  if (now->card == CardPlace::None) {
    return refuse(CompletionCode::SequenceError, CardMoveTrouble::NoCard, "there is no card to reject");
  }
  if (now->error_bin_full) {
    return refuse(CompletionCode::UserError, CardMoveTrouble::ErrorBinFull, "the error bin is full");
  }
  const Step moved = order(CardOrder::Reject, kToErrorBin, CardPlace::None, limit);
  return moved ? done() : moved.error();
}

CrtDispenser::Move CrtDispenser::accept(const JobContext& context) {
  const LinkLimit limit{context.deadline, context.stop};
  const Step now = look(limit);
  if (!now) return now.error();
  if (now->card != CardPlace::None) {
    return refuse(CompletionCode::SequenceError, CardMoveTrouble::CardInTheWay, "a card is on the transport");
  }
  account_.order(CardOrder::Accept);
  Step step = take_answer(link_.exchange(kAcceptCard, limit), limit);
  if (!step) return step.error();
  const Move move = await(CardPlace::ReadPosition, CardMoveTrouble::NoCard, limit);
  if (move.ok()) return move;
  // Whatever ended the wait: the slot must not stay open for the next citizen's card.
  const LinkLimit own{clock_.now() + settings_.timings.answer_limit, closing_};
  (void)take_answer(link_.exchange(kRefuseCards, own), own);
  return move;
}

CrtDispenser::Move CrtDispenser::await(CardPlace place, CardMoveTrouble late, const LinkLimit& limit) {
  while (status_.card != place) {
    if (clock_.now() >= limit.deadline) {
      return refuse(CompletionCode::TimeOut, late, std::string(to_string(late)));
    }
    transport::pause_for(std::min(settings_.timings.poll_interval, limit.deadline - clock_.now()), clock_,
                         limit.stop);
    const Step now = look(limit);
    const bool in_time = now || now.error().code != CompletionCode::TimeOut;
    if (!now && in_time) return now.error();
  }
  return done();
}

CrtDispenser::Step CrtDispenser::look(const LinkLimit& limit) {
  const auto answer = link_.exchange(kStatus, limit);
  if (!answer) return tl::unexpected(failed(answer.error()));
  if (!answer->status) return tl::unexpected(refusal(answer->error, status_));
  note(*answer->status);
  return status_;
}

CrtDispenser::Step CrtDispenser::order(CardOrder order, const CrtCommand& command, CardPlace goal,
                                       const LinkLimit& limit) {
  account_.order(order);
  const auto answer = link_.exchange(command, limit);
  const bool lost =
      !answer && (answer.error() == LinkTrouble::Garbled || answer.error() == LinkTrouble::Mute);
  if (answer || !lost) {
    Step step = take_answer(answer, limit);
    if (!step || step->card == goal) {
      if (step) board_.clear(FaultType::CardStuck);
      return step;
    }
    return tl::unexpected(refusal(crt_error::kJam, *step));
  }
  // The answer was lost; where the card is tells whether the move was made.
  const Step seen = look(limit);
  if (seen && seen->card != goal) return tl::unexpected(failed(answer.error()));
  return seen;
}

CrtDispenser::Step CrtDispenser::take_answer(const LinkResult& answer, const LinkLimit& limit) {
  if (!answer) return tl::unexpected(failed(answer.error()));
  if (answer->status) {
    note(*answer->status);
    return status_;
  }
  // An error answer carries no status; ask for it, so that the reason and the count are right.
  const auto status = link_.exchange(kStatus, limit);
  if (status && status->status) note(*status->status);
  return tl::unexpected(refusal(answer->error, status_));
}

CrtDispenser::Move CrtDispenser::refusal(const std::string& code, const CrtStatus& status) {
  const std::string detail = "the dispenser's error " + code;
  if (code == crt_error::kStackerEmpty ||
      (code == crt_error::kNoCard && status.stacker == StackerLevel::Empty)) {
    return refuse(CompletionCode::UserError, CardMoveTrouble::StackerEmpty, detail);
  }
  if (code == crt_error::kBinFull) {
    return refuse(CompletionCode::UserError, CardMoveTrouble::ErrorBinFull, detail);
  }
  if (code == crt_error::kNoCard)
    return refuse(CompletionCode::SequenceError, CardMoveTrouble::NoCard, detail);
  const bool jam = code == crt_error::kJam;
  Move move =
      refuse(CompletionCode::HardwareError, jam ? CardMoveTrouble::Jammed : CardMoveTrouble::None, detail);
  move.fault = jam ? FaultType::CardStuck : FaultType::HardwareFault;
  board_.raise(*move.fault, detail);
  return move;
}

CrtDispenser::Move CrtDispenser::refuse(CompletionCode code, CardMoveTrouble trouble,
                                        const std::string& detail) {
  Move move{code, contract::CardMove{status_.card, trouble, account_.counts()}, {}, detail};
  if (trouble == CardMoveTrouble::StackerEmpty) move.fault = FaultType::StackerEmpty;
  if (trouble == CardMoveTrouble::ErrorBinFull) move.fault = FaultType::ErrorBinFull;
  if (move.fault) board_.raise(*move.fault, detail);
  return move;
}

CrtDispenser::Move CrtDispenser::failed(LinkTrouble trouble) {
  Move move = refuse(CompletionCode::HardwareError, CardMoveTrouble::None, to_string(trouble));
  if (trouble == LinkTrouble::DeadlinePassed) move.code = CompletionCode::TimeOut;
  if (trouble == LinkTrouble::Canceled) move.code = CompletionCode::Canceled;
  if (move.code != CompletionCode::HardwareError) return move;
  const bool gone = trouble == LinkTrouble::Gone;
  move.fault = gone ? FaultType::DeviceMissing : FaultType::CommunicationFault;
  board_.raise(*move.fault, move.detail);
  board_.set_state(gone ? DeviceState::NoDevice : DeviceState::Offline);
  return move;
}

CrtDispenser::Move CrtDispenser::done() {
  return {CompletionCode::Success,
          contract::CardMove{status_.card, CardMoveTrouble::None, account_.counts()},
          {},
          {}};
}

void CrtDispenser::note(const CrtStatus& status) {
  status_ = status;
  account_.observe(status.card);
  board_.clear(FaultType::CommunicationFault);
  board_.clear(FaultType::HardwareFault);
  const auto set = [this](bool active, FaultType type, const char* detail) {
    active ? board_.raise(type, detail) : board_.clear(type);
  };
  set(status.error_bin_full, FaultType::ErrorBinFull, "the error bin is full");
  if (status.card == CardPlace::None) board_.clear(FaultType::CardStuck);
  if (!opening_) board_.set_state(DeviceState::Online);
  tell_supplies();
}

void CrtDispenser::tell_supplies() {
  const contract::CardCounts& counts = account_.counts();
  const SupplyLevel level = status_.stacker == StackerLevel::Empty ? SupplyLevel::Out
                            : status_.stacker == StackerLevel::Few ? SupplyLevel::Low
                                                                   : SupplyLevel::Ok;
  const int percent = counts.loaded > 0 ? counts.stacker * 100 / counts.loaded : -1;
  board_.set_supply({"card-stacker", level, percent, counts.loaded > 0 ? counts.stacker : -1});
  board_.set_supply({"card-error-bin", status_.error_bin_full ? SupplyLevel::Full : SupplyLevel::Ok, -1});
}

void CrtDispenser::restore(const contract::CardCounts& counts) { account_.restore(counts); }

void CrtDispenser::exchange(int cards_in_stacker) {
  account_.exchange(cards_in_stacker);
  tell_supplies();
}

Result<std::unique_ptr<contract::Device>> make_crt_dispenser(const contract::DriverContext& context,
                                                             const contract::DeviceConfig& config) {
  const auto address = transport::line_address(config);
  if (!address) return tl::unexpected(address.error());
  if (address->transport != "serial") {
    return fail(ErrorCode::InvalidArgument, "driver crt speaks over serial only", config.address.to_string());
  }
  auto line = transport::SerialSettings::parse(address->path, address->options);
  if (!line) return tl::unexpected(line.error());
  if (!line->baud_given) line->baud = 9600;
  CrtSettings settings;
  auto given = config.settings;
  if (auto taken = contract::take_threshold(given, "stacker-low", settings.stacker); !taken) {
    return tl::unexpected(taken.error());
  }
  for (const auto& [name, value] : given) {
    const char* end = value.data() + value.size();
    if (name == "model") {
      settings.model = value;
      continue;
    }
    const auto parsed = std::from_chars(value.data(), end, settings.address);
    if (name == "address" && parsed.ec == std::errc{} && parsed.ptr == end) continue;
    return fail(ErrorCode::InvalidArgument, "driver crt has no setting " + name + "=" + value,
                config.address.to_string());
  }
  auto transport =
      transport::with_tape(context, config, {"crt", transport::make_open_scrubber},
                           std::make_unique<transport::SerialTransport>(std::move(*line), context.clock));
  if (!transport) return tl::unexpected(transport.error());
  return std::make_unique<CrtDispenser>(context, std::move(*transport), std::move(settings));
}

}  // namespace drivers::dispensing

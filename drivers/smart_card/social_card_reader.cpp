// Waiting, reading, removal, and a reader that comes and goes.
#include "drivers/smart_card/social_card_reader.h"

#include "drivers/smart_card/card_dialog.h"

namespace drivers::smart_card {

using contract::Completion;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::JobContext;
using contract::SmartCardReading;
using contract::SmartCardTrouble;
using kiosk::base::Duration;
using kiosk::base::Error;
using kiosk::base::ErrorCode;
using kiosk::base::Result;
using kiosk::base::Status;
using transport::SlotState;

namespace {

/// How long one try to open waits for a reader to be plugged in: the service tells of it at once.
constexpr Duration kPlugWait{1000};

}  // namespace

SocialCardReader::SocialCardReader(const contract::DriverContext& context, std::string reader)
    : clock_(context.clock),
      closing_(context.closing),
      slot_(std::move(reader), context.clock),
      board_(clock_, contract::DeviceClass::SmartCardReader, context.id, context.observer) {}

Status SocialCardReader::open() {
  if (auto opened = slot_.open(clock_.now() + kPlugWait, closing_); !opened) {
    if (opened.error().code != ErrorCode::Canceled) board_.note_gone(opened.error());
    return opened;
  }
  board_.set_identity(slot_.reader(), "");
  board_.set_capabilities({"PC/SC", "", contract::SmartCardReaderCapabilities{true, true}});
  board_.clear(FaultType::DeviceMissing);
  board_.set_state(DeviceState::Online);
  return {};
}

void SocialCardReader::poll() {
  if (!slot_.is_open()) return;
  if (const auto state = slot_.state(); !state) board_.note_gone(state.error());
}

Completion<SmartCardReading> SocialCardReader::read_card(const JobContext& context) {
  const auto state = slot_.wait_for_change(SlotState::Empty, context.deadline, context.stop);
  if (!state) return contract::ended_by<SmartCardReading>(state.error(), board_);
  auto reading = read_with_retry();
  slot_.disconnect();
  if (!reading) return contract::ended_by<SmartCardReading>(reading.error(), board_);
  Completion<SmartCardReading> completion;
  completion.code = reading->card ? CompletionCode::Success : CompletionCode::UserError;
  completion.value = std::move(*reading);
  return completion;
}

Completion<std::monostate> SocialCardReader::wait_for_removal(const JobContext& context) {
  auto state = slot_.state();
  while (state && *state != SlotState::Empty) {
    state = slot_.wait_for_change(*state, context.deadline, context.stop);
  }
  if (!state) return contract::ended_by<std::monostate>(state.error(), board_);
  Completion<std::monostate> completion;
  completion.value = std::monostate{};
  return completion;
}

Result<SmartCardReading> SocialCardReader::read_with_retry() {
  auto first = read_once();
  if (!first || first->trouble != SmartCardTrouble::Unreadable) return first;
  return read_once();
}

/// Powers the card anew and reads it. What the card does wrong is a trouble; an error means the reader.
Result<SmartCardReading> SocialCardReader::read_once() {
  const auto trouble_of = [](const Error& error) -> Result<SmartCardReading> {
    if (error.code == ErrorCode::Conflict) return SmartCardReading{{}, SmartCardTrouble::RemovedWhileReading};
    if (error.code == ErrorCode::InvalidData) return SmartCardReading{{}, SmartCardTrouble::Unreadable};
    return tl::unexpected(error);
  };
  if (auto connected = slot_.connect(); !connected) return trouble_of(connected.error());
  auto reading = read_social_card([this](const Command& command) { return slot_.transmit(command); });
  if (!reading) return trouble_of(reading.error());
  return reading;
}

Result<std::unique_ptr<contract::Device>> make_social_card_reader(const contract::DriverContext& context,
                                                                  const contract::DeviceConfig& config) {
  if (!config.settings.empty() || !config.address.options.empty()) {
    return kiosk::base::fail(ErrorCode::InvalidArgument, "a PC/SC reader has no settings",
                             config.address.to_string());
  }
  const std::string& path = config.address.path;
  return std::make_unique<SocialCardReader>(context, path == "any" ? std::string() : path);
}

}  // namespace drivers::smart_card

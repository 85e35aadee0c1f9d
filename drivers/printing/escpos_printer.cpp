// Opening, watching and the faults of an ESC/POS printer.
#include "drivers/printing/escpos_printer.h"

#include <algorithm>
#include <array>

namespace drivers::printing {
namespace {

using contract::ClearedBy;
using contract::DeviceState;
using contract::FaultType;
using contract::SupplyLevel;
using kiosk::base::Error;
using kiosk::base::ErrorCode;
using kiosk::base::Status;

/// The faults that the status bytes decide.
constexpr std::array kStatusFaults{
    FaultType::CoverOpen,     FaultType::PaperJam,        FaultType::PaperOut, FaultType::CutterFault,
    FaultType::HardwareFault, FaultType::OverTemperature, FaultType::PaperLow};

SupplyLevel paper_level(const PrinterCondition& condition) {
  if (condition.paper_jam) return SupplyLevel::Jammed;
  if (condition.paper_out) return SupplyLevel::Out;
  return condition.paper_low ? SupplyLevel::Low : SupplyLevel::Ok;
}

DeviceState state_of(const PrinterCondition& condition) {
  const std::optional<FaultType> fault = condition.blocking();
  // Offline without a cause: somebody holds the feed button or has switched it to local. It does answer.
  if (!fault) return condition.offline ? DeviceState::UserError : DeviceState::Online;
  const bool somebody_can_help =
      *fault == FaultType::CoverOpen || *fault == FaultType::PaperJam || *fault == FaultType::PaperOut;
  return somebody_can_help ? DeviceState::UserError : DeviceState::HardwareError;
}

}  // namespace

EscposPrinter::EscposPrinter(const contract::DriverContext& context, EscposSettings settings,
                             std::unique_ptr<transport::Transport> line, SlipArtist artist)
    : clock_(context.clock),
      closing_(context.closing),
      settings_(std::move(settings)),
      board_(context.clock, contract::DeviceClass::ReceiptPrinter, context.id, context.observer),
      link_(std::move(line), context.clock, settings_.model, settings_.answer_time),
      artist_(std::move(artist)) {}

namespace {

contract::Capabilities capabilities_of(const PrinterModel& model) {
  contract::ReceiptPrinterCapabilities can;
  can.columns = model.columns;
  can.dots_per_line = model.dots_per_line;
  can.cut = true;
  can.presenter = can.retract = model.has_presenter;
  can.paper_low_sensor = true;
  can.qr_code = model.has_qr;
  can.chinese_font = model.chinese_font == ChineseFont::Gbk      ? "GBK"
                     : model.chinese_font == ChineseFont::Gb2312 ? "GB 2312"
                                                                 : "none";
  return {"ESC/POS", "", can};
}

}  // namespace

Status EscposPrinter::open() {
  if (auto opened = link_.open(); !opened) {
    line_failed(opened.error());
    return opened;
  }
  auto condition = link_.look(closing_);
  const bool mute = !condition && condition.error().code == ErrorCode::TimedOut;
  if (mute && link_.reset()) condition = link_.look(closing_);
  if (!condition) {
    line_failed(condition.error());
    link_.close();
    return tl::unexpected(condition.error());
  }
  board_.clear(FaultType::DeviceMissing);
  board_.set_identity(settings_.model.manufacturer + " " + settings_.model.name, "");
  board_.set_capabilities(capabilities_of(settings_.model));
  take_over(*condition);
  return {};
}

void EscposPrinter::close() {
  link_.close();
  if (board_.state() != DeviceState::NoDevice) board_.set_state(DeviceState::Offline);
}

void EscposPrinter::poll() {
  if (!link_.is_open()) return;
  const auto condition = link_.look(closing_);
  if (!condition) return line_failed(condition.error());
  if (needs_recovery_ && !condition->blocking()) recover();
  take_over(*condition);
}

void EscposPrinter::take_over(const PrinterCondition& condition) {
  last_ = condition;
  board_.clear(FaultType::CommunicationFault);
  const std::vector<FaultType> now = condition.faults();
  for (const FaultType type : kStatusFaults) {
    const bool present = std::find(now.begin(), now.end(), type) != now.end();
    if (present && !board_.is_active(type)) board_.raise(type, "printer status");
    if (!present) board_.clear(type);
  }
  board_.set_supply({"receipt-paper", paper_level(condition)});
  board_.set_state(state_of(condition));
}

void EscposPrinter::line_failed(const Error& error) {
  if (error.code == ErrorCode::Canceled) return;
  const bool gone = error.code == ErrorCode::Unavailable || error.code == ErrorCode::NotFound;
  const FaultType type = gone ? FaultType::DeviceMissing : FaultType::CommunicationFault;
  board_.raise(type, error.message);
  if (gone) board_.clear(FaultType::CommunicationFault);
  board_.set_supply({"receipt-paper", SupplyLevel::Unknown});
  board_.set_state(gone ? DeviceState::NoDevice : DeviceState::Offline);
}

void EscposPrinter::recover() {
  if (auto done = link_.resynchronise(); !done) return line_failed(done.error());
  EscposCommands commands;
  commands.feed_lines(settings_.model.feed_before_cut).cut(settings_.model.partial_cut);
  // What was cut off lies in the presenter, and it is nobody else's.
  if (settings_.model.has_presenter) commands.present(0, PresentMode::Retract, 1);
  const kiosk::base::SecureBytes cut = commands.take();
  if (auto sent = link_.send(cut, clock_.now() + settings_.answer_time, {}); !sent)
    return line_failed(sent.error());
  needs_recovery_ = false;
}

}  // namespace drivers::printing

// The bits of ESC/POS status bytes.
#include "drivers/printing/escpos_status.h"

namespace drivers::printing {
namespace {

using contract::FaultType;

constexpr std::uint8_t kFixedBits = 0x93;

bool is_status(std::uint8_t byte) { return (byte & kFixedBits) == 0x12; }
bool starts_automatic_status(std::uint8_t byte) { return (byte & kFixedBits) == 0x10; }
/// GS r 1: bits 0+1 near end, bits 2+3 end, all others 0.
bool is_done(std::uint8_t byte) { return (byte & 0xF0U) == 0; }
bool bit(std::uint8_t byte, unsigned mask) { return (byte & mask) != 0; }

}  // namespace

std::optional<PrinterAnswer> AnswerParser::feed(std::uint8_t byte) {
  switch (state_) {
    case State::Idle: return feed_idle(byte);
    case State::Full: return feed_full(byte);
    case State::Automatic:
      if ((byte & 0x90U) != 0) {  // not a status block after all
        state_ = State::Idle;
        return feed_idle(byte);
      }
      ++discarded_;
      if (++count_ == 3) state_ = State::Idle;
      return std::nullopt;
    case State::Escape:
      if (byte == 0x0F) {
        state_ = State::Full;
        count_ = 0;
        return std::nullopt;
      }
      state_ = State::Automatic;
      count_ = 0;
      return feed(byte);
  }
  return std::nullopt;
}

std::optional<PrinterAnswer> AnswerParser::feed_idle(std::uint8_t byte) {
  if (is_status(byte)) return PrinterAnswer{PrinterAnswer::Kind::Status, {byte}};
  if (is_done(byte)) return PrinterAnswer{PrinterAnswer::Kind::Done, {byte}};
  ++discarded_;
  if (full_status_ && byte == 0x10) {
    state_ = State::Escape;
  } else if (starts_automatic_status(byte)) {
    state_ = State::Automatic;
    count_ = 0;
  }
  return std::nullopt;
}

std::optional<PrinterAnswer> AnswerParser::feed_full(std::uint8_t byte) {
  answer_.kind = PrinterAnswer::Kind::FullStatus;
  answer_.bytes[count_++] = byte;
  if (count_ < answer_.bytes.size()) return std::nullopt;
  state_ = State::Idle;
  return answer_;
}

void PrinterCondition::apply(StatusQuery query, std::uint8_t byte) {
  switch (query) {
    case StatusQuery::Printer: offline = bit(byte, 0x08); break;
    case StatusQuery::Offline:
      cover_open = bit(byte, 0x04);
      paper_out = paper_out || bit(byte, 0x20);
      other_error = bit(byte, 0x40);
      break;
    case StatusQuery::Error:
      paper_jam = bit(byte, 0x04);
      cutter_fault = bit(byte, 0x08);
      unrecoverable = bit(byte, 0x20);
      over_temperature = bit(byte, 0x40);
      break;
    case StatusQuery::Paper:
      paper_low = bit(byte, 0x0C);
      paper_out = paper_out || bit(byte, 0x60);
      break;
  }
}

void PrinterCondition::apply_full(const std::array<std::uint8_t, 4>& bytes) {
  const auto [paper, user, recoverable, broken] = bytes;
  paper_out = bit(paper, 0x01);
  paper_low = bit(paper, 0x04) || bit(paper, 0x40);
  ticket_present = bit(paper, 0x20);
  cover_open = bit(user, 0x03);
  spooling = bit(user, 0x04);
  over_temperature = bit(recoverable, 0x01);
  other_error = bit(recoverable, 0x08);
  paper_jam = bit(recoverable, 0x40);
  cutter_fault = bit(broken, 0x03);
  unrecoverable = bit(broken, 0x8C);
}

std::vector<FaultType> PrinterCondition::faults() const {
  std::vector<FaultType> found;
  if (cover_open) found.push_back(FaultType::CoverOpen);
  if (paper_jam) found.push_back(FaultType::PaperJam);
  if (paper_out) found.push_back(FaultType::PaperOut);
  if (cutter_fault) found.push_back(FaultType::CutterFault);
  if (unrecoverable) found.push_back(FaultType::HardwareFault);
  if (over_temperature) found.push_back(FaultType::OverTemperature);
  // The summary bits name a cause only when no other byte does.
  if (found.empty() && other_error) found.push_back(FaultType::HardwareFault);
  if (paper_low && !paper_out) found.push_back(FaultType::PaperLow);
  return found;
}

std::optional<FaultType> PrinterCondition::blocking() const {
  const std::vector<FaultType> found = faults();
  if (found.empty() || found.front() == FaultType::PaperLow) return std::nullopt;
  return found.front();
}

}  // namespace drivers::printing

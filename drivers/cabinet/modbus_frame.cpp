// Coding and finding Modbus RTU frames.
#include "drivers/cabinet/modbus_frame.h"

namespace drivers::cabinet {
namespace {

constexpr std::size_t kExceptionSize = 5;
constexpr std::size_t kWrittenSize = 8;
constexpr std::uint8_t kExceptionBit = 0x80;

std::uint16_t word_at(std::span<const std::uint8_t> bytes, std::size_t place) {
  return static_cast<std::uint16_t>(bytes[place] << 8 | bytes[place + 1]);
}

void append_word(Frame& frame, std::uint16_t word) {
  frame.push_back(static_cast<std::uint8_t>(word >> 8));
  frame.push_back(static_cast<std::uint8_t>(word & 0xFF));
}

bool crc_fits(std::span<const std::uint8_t> frame) {
  const std::size_t body = frame.size() - 2;
  const std::uint16_t crc = modbus_crc(frame.first(body));
  return frame[body] == (crc & 0xFF) && frame[body + 1] == crc >> 8;
}

}  // namespace

std::uint16_t modbus_crc(std::span<const std::uint8_t> bytes) {
  std::uint16_t crc = 0xFFFF;
  for (const std::uint8_t byte : bytes) {
    crc = static_cast<std::uint16_t>(crc ^ byte);
    for (int bit = 0; bit < 8; ++bit) {
      const bool odd = (crc & 1) != 0;
      crc = static_cast<std::uint16_t>(crc >> 1);
      if (odd) crc = static_cast<std::uint16_t>(crc ^ 0xA001);
    }
  }
  return crc;
}

Frame encode_request(const ModbusRequest& request) {
  Frame frame{request.unit, request.function};
  append_word(frame, request.start);
  append_word(frame, request.value);
  const std::uint16_t crc = modbus_crc(frame);
  frame.push_back(static_cast<std::uint8_t>(crc & 0xFF));
  frame.push_back(static_cast<std::uint8_t>(crc >> 8));
  return frame;
}

void ModbusParser::feed(std::span<const std::uint8_t> bytes) {
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

std::optional<ModbusAnswer> ModbusParser::take() {
  std::size_t from = 0;
  for (; from < buffer_.size(); ++from) {
    const auto held = std::span<const std::uint8_t>(buffer_).subspan(from);
    const std::size_t size = expected_size(held);
    if (size > held.size()) break;
    if (size == 0 || !crc_fits(held.first(size))) {
      saw_noise_ = true;
      continue;
    }
    ModbusAnswer answer = decode(held.first(size));
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(from + size));
    return answer;
  }
  buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(from));
  return std::nullopt;
}

std::size_t ModbusParser::expected_size(std::span<const std::uint8_t> held) const {
  if (held[0] != request_.unit) return 0;
  if (held.size() < 2) return 2;
  if (held[1] == (request_.function | kExceptionBit)) return kExceptionSize;
  if (held[1] != request_.function) return 0;
  if (request_.function == kWriteSingleRegister) return kWrittenSize;
  const std::size_t data = std::size_t{2} * request_.value;
  if (held.size() < 3) return 3;
  return held[2] == data ? 3 + data + 2 : 0;
}

ModbusAnswer ModbusParser::decode(std::span<const std::uint8_t> frame) const {
  ModbusAnswer answer;
  if (frame[1] != request_.function) {
    answer.exception = frame[2];
  } else if (request_.function == kReadHoldingRegisters) {
    for (std::size_t place = 3; place + 2 < frame.size(); place += 2)
      answer.registers.push_back(word_at(frame, place));
  }
  return answer;
}

}  // namespace drivers::cabinet

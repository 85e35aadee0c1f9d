// Building and finding CRT frames.
#include "drivers/dispensing/crt_frame.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace drivers::dispensing {
namespace {

constexpr std::uint8_t kStart = 0xF2;
constexpr std::uint8_t kEnd = 0x03;
constexpr std::uint8_t kAck = 0x06;
constexpr std::uint8_t kNak = 0x15;
constexpr std::uint8_t kEot = 0x04;
constexpr std::size_t kHeader = 4;

std::uint8_t checksum(std::span<const std::uint8_t> bytes) {
  return std::accumulate(bytes.begin(), bytes.end(), std::uint8_t{0}, std::bit_xor<std::uint8_t>{});
}

bool begins_something(std::uint8_t byte) {
  return byte == kStart || byte == kAck || byte == kNak || byte == kEot;
}

}  // namespace

std::vector<std::uint8_t> encode_frame(std::uint8_t address, std::span<const std::uint8_t> text) {
  std::vector<std::uint8_t> frame;
  frame.reserve(kHeader + text.size() + 2);
  frame.push_back(kStart);
  frame.push_back(address);
  frame.push_back(static_cast<std::uint8_t>(text.size() >> 8));
  frame.push_back(static_cast<std::uint8_t>(text.size() & 0xFF));
  frame.insert(frame.end(), text.begin(), text.end());
  frame.push_back(kEnd);
  frame.push_back(checksum(frame));
  return frame;
}

std::optional<CrtToken> CrtParser::take() {
  const auto first = std::find_if(buffer_.begin(), buffer_.end(), begins_something);
  drop(static_cast<std::size_t>(first - buffer_.begin()));
  if (buffer_.empty()) return std::nullopt;
  const std::uint8_t byte = buffer_.front();
  if (byte != kStart) {
    drop(1);
    return CrtToken{byte == kAck ? CrtTokenKind::Ack : byte == kNak ? CrtTokenKind::Nak : CrtTokenKind::Eot};
  }
  if (buffer_.size() < kHeader) return std::nullopt;
  const std::size_t length = static_cast<std::size_t>(buffer_[2] << 8 | buffer_[3]);
  if (length < kShortestText || length > kLongestText) {
    drop(1);
    return CrtToken{CrtTokenKind::WrongLength};
  }
  const std::size_t size = kHeader + length + 2;
  if (buffer_.size() < size) return std::nullopt;
  const auto frame = std::span<const std::uint8_t>(buffer_).first(size);
  if (frame[size - 2] != kEnd || checksum(frame) != 0) {
    drop(1);
    return CrtToken{CrtTokenKind::WrongChecksum};
  }
  const auto text = frame.subspan(kHeader, length);
  CrtToken token{CrtTokenKind::Frame, frame[1], {text.begin(), text.end()}};
  drop(size);
  return token;
}

}  // namespace drivers::dispensing

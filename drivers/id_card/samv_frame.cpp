// Building and finding SAM_V frames.
#include "drivers/id_card/samv_frame.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace drivers::id_card {

using kiosk::base::SecureBytes;

namespace {


std::uint8_t checksum(std::span<const std::uint8_t> bytes) {
  return std::accumulate(bytes.begin(), bytes.end(), std::uint8_t{0}, std::bit_xor<std::uint8_t>{});
}

}  // namespace

SecureBytes encode_frame(std::span<const std::uint8_t> body) {
  const std::size_t len = body.size() + 1;
  SecureBytes frame(kPreamble.begin(), kPreamble.end());
  frame.push_back(static_cast<std::uint8_t>(len >> 8));
  frame.push_back(static_cast<std::uint8_t>(len & 0xFF));
  frame.insert(frame.end(), body.begin(), body.end());
  frame.push_back(checksum(std::span(frame).subspan(kPreamble.size())));
  return frame;
}

void FrameParser::feed(std::span<const std::uint8_t> bytes) {
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

std::optional<ParsedFrame> FrameParser::take() {
  skip_to_preamble();
  if (buffer_.size() < kHeaderSize) return std::nullopt;
  const std::size_t len = static_cast<std::size_t>(buffer_[5] << 8 | buffer_[6]);
  if (len < shortest_len_ || len > kLongestLen) {
    drop(kPreamble.size());
    return ParsedFrame{FrameTrouble::WrongLength, {}};
  }
  if (buffer_.size() < kHeaderSize + len) return std::nullopt;
  const auto covered = std::span(buffer_).subspan(kPreamble.size(), 2 + len);
  if (checksum(covered) != 0) {
    drop(kPreamble.size());
    return ParsedFrame{FrameTrouble::WrongChecksum, {}};
  }
  ParsedFrame frame;
  frame.body.assign(covered.begin() + 2, covered.end() - 1);
  drop(kHeaderSize + len);
  return frame;
}

void FrameParser::skip_to_preamble() {
  const auto found = std::search(buffer_.begin(), buffer_.end(), kPreamble.begin(), kPreamble.end());
  if (found != buffer_.end()) return drop(static_cast<std::size_t>(found - buffer_.begin()));
  // The end may be the beginning of a preamble.
  std::size_t keep = std::min(buffer_.size(), kPreamble.size() - 1);
  while (!std::equal(buffer_.end() - static_cast<std::ptrdiff_t>(keep), buffer_.end(), kPreamble.begin())) --keep;
  drop(buffer_.size() - keep);
}

void FrameParser::drop(std::size_t count) {
  buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(count));
}

}  // namespace drivers::id_card

// Whole frames, and what each answer may show.
#include "drivers/id_card/samv_scrubber.h"

#include <algorithm>
#include <array>
#include <utility>

#include "drivers/id_card/card_scrubber.h"
#include "drivers/id_card/card_text.h"
#include "drivers/id_card/samv_command.h"
#include "drivers/id_card/samv_frame.h"

namespace drivers::id_card {
namespace {

using kiosk::base::SecureBytes;
using transport::TapePiece;
using transport::TapeSide;
using Mutable = std::span<std::uint8_t>;
using Pieces = std::vector<TapePiece>;

constexpr std::size_t kStatusSize = 3;
constexpr std::uint8_t kPhotoFiller = 0xA5;
constexpr std::uint8_t kReadWithFingerprints = 0x10;  // 30 10

/// Cuts one side into frames and what lies between them; nothing is lost.
class FrameCutter {
 public:
  explicit FrameCutter(std::size_t shortest) : shortest_(shortest) {}

  void feed(std::span<const std::uint8_t> bytes) {
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  }
  /// A whole frame with a right checksum, or hidden bytes; nothing while more must come.
  std::optional<TapePiece> take() {
    const std::size_t begin = preamble();
    if (begin > 0) return cut(begin, true);
    if (buffer_.size() < kHeaderSize) return std::nullopt;
    const std::size_t len = static_cast<std::size_t>(buffer_[5] << 8 | buffer_[6]);
    if (len < shortest_ || len > kLongestLen) return cut(kPreamble.size(), true);
    if (buffer_.size() < kHeaderSize + len) return std::nullopt;
    std::uint8_t sum = 0;
    for (std::size_t i = kPreamble.size(); i < kHeaderSize + len; ++i) sum ^= buffer_[i];
    return sum == 0 ? cut(kHeaderSize + len, false) : cut(kPreamble.size(), true);
  }
  TapePiece rest() { return cut(buffer_.size(), true); }

 private:
  /// Where the first preamble, whole or begun at the end, stands.
  std::size_t preamble() const {
    for (auto at = buffer_.begin(); at != buffer_.end(); ++at) {
      const auto size = std::min<std::ptrdiff_t>(buffer_.end() - at, kPreamble.size());
      if (std::equal(at, at + size, kPreamble.begin())) return static_cast<std::size_t>(at - buffer_.begin());
    }
    return buffer_.size();
  }
  TapePiece cut(std::size_t size, bool hidden) {
    const auto end = buffer_.begin() + static_cast<std::ptrdiff_t>(size);
    TapePiece piece{SecureBytes(buffer_.begin(), end), hidden};
    buffer_.erase(buffer_.begin(), end);
    return piece;
  }

  std::size_t shortest_;
  SecureBytes buffer_;
};

std::size_t big_endian(Mutable bytes, std::size_t offset) {
  return static_cast<std::size_t>(bytes[offset] << 8 | bytes[offset + 1]);
}

/// The data of 30 01 (two lengths) or 30 10 (three). False when they contradict themselves.
bool scrub_card_data(Mutable data, std::size_t parts) {
  const std::size_t lengths = 2 * parts;
  if (data.size() < lengths) return false;
  std::size_t sum = lengths;
  for (std::size_t part = 0; part < parts; ++part) sum += big_endian(data, 2 * part);
  if (sum != data.size() || big_endian(data, 0) != kTextSize) return false;
  if (!scrub_card_text(data.subspan(lengths, kTextSize))) return false;
  const Mutable pictures = data.subspan(lengths + kTextSize);
  std::fill(pictures.begin(), pictures.end(), kPhotoFiller);
  return true;
}

class SamvScrubber final : public transport::TapeScrubber {
 public:
  Pieces feed(TapeSide side, std::span<const std::uint8_t> bytes) override {
    FrameCutter& cutter = side == TapeSide::Out ? out_ : in_;
    cutter.feed(bytes);
    Pieces pieces;
    while (auto piece = cutter.take()) {
      if (side == TapeSide::Out && !piece->hidden) request_ = {piece->bytes[7], piece->bytes[8]};
      if (side == TapeSide::In && !piece->hidden) piece->hidden = !scrub_answer(piece->bytes);
      pieces.push_back(std::move(*piece));
    }
    return pieces;
  }
  Pieces flush(TapeSide side) override {
    Pieces pieces;
    pieces.push_back((side == TapeSide::Out ? out_ : in_).rest());
    if (pieces.front().bytes.empty()) pieces.clear();
    return pieces;
  }

 private:
  bool asked(const SamvCommand& command) const { return request_ == std::pair{command.cmd, command.para}; }

  /// False when the answer must be hidden.
  bool scrub_answer(SecureBytes& frame) const {
    const Mutable body = Mutable(frame).subspan(kHeaderSize, frame.size() - kHeaderSize - 1);
    if (body.size() < kStatusSize) return false;
    if (!scrub_data(body[2], body.subspan(kStatusSize))) return false;
    frame = encode_frame(body);
    return true;
  }
  bool scrub_data(std::uint8_t status, Mutable data) const {
    if (data.empty()) return true;
    if (status != sw::kOk && status != sw::kCardFound) return false;
    if (asked(kSamNumber)) return data.size() == kSamNumber.most_data;
    if (asked(kReadCard)) return scrub_card_data(data, 2);
    if (request_ == std::pair{kReadCard.cmd, kReadWithFingerprints}) return scrub_card_data(data, 3);
    const bool addresses =
        asked(kReadAddress) && data.size() <= kReadAddress.most_data && data.size() % 70 == 0;
    if (addresses) scrub_addresses(data);
    const bool number = asked(kFindCard) || asked(kSelectCard) || asked(kReadChipNumber);
    if (number) std::fill(data.begin(), data.end(), std::uint8_t{0});
    return addresses || number;
  }

  FrameCutter out_{3};
  FrameCutter in_{kShortestAnswerLen};
  std::pair<std::uint8_t, std::uint8_t> request_{};
};

}  // namespace

std::unique_ptr<transport::TapeScrubber> make_samv_scrubber() { return std::make_unique<SamvScrubber>(); }

}  // namespace drivers::id_card

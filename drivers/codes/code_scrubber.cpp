// Codes to filler of the same length.
#include "drivers/codes/code_scrubber.h"

#include "drivers/codes/aim_identifier.h"

namespace drivers::codes {
namespace {

using kiosk::base::SecureBytes;
using transport::TapePiece;
using transport::TapeSide;

std::uint8_t filler(std::uint8_t byte) {
  if (byte <= ' ') return byte;
  if (byte >= '0' && byte <= '9') return '0';
  if (byte >= 'a' && byte <= 'z') return 'a';
  return byte >= 'A' && byte <= 'Z' ? 'A' : '-';
}

/// How many bytes at the beginning are an AIM identifier.
std::size_t identifier_size(const SecureBytes& bytes) {
  SecureBytes rest = bytes;
  (void)take_aim_identifier(rest);
  return bytes.size() - rest.size();
}

class CodeScrubber final : public transport::TapeScrubber {
 public:
  std::vector<TapePiece> feed(TapeSide side, std::span<const std::uint8_t> bytes) override {
    TapePiece piece{SecureBytes(bytes.begin(), bytes.end()), false};
    if (side == TapeSide::In) scrub(piece.bytes);
    std::vector<TapePiece> pieces;
    pieces.push_back(std::move(piece));
    return pieces;
  }
  std::vector<TapePiece> flush(TapeSide) override {
    fresh_ = true;
    return {};
  }

 private:
  void scrub(SecureBytes& bytes) {
    const std::size_t kept = fresh_ ? identifier_size(bytes) : 0;
    for (std::size_t i = kept; i < bytes.size(); ++i) bytes[i] = filler(bytes[i]);
    fresh_ = false;
  }

  bool fresh_ = true;  ///< the line has been silent: a code begins
};

}  // namespace

std::unique_ptr<transport::TapeScrubber> make_code_scrubber() { return std::make_unique<CodeScrubber>(); }

}  // namespace drivers::codes

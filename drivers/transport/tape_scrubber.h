// TapeScrubber: takes personal data out of a device's byte stream before it reaches a tape. Pure; no I/O.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "kiosk/base/secure.h"

namespace drivers::transport {

enum class TapeSide : std::uint8_t { Out, In };

/// A piece of the stream that may be written down. Hidden: these bytes were not understood and are not
/// scrubbed; only their number and digest may go on the tape.
struct TapePiece {
  kiosk::base::SecureBytes bytes;
  bool hidden = false;
};

/// One per line; knows the protocol. All pieces of a side together are as long as what was fed, byte for byte
/// at the same place. Scrubbing what is scrubbed changes nothing, so a replay compares scrubbed with
/// scrubbed.
class TapeScrubber {
 public:
  virtual ~TapeScrubber() = default;
  /// Takes one write or what one read gave; gives what is whole and holds the rest back.
  virtual std::vector<TapePiece> feed(TapeSide side, std::span<const std::uint8_t> bytes) = 0;
  /// The side has fallen silent or the line was closed: what is held back comes out, hidden.
  virtual std::vector<TapePiece> flush(TapeSide side) = 0;
};

/// For protocols that never carry anything personal.
class OpenScrubber final : public TapeScrubber {
 public:
  std::vector<TapePiece> feed(TapeSide, std::span<const std::uint8_t> bytes) override {
    return {{kiosk::base::SecureBytes(bytes.begin(), bytes.end()), false}};
  }
  std::vector<TapePiece> flush(TapeSide) override { return {}; }
};

inline std::unique_ptr<TapeScrubber> make_open_scrubber() { return std::make_unique<OpenScrubber>(); }

}  // namespace drivers::transport

// UsbSplitFrame: joins frames whose header comes over one pipe and whose rest comes over another. Pure; no
// I/O.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "kiosk/base/secure.h"

namespace drivers::transport {

/// The native USB of a SAM_V module: seven bytes of header, the last two of which say in big-endian order how
/// many bytes come over the second pipe.
class UsbSplitFrame {
 public:
  static constexpr std::size_t kHeader = 7;

  /// Moves the next bytes of the stream from the pipes' bytes to the buffer; returns how many.
  std::size_t take(kiosk::base::SecureBytes& header_pipe, kiosk::base::SecureBytes& rest_pipe,
                   std::span<std::uint8_t> buffer);
  /// The next byte is a header's first one again.
  void reset() { *this = UsbSplitFrame(); }

 private:
  std::array<std::uint8_t, kHeader> header_{};
  std::size_t header_seen_ = 0;
  std::size_t rest_left_ = 0;
};

/// Moves as many bytes as the buffer takes from the front; returns how many.
std::size_t take_front(kiosk::base::SecureBytes& bytes, std::span<std::uint8_t> buffer);

}  // namespace drivers::transport

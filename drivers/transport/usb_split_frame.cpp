// Joining headers and rests.
#include "drivers/transport/usb_split_frame.h"

#include <algorithm>

namespace drivers::transport {

using kiosk::base::SecureBytes;

std::size_t take_front(SecureBytes& bytes, std::span<std::uint8_t> buffer) {
  const std::size_t count = std::min(bytes.size(), buffer.size());
  const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(count);
  std::copy(bytes.begin(), end, buffer.begin());
  bytes.erase(bytes.begin(), end);
  return count;
}

std::size_t UsbSplitFrame::take(SecureBytes& header_pipe, SecureBytes& rest_pipe,
                                std::span<std::uint8_t> buffer) {
  std::size_t taken = 0;
  while (taken < buffer.size()) {
    const auto room = buffer.subspan(taken);
    const std::size_t wanted = rest_left_ > 0 ? rest_left_ : kHeader - header_seen_;
    const std::size_t got =
        take_front(rest_left_ > 0 ? rest_pipe : header_pipe, room.first(std::min(room.size(), wanted)));
    if (got == 0) break;
    taken += got;
    if (rest_left_ > 0) {
      rest_left_ -= got;
      continue;
    }
    std::copy_n(room.begin(), got, header_.begin() + static_cast<std::ptrdiff_t>(header_seen_));
    header_seen_ = (header_seen_ + got) % kHeader;
    if (header_seen_ == 0) rest_left_ = static_cast<std::size_t>(header_[5]) << 8 | header_[6];
  }
  return taken;
}

}  // namespace drivers::transport

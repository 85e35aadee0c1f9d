// The picture that a photo decoder gives. Pure; no I/O.
#pragma once

#include <cstdint>
#include <span>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace drivers::id_card {

/// The largest picture that is accepted: a BMP of 102 by 126 has 38862 bytes.
inline constexpr std::size_t kMostPictureBytes = 40'000;

/// Takes a PPM (P6, 255) or a BMP (24 bits, not compressed, either way up) of exactly 102 by 126 pixels.
/// The pixels as contract::IdCard::photo_rgb has them. InvalidData for anything else.
kiosk::base::Result<kiosk::base::SecureBytes> parse_photo(std::span<const std::uint8_t> file);

}  // namespace drivers::id_card

// What a card's chip says: the 256-byte text block of GA/T 467 in its four layouts, and the answers that
// carry it. Pure; no I/O. Text is UTF-16LE padded with U+0020; the layout is told by the character at byte
// 248.
#pragma once

#include <cstdint>
#include <span>

#include "drivers/contract/id_card_reader.h"
#include "kiosk/base/result.h"

namespace drivers::id_card {

inline constexpr std::size_t kTextSize = 256;
/// One newest address: 35 UTF-16 units.
inline constexpr std::size_t kAddressSize = 70;
inline constexpr std::size_t kLayoutMark = 248;

/// Reads a text block. InvalidData when the block has another size, an unknown layout mark, an unreadable
/// field, or a number that contradicts its check digit or the date of birth. No error message holds anything
/// from the card.
kiosk::base::Result<contract::IdCard> parse_card_text(std::span<const std::uint8_t> text);

/// Reads the data of a good answer to 30 01: two big-endian lengths, the text, the photo (WLT, kept as it
/// is).
kiosk::base::Result<contract::IdCard> parse_card_data(std::span<const std::uint8_t> data);

/// Reads the data of a good answer to 30 10: three lengths, the text, the photo, 0, 512 or 1024 bytes of
/// fingerprints.
kiosk::base::Result<contract::IdCard> parse_card_and_fingerprints(std::span<const std::uint8_t> data);

/// The newest of the appended addresses of a good answer to 30 03 (1 to 4 blocks of 70 bytes, in the order of
/// their appending; blank blocks at the end are none). InvalidData when the size is no multiple of 70.
kiosk::base::Result<kiosk::base::SecureString> parse_newest_address(std::span<const std::uint8_t> data);

}  // namespace drivers::id_card

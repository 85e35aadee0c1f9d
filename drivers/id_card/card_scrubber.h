// Replacing what a card's chip says by synthetic values of the same length and layout. Pure; no I/O.
#pragma once

#include <cstdint>
#include <span>

namespace drivers::id_card {

/// A text block of kTextSize bytes in any of the four layouts. Names and addresses keep their number of
/// characters, spaces, "·" and where characters beyond the BMP stand; dates, number and codes become those of one
/// synthetic person; "长期" stays. A block that parse_card_text refuses is refused afterwards too. False when
/// the layout is unknown: then nothing was changed.
bool scrub_card_text(std::span<std::uint8_t> text);
/// Appended addresses: blocks of 70 bytes of text.
void scrub_addresses(std::span<std::uint8_t> blocks);

}  // namespace drivers::id_card

// The words and hexadecimal bytes of tapes. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/transport/tape.h"

namespace drivers::transport {

inline constexpr std::string_view kTapeTitle = "kiosk-tape 1";
inline constexpr std::size_t kTapeBytesPerLine = 32;

/// The word before the first space, which is taken off the text with the spaces that follow it.
std::string_view take_word(std::string_view& text);
/// A whole decimal number and nothing else.
std::optional<std::uint64_t> whole_number(std::string_view text);
/// Appends "AA 96"; false when the text is not that, or empty.
bool append_hex(std::string_view text, std::vector<std::uint8_t>& bytes);

}  // namespace drivers::transport

// Text conversion: UTF-8 inside, UTF-16LE on ID cards, GB18030 on old printers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace kiosk::base {

/// Code points of valid UTF-8; a malformed byte gives U+FFFD.
std::u32string to_code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view code_points);
/// Appends one code point as UTF-8.
void append_utf8(std::string& out, char32_t code_point);
bool is_valid_utf8(std::string_view text);

/// UTF-16LE bytes of a card to UTF-8 in secure memory. Unpaired surrogates become U+FFFD. Trailing U+0020
/// trimmed.
SecureString utf16le_to_secure(std::span<const std::uint8_t> bytes);
/// The reverse, padded with U+0020 to `size` bytes; longer text is cut at a whole character.
SecureBytes utf8_to_utf16le_padded(std::string_view text, std::size_t size);

/// GB18030 bytes, or nothing when a character has no code in it.
std::optional<std::string> to_gb18030(std::string_view utf8);
Result<std::string> from_gb18030(std::string_view bytes);

/// Number of columns on a printer or terminal: wide characters (CJK) count two.
std::size_t display_columns(std::string_view utf8);

}  // namespace kiosk::base

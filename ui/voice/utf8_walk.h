// Walking through UTF-8 without a copy: for texts that may be personal.
#pragma once

#include <cstddef>
#include <string_view>

namespace ui::voice {

/// Bytes of the character that begins here; 1 for a byte that begins none.
inline std::size_t character_size(std::string_view rest) {
  if (rest.empty()) return 0;
  const auto lead = static_cast<unsigned char>(rest.front());
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  return size <= rest.size() ? size : 1;
}

/// The character that begins here.
inline std::string_view first_character(std::string_view rest) {
  return rest.substr(0, character_size(rest));
}

}  // namespace ui::voice

// What Unicode's Han database says of each character: reading, radical, strokes, place in China's standard
// list.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "kiosk/base/result.h"

namespace ui::entry::tables {

struct HanCharacter {
  std::string reading;       ///< without its tone, "v" for ü; empty when Unicode knows none
  int radical = 0;           ///< 1 … 214 (KangXi)
  int strokes_left = 0;      ///< beside the radical
  int standard = 0;          ///< number in 通用规范汉字表, 1 … 8105; 0: not in it
  std::string stroke_codes;  ///< h s p n z for 横竖撇点折; several writings joined by commas
  std::uint64_t weight = 0;  ///< how often it is used, in the dictionary's unit
};
using HanCharacters = std::map<char32_t, HanCharacter>;

/// Reads Debian's package unicode-data (Unihan_*.txt.bz2, UAX #38) through bzcat.
kiosk::base::Result<HanCharacters> read_unihan(const std::filesystem::path& folder);

/// "zhàng" -> "zhang", "lǜ" -> "lv".
std::string without_tone(std::string_view reading);

}  // namespace ui::entry::tables

// CharacterTable: every Han character of Unicode by strokes, by radical and by code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace ui::entry {

/// 横竖撇点折 as h s p n z; * stands for one stroke of any kind.
inline constexpr std::string_view kStrokeCodes = "hspnz*";

/// About 98,000 characters, the most used first. Immutable; any thread.
class CharacterTable {
 public:
  /// Reads characters.tsv as kiosk-entry-tables writes it. Takes some ten milliseconds.
  static kiosk::base::Result<CharacterTable> load(const std::filesystem::path& file);

  /// Characters that are written exactly so first, then those that begin so; each group by use.
  std::vector<char32_t> by_strokes(std::string_view codes, std::size_t at_most) const;
  /// With this KangXi radical (1 … 214), by use; `strokes` beside the radical, -1 for any number.
  std::vector<char32_t> by_radical(int radical, int strokes, std::size_t at_most) const;
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    char32_t code = 0;
    std::uint8_t radical = 0;
    std::int8_t strokes = 0;
    std::uint32_t codes_at = 0;  ///< into codes_
    std::uint16_t codes_size = 0;
  };
  std::vector<Entry> entries_;
  std::string codes_;
};

/// A radical as it stands in characters: 水 also as 氵. Several shapes may have one number.
struct Radical {
  std::string_view shape;
  int number = 0;  ///< KangXi
};
/// The shapes that are written with so many strokes, in KangXi's order; none beyond 1 … 17.
std::vector<Radical> radicals_with(int strokes);
inline constexpr int kMostRadicalStrokes = 17;

/// True for a Han character's code, also one that no table knows yet.
bool is_han(char32_t code);

}  // namespace ui::entry

// Reading the table and looking characters up.
#include "ui/entry/character_table.h"

#include <array>
#include <charconv>

#include "kiosk/base/file.h"

namespace ui::entry {
namespace base = kiosk::base;

namespace {

enum class Match { None, Begins, Whole };

Match match_one(std::string_view written, std::string_view wanted) {
  if (written.size() < wanted.size()) return Match::None;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] != '*' && wanted[i] != written[i]) return Match::None;
  }
  return written.size() == wanted.size() ? Match::Whole : Match::Begins;
}

/// The best of several writings, joined by commas.
Match match(std::string_view writings, std::string_view wanted) {
  Match best = Match::None;
  while (!writings.empty() && best != Match::Whole) {
    const std::size_t comma = std::min(writings.find(','), writings.size());
    best = std::max(best, match_one(writings.substr(0, comma), wanted));
    writings.remove_prefix(std::min(comma + 1, writings.size()));
  }
  return best;
}

std::string_view take_column(std::string_view& line) {
  const std::size_t tab = std::min(line.find('\t'), line.size());
  const std::string_view column = line.substr(0, tab);
  line.remove_prefix(std::min(tab + 1, line.size()));
  return column;
}

int number(std::string_view text, int base_of_digits) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value, base_of_digits);
  return value;
}

}  // namespace

base::Result<CharacterTable> CharacterTable::load(const std::filesystem::path& file) {
  const auto text = base::read_file(file);
  if (!text) return tl::unexpected(text.error());
  CharacterTable table;
  table.codes_.reserve(text->size());
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    Entry entry;
    entry.code = static_cast<char32_t>(number(take_column(line), 16));
    entry.radical = static_cast<std::uint8_t>(number(take_column(line), 10));
    entry.strokes = static_cast<std::int8_t>(number(take_column(line), 10));
    entry.codes_at = static_cast<std::uint32_t>(table.codes_.size());
    entry.codes_size = static_cast<std::uint16_t>(line.size());
    table.codes_ += line;
    table.entries_.push_back(entry);
  }
  if (table.entries_.empty()) return base::fail(base::ErrorCode::InvalidData, "no characters", file.string());
  return table;
}

std::vector<char32_t> CharacterTable::by_strokes(std::string_view codes, std::size_t at_most) const {
  std::vector<char32_t> whole, begins;
  for (const Entry& entry : entries_) {
    if (whole.size() >= at_most) break;
    const std::string_view written = std::string_view(codes_).substr(entry.codes_at, entry.codes_size);
    const Match found = match(written, codes);
    if (found == Match::Whole) whole.push_back(entry.code);
    if (found == Match::Begins && begins.size() < at_most) begins.push_back(entry.code);
  }
  const std::size_t room = at_most - whole.size();
  whole.insert(whole.end(), begins.begin(),
               begins.begin() + static_cast<std::ptrdiff_t>(std::min(room, begins.size())));
  return whole;
}

std::vector<char32_t> CharacterTable::by_radical(int radical, int strokes, std::size_t at_most) const {
  std::vector<char32_t> found;
  for (const Entry& entry : entries_) {
    if (found.size() >= at_most) break;
    if (entry.radical == radical && (strokes < 0 || entry.strokes == strokes)) found.push_back(entry.code);
  }
  return found;
}

bool is_han(char32_t code) {
  struct Range {
    char32_t first, last;
  };
  static constexpr std::array<Range, 6> kRanges{{{0x3400, 0x4DBF},
                                                 {0x4E00, 0x9FFF},
                                                 {0xF900, 0xFAFF},
                                                 {0x20000, 0x2EE5D},
                                                 {0x2F800, 0x2FA1D},
                                                 {0x30000, 0x323AF}}};
  for (const Range& range : kRanges) {
    if (code >= range.first && code <= range.last) return true;
  }
  return code == 0x3007;
}

}  // namespace ui::entry

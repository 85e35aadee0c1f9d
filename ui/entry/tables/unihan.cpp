// Reading Unihan's lines: code point, property, value.
#include "ui/entry/tables/unihan.h"

#include <cstdlib>
#include <functional>
#include <sstream>

#include "kiosk/base/child_process.h"
#include "kiosk/base/text.h"

namespace ui::entry::tables {
namespace base = kiosk::base;

namespace {

constexpr base::Duration kUnpackLimit{60'000};
/// Characters that the database writes with a tone, and the letter below it; "v" stands for ü on keys.
constexpr std::u32string_view kToned = U"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêếề";
constexpr std::string_view kPlain = "aaaaeeeeiiiioooouuuuvvvvvnnnmeee";

/// Extension I and G on: GB 18030-2022 does not ask for them and Debian's fonts do not draw them.
constexpr char32_t kFirstUndrawn = 0x2EBF0;

using TakeLine = std::function<void(char32_t, const std::string& property, const std::string& value)>;

base::Status each_line(const std::filesystem::path& file, const TakeLine& take) {
  base::ProcessRequest request{{"bzcat", file.string()}};
  request.deadline = kUnpackLimit;
  const auto unpacked = base::run_process(request);
  if (!unpacked) return tl::unexpected(unpacked.error());
  if (unpacked->exit_status != 0) {
    return base::fail(base::ErrorCode::NotFound, "cannot be unpacked: " + unpacked->errors, file.string());
  }
  std::istringstream lines(unpacked->output);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("U+", 0) != 0) continue;
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (second == std::string::npos) continue;
    take(static_cast<char32_t>(std::strtoul(line.c_str() + 2, nullptr, 16)),
         line.substr(first + 1, second - first - 1), line.substr(second + 1));
  }
  return {};
}

/// "120'.5" or "75.4 64.6": the first pair; apostrophes mark simplified forms of the radical.
void take_radical(HanCharacter& character, const std::string& value) {
  character.radical = std::atoi(value.c_str());
  const std::size_t dot = value.find('.');
  if (dot != std::string::npos) character.strokes_left = std::atoi(value.c_str() + dot + 1);
}

}  // namespace

std::string without_tone(std::string_view reading) {
  std::string plain;
  for (const char32_t letter : base::to_code_points(reading)) {
    const std::size_t at = kToned.find(letter);
    if (at != std::u32string_view::npos) {
      plain += kPlain[at];
    } else if (letter >= U'a' && letter <= U'z') {
      plain += static_cast<char>(letter);
    }
  }
  return plain;
}

base::Result<HanCharacters> read_unihan(const std::filesystem::path& folder) {
  HanCharacters characters;
  const TakeLine take = [&characters](char32_t code, const std::string& property, const std::string& value) {
    if (property == "kRSUnicode") take_radical(characters[code], value);
    if (property == "kMandarin") characters[code].reading = without_tone(value.substr(0, value.find(' ')));
    if (property == "kTGH") characters[code].standard = std::atoi(value.c_str() + value.find(':') + 1);
  };
  for (const char* file : {"Unihan_Readings.txt.bz2", "Unihan_RadicalStrokeCounts.txt.bz2",
                           "Unihan_IRGSources.txt.bz2", "Unihan_OtherMappings.txt.bz2"}) {
    if (auto read = each_line(folder / file, take); !read) return tl::unexpected(read.error());
  }
  for (auto at = characters.begin(); at != characters.end();) {
    const bool drawable = at->first < kFirstUndrawn;
    at = at->second.radical == 0 || !drawable ? characters.erase(at) : std::next(at);
  }
  return characters;
}

}  // namespace ui::entry::tables

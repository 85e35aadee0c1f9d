// Merging the sources into one dictionary and one table of characters.
#include "ui/entry/tables/dictionaries.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <vector>

#include "kiosk/base/file.h"
#include "kiosk/base/text.h"

namespace ui::entry::tables {
namespace base = kiosk::base;

namespace {

constexpr std::uint64_t kPlaceWeight = 3'000;
constexpr std::uint64_t kSurnameWeight = 6'000;

std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns;
  std::istringstream parts(line);
  for (std::string part; std::getline(parts, part, '\t');) columns.push_back(part);
  return columns;
}

std::string code_text(char32_t code) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%X", static_cast<unsigned>(code));
  return buffer.data();
}

void add_entry(std::string& out, const std::string& text, const std::string& reading, std::uint64_t weight) {
  out += text + '\t' + reading + '\t' + std::to_string(weight) + '\n';
}

/// The reading of a place's name: of each character the most used one.
std::string reading_of(const std::string& word, const HanCharacters& characters) {
  std::string reading;
  for (const char32_t code : base::to_code_points(word)) {
    const auto found = characters.find(code);
    if (found == characters.end() || found->second.reading.empty()) return {};
    reading += (reading.empty() ? "" : " ") + found->second.reading;
  }
  return reading;
}

bool more_used(const HanCharacters::value_type* a, const HanCharacters::value_type* b) {
  const auto place = [](const HanCharacter& c) { return c.standard == 0 ? 100'000 : c.standard; };
  if (a->second.weight != b->second.weight) return a->second.weight > b->second.weight;
  if (place(a->second) != place(b->second)) return place(a->second) < place(b->second);
  return a->first < b->first;
}

}  // namespace

base::Result<WordWeights> read_dictionary(const std::filesystem::path& file) {
  const auto text = base::read_file(file);
  if (!text) return tl::unexpected(text.error());
  WordWeights words;
  std::istringstream lines(*text);
  bool body = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "...") body = true;
    if (!body || line.empty() || line.front() == '#') continue;
    const auto columns = columns_of(line);
    if (columns.size() < 2) continue;
    const std::uint64_t weight = columns.size() > 2 ? std::strtoull(columns[2].c_str(), nullptr, 10) : 0;
    words[{columns[0], columns[1]}] += weight;
  }
  return words;
}

void add_weights(HanCharacters& characters, const WordWeights& words) {
  for (const auto& [word, weight] : words) {
    const std::u32string codes = base::to_code_points(word.first);
    if (codes.size() != 1) continue;
    const auto found = characters.find(codes[0]);
    if (found != characters.end()) found->second.weight += weight;
  }
}

void add_strokes(HanCharacters& characters, const WordWeights& strokes) {
  for (const auto& [word, weight] : strokes) {
    const std::u32string codes = base::to_code_points(word.first);
    const auto found = codes.size() == 1 ? characters.find(codes[0]) : characters.end();
    if (found == characters.end()) continue;
    std::string& all = found->second.stroke_codes;
    all += (all.empty() ? "" : ",") + word.second;
  }
}

std::string county_dictionary(const HanCharacters& characters, const WordWeights& words,
                              const base::Json& names, const std::set<std::string>& places) {
  std::string out =
      "# Words and characters of the county's terminals.\n---\nname: kiosk_words\nversion: \"1\"\n";
  out += "sort: by_weight\nimport_tables: [pinyin_simp]\n...\n";
  for (const auto& [code, character] : characters) {
    std::string text;
    base::append_utf8(text, code);
    if (character.reading.empty() || words.count({text, character.reading}) > 0) continue;
    add_entry(out, text, character.reading, 0);
  }
  for (const auto& [surname, reading] : names.at("surname_readings").items()) {
    if (words.count({surname, reading.get<std::string>()}) == 0)
      add_entry(out, surname, reading, kSurnameWeight);
  }
  for (const std::string& place : places) {
    const std::string reading = reading_of(place, characters);
    if (!reading.empty() && words.count({place, reading}) == 0) add_entry(out, place, reading, kPlaceWeight);
  }
  return out;
}

std::string character_table(const HanCharacters& characters) {
  std::vector<const HanCharacters::value_type*> order;
  order.reserve(characters.size());
  for (const auto& one : characters) order.push_back(&one);
  std::sort(order.begin(), order.end(), more_used);
  std::string out;
  for (const auto* one : order) {
    const HanCharacter& character = one->second;
    out += code_text(one->first) + '\t' + std::to_string(character.radical) + '\t' +
           std::to_string(character.strokes_left) + '\t' + character.stroke_codes + '\n';
  }
  return out;
}

}  // namespace ui::entry::tables

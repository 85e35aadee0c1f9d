// Ranks from the lists of the configuration.
#include "ui/entry/name_ranking.h"

#include <algorithm>
#include <tuple>

#include "kiosk/base/json_file.h"
#include "kiosk/base/text.h"

namespace ui::entry {
namespace base = kiosk::base;

namespace {

constexpr std::size_t kUnranked = 10'000;
constexpr std::size_t kLongWord = 20'000;

void rank_characters(std::string_view text, std::unordered_map<std::string, std::size_t>& ranks) {
  for (const char32_t code : base::to_code_points(text)) {
    std::string character;
    base::append_utf8(character, code);
    ranks.emplace(character, ranks.size() + 1);
  }
}

/// Whether UTF-8 text holds one character.
bool is_single(std::string_view word) {
  return std::count_if(word.begin(), word.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }) == 1;
}

}  // namespace

base::Result<NameRanking> NameRanking::load(const std::filesystem::path& config) {
  const auto schema = base::JsonSchema::load(config / "schemas/names.schema.json");
  if (!schema) return tl::unexpected(schema.error());
  const auto json = base::read_checked_json(config / "entry/names.json", *schema);
  if (!json) return tl::unexpected(json.error());
  NameRanking ranking;
  rank_characters(json->at("surnames").get<std::string>(), ranking.surnames_);
  for (const auto& compound : json->at("compound_surnames")) ranking.surnames_.emplace(compound, 0);
  rank_characters(json->at("given_name_characters").get<std::string>(), ranking.given_);
  return ranking;
}

std::size_t NameRanking::rank(std::string_view word, bool at_start) const {
  const Ranks& ranks = at_start ? surnames_ : given_;
  const auto found = ranks.find(std::string(word));
  if (found != ranks.end()) return found->second;
  return is_single(word) ? kUnranked : kLongWord;
}

void NameRanking::sort(std::vector<RankedWord>& words, bool at_start) const {
  std::vector<std::pair<std::size_t, std::size_t>> order;
  order.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t alike = words[i].exact ? 0 : kUnranked;
    order.emplace_back(rank(words[i].word.reveal(), at_start) + alike, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<RankedWord> sorted;
  sorted.reserve(words.size());
  for (const auto& [rank, index] : order) sorted.push_back(std::move(words[index]));
  words = std::move(sorted);
}

}  // namespace ui::entry

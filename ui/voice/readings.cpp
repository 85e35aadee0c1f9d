// Longest match over the listed words.
#include "ui/voice/readings.h"

#include <algorithm>

#include "kiosk/base/json_file.h"
#include "ui/voice/utf8_walk.h"

namespace ui::voice {

kiosk::base::Result<Readings> Readings::load(const std::filesystem::path& config) {
  const auto rules = kiosk::base::JsonSchema::load(config / "schemas" / "readings.schema.json");
  if (!rules) return tl::unexpected(rules.error());
  const auto json = kiosk::base::read_checked_json(config / "voice" / "readings.zh-CN.json", *rules);
  if (!json) return tl::unexpected(json.error());
  Readings readings;
  json->at("words").get_to(readings.words_);
  json->at("polyphones").get_to(readings.polyphones_);
  for (const auto& word : json->at("checked")) readings.words_.emplace(word.get<std::string>(), "");
  for (const auto& [word, pinyin] : readings.words_)
    readings.longest_ = std::max(readings.longest_, word.size());
  return readings;
}

const std::pair<const std::string, std::string>* Readings::word_at(std::string_view rest) const {
  for (std::size_t size = std::min(longest_, rest.size()); size > 0; --size) {
    const auto found = words_.find(rest.substr(0, size));
    if (found != words_.end()) return &*found;
  }
  return nullptr;
}

kiosk::base::SecureString Readings::apply(std::string_view text) const {
  kiosk::base::SecureString spoken;
  while (!text.empty()) {
    const auto* word = word_at(text);
    const std::size_t size = word != nullptr ? word->first.size() : character_size(text);
    if (word != nullptr && !word->second.empty()) {
      spoken.append(" ");
      spoken.append(word->second);
      spoken.append(" ");
    } else {
      spoken.append(text.substr(0, size));
    }
    text.remove_prefix(size);
  }
  return spoken;
}

std::vector<std::string> Readings::unread(std::string_view text) const {
  std::vector<std::string> places;
  std::size_t at = 0;
  std::size_t before = 0;
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    const auto* word = word_at(rest);
    const std::size_t size = word != nullptr ? word->first.size() : character_size(rest);
    const bool several = size > 1 && polyphones_.find(rest.substr(0, size)) != std::string::npos;
    if (word == nullptr && several) {
      const std::size_t after = size + character_size(rest.substr(size));
      places.emplace_back(text.substr(before, at - before + after));
    }
    before = at;
    at += size;
  }
  return places;
}

}  // namespace ui::voice

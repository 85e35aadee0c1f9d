// Reads the texts of every language and joins them by id.
#include <algorithm>

#include "kiosk/catalog/content_loader.h"
#include "kiosk/catalog/json_text.h"

namespace kiosk::catalog {
namespace {

namespace fs = std::filesystem;
using base::Json;
using base::Result;

fs::path file_of(const fs::path& config, Language language) {
  return config / "locales" / (std::string(to_string(language)) + ".json");
}

/// What `translation` lacks, has too much or fills differently than `original`.
Breaches compare(const Json& original, const Json& translation, std::string_view original_name) {
  Breaches breaches;
  for (const auto& [id, wording] : original.items()) {
    if (!translation.contains(id)) {
      breaches.push_back({"/" + id, "the text is missing here but is in " + std::string(original_name)});
    } else if (placeholders(wording.get_ref<const std::string&>()) !=
               placeholders(translation.at(id).get_ref<const std::string&>())) {
      breaches.push_back({"/" + id, "the placeholders differ from those in " + std::string(original_name)});
    }
  }
  for (const auto& [id, wording] : translation.items()) {
    if (!original.contains(id)) {
      breaches.push_back({"/" + id, "the text is not in " + std::string(original_name)});
    }
  }
  return breaches;
}

}  // namespace

Result<Texts> load_texts(const fs::path& config) {
  const auto schema = base::JsonSchema::load(config / "schemas/locale.schema.json");
  if (!schema) return tl::unexpected(schema.error());
  std::map<std::string, Text, std::less<>> texts;
  Json original;
  for (const Language language : kLanguages) {
    const fs::path file = file_of(config, language);
    const auto json = base::read_checked_json(file, *schema);
    if (!json) return tl::unexpected(json.error());
    if (original.is_null()) original = *json;
    const Breaches breaches = compare(original, *json, to_string(kLanguages.front()));
    if (!breaches.empty()) return tl::unexpected(to_error(breaches, file.string()));
    for (const auto& [id, wording] : json->items()) {
      texts[id].wordings[static_cast<std::size_t>(language)] = wording;
    }
  }
  return Texts(std::move(texts));
}

}  // namespace kiosk::catalog

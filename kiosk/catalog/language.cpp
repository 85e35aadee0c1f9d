// The tags of the languages.
#include "kiosk/catalog/language.h"

namespace kiosk::catalog {

std::string_view to_string(Language language) {
  switch (language) {
    case Language::ZhCn: return "zh-CN";
    case Language::En: return "en";
  }
  return "unknown";
}

std::optional<Language> parse_language(std::string_view tag) {
  for (const Language language : kLanguages) {
    if (to_string(language) == tag) return language;
  }
  return std::nullopt;
}

}  // namespace kiosk::catalog

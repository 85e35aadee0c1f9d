// Languages and texts that carry one wording for each of them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::catalog {

enum class Language { ZhCn, En };
inline constexpr std::array kLanguages{Language::ZhCn, Language::En};

/// BCP 47: "zh-CN", "en".
std::string_view to_string(Language language);
std::optional<Language> parse_language(std::string_view tag);

/// A wording in every language; the loader refuses a text that lacks one.
struct Text {
  std::array<std::string, kLanguages.size()> wordings;
  const std::string& in(Language language) const { return wordings[static_cast<std::size_t>(language)]; }
};

}  // namespace kiosk::catalog

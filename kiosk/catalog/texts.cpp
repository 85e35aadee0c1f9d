// Look-up of screen texts and their placeholders.
#include "kiosk/catalog/texts.h"

#include <algorithm>

namespace kiosk::catalog {

std::string Texts::get(std::string_view id, Language language) const {
  const auto found = texts_.find(id);
  if (found == texts_.end()) return "[" + std::string(id) + "]";
  return found->second.in(language);
}

std::string fill(std::string wording,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string filled;
  std::size_t at = 0;
  // One pass: a value that itself holds "{name}" must not be filled again.
  while (at < wording.size()) {
    const std::size_t open = std::min(wording.find('{', at), wording.size());
    filled.append(wording, at, open - at);
    const std::size_t close = wording.find('}', open);
    if (close == std::string::npos) return filled.append(wording, open);
    const std::string_view name = std::string_view(wording).substr(open + 1, close - open - 1);
    const auto* value = std::find_if(values.begin(), values.end(),
                                     [&](const auto& candidate) { return candidate.first == name; });
    if (value == values.end()) {
      filled += '{';
      at = open + 1;
    } else {
      filled += value->second;
      at = close + 1;
    }
  }
  return filled;
}

std::set<std::string> placeholders(std::string_view wording) {
  std::set<std::string> names;
  std::size_t open = wording.find('{');
  while (open != std::string_view::npos) {
    const std::size_t close = wording.find('}', open);
    if (close == std::string_view::npos) break;
    names.emplace(wording.substr(open + 1, close - open - 1));
    open = wording.find('{', close);
  }
  return names;
}

}  // namespace kiosk::catalog

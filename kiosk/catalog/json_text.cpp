// Texts out of checked JSON, errors out of breaches.
#include "kiosk/catalog/json_text.h"

namespace kiosk::catalog {

Text to_text(const base::Json& json) {
  Text text;
  for (const Language language : kLanguages) {
    text.wordings[static_cast<std::size_t>(language)] = json.at(std::string(to_string(language)));
  }
  return text;
}

Text to_optional_text(const base::Json& object, const char* key) {
  return object.contains(key) ? to_text(object.at(key)) : Text{};
}

std::vector<Text> to_texts(const base::Json& array) {
  std::vector<Text> texts;
  for (const base::Json& item : array) texts.push_back(to_text(item));
  return texts;
}

base::Error to_error(const Breaches& breaches, const std::string& file) {
  std::string message = breaches.front().reason;
  for (std::size_t i = 1; i < breaches.size(); ++i) {
    message += "; " + file + "#" + breaches[i].pointer + ": " + breaches[i].reason;
  }
  return {base::ErrorCode::InvalidData, message, file + "#" + breaches.front().pointer};
}

}  // namespace kiosk::catalog

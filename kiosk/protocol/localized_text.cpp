// Reading and writing texts in two languages.
#include "kiosk/protocol/localized_text.h"

namespace kiosk::protocol {

const std::string& LocalizedText::in(std::string_view language) const {
  return language.substr(0, 2) == "en" && !en.empty() ? en : zh_cn;
}

LocalizedText read_optional_text(JsonReader& reader, std::string_view name) {
  if (!reader.has(name)) return {};
  JsonReader text = reader.object(name);
  return {text.text("zh-CN", 2000), text.optional_text("en", 2000)};
}

base::Json to_json(const LocalizedText& text) {
  base::Json json = {{"zh-CN", text.zh_cn}};
  if (!text.en.empty()) json["en"] = text.en;
  return json;
}

}  // namespace kiosk::protocol

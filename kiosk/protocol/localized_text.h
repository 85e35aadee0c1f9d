// A text for citizens in the terminal's two languages.
#pragma once

#include "kiosk/protocol/json_reader.h"

namespace kiosk::protocol {

/// On the wire {"zh-CN": "…", "en": "…"}. Both empty: no text.
struct LocalizedText {
  std::string zh_cn;
  std::string en;

  bool empty() const { return zh_cn.empty(); }
  /// English where it is asked for and there is one, else Chinese.
  const std::string& in(std::string_view language) const;
};

/// An absent member is an empty text; a present one must have its Chinese.
LocalizedText read_optional_text(JsonReader& reader, std::string_view name);
base::Json to_json(const LocalizedText& text);

}  // namespace kiosk::protocol

// Reading of texts and rule breaches of checked JSON: what the parsers of this room share.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/json_file.h"
#include "kiosk/catalog/language.h"

namespace kiosk::catalog {

/// A rule beyond the schema that a document breaks: JSON pointer and reason.
struct Breach {
  std::string pointer;
  std::string reason;
};
using Breaches = std::vector<Breach>;

/// {"zh-CN": …, "en": …} that its schema has already checked.
Text to_text(const base::Json& json);
/// The text of a key that may be absent: then empty wordings.
Text to_optional_text(const base::Json& object, const char* key);
std::vector<Text> to_texts(const base::Json& array);

/// All breaches in one error, the first one's place in `where`.
base::Error to_error(const Breaches& breaches, const std::string& file);

}  // namespace kiosk::catalog

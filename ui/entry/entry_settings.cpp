// Reading config/entry/entry.json.
#include "ui/entry/entry_settings.h"

#include <array>
#include <string_view>
#include <utility>

#include "kiosk/base/json_file.h"

namespace ui::entry {
namespace base = kiosk::base;
using toolkit::EntryMode;
using toolkit::EntryPurpose;

namespace {

constexpr std::array<std::pair<std::string_view, EntryPurpose>, 3> kPurposes{
    {{"name", EntryPurpose::Name}, {"address", EntryPurpose::Address}, {"text", EntryPurpose::Text}}};
constexpr std::array<std::string_view, toolkit::kEntryModes.size()> kWords{
    "pinyin", "nine-keys", "handwriting", "strokes", "rare", "latin", "digits", "symbols"};

}  // namespace

base::Result<EntrySettings> EntrySettings::load(const std::filesystem::path& config) {
  const auto schema = base::JsonSchema::load(config / "schemas/entry.schema.json");
  if (!schema) return tl::unexpected(schema.error());
  const auto json = base::read_checked_json(config / "entry/entry.json", *schema);
  if (!json) return tl::unexpected(json.error());
  EntrySettings settings;
  settings.fuzzy_pinyin = json->at("fuzzy_pinyin").get<bool>();
  for (const auto& [word, purpose] : kPurposes) {
    for (const base::Json& mode : json->at("purposes").at(std::string(word))) {
      for (std::size_t i = 0; i < kWords.size(); ++i) {
        if (kWords[i] == mode.get<std::string>()) settings.modes[purpose].push_back(toolkit::kEntryModes[i]);
      }
    }
  }
  return settings;
}

}  // namespace ui::entry

// EntrySettings: which input methods a kind of field offers, and how forgiving pinyin is.
#pragma once

#include <filesystem>
#include <map>
#include <vector>

#include "kiosk/base/result.h"
#include "ui/toolkit/entry.h"

namespace ui::entry {

struct EntrySettings {
  bool fuzzy_pinyin = false;  ///< z for zh, n for l, in for ing, h for f
  std::map<toolkit::EntryPurpose, std::vector<toolkit::EntryMode>> modes;  ///< in the order of the row

  /// Reads entry/entry.json of the configuration folder.
  static kiosk::base::Result<EntrySettings> load(const std::filesystem::path& config);
};

}  // namespace ui::entry

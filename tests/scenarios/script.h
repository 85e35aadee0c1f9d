// Script: the lines of a visit file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace kiosk::scenarios {

struct ScriptLine {
  int number = 0;
  std::vector<std::string> words;
  std::string rest;  ///< everything after the first word, as written
};

/// Empty lines and lines that begin with # are left out.
base::Result<std::vector<ScriptLine>> read_script(const std::filesystem::path& file);

}  // namespace kiosk::scenarios

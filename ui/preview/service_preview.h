// ServicePreview: a service's file becomes pictures of all its screens, without devices.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace ui::preview {

struct PreviewReport {
  std::string service;                ///< "RS-01"
  std::vector<std::string> pictures;  ///< names below the folder, in the order of index.html
};

/// Reads `config` and `file` (which replaces a service of the same id, or joins the others) and writes
/// DIR/<language>-<size>/<scene>.png and DIR/index.html. InvalidData names file, JSON pointer and reason;
/// nothing is written then. Any thread; it draws into memory.
kiosk::base::Result<PreviewReport> write_service_preview(const std::filesystem::path& config,
                                                         const std::filesystem::path& file,
                                                         const std::filesystem::path& out);

}  // namespace ui::preview

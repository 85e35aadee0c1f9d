// Album: pictures of every widget and every screen in every state, with a page to look through them.
#pragma once

#include <filesystem>

#include "kiosk/base/result.h"

namespace ui::gallery {

struct AlbumCount {
  int pictures = 0;
};

/// Writes <folder>/<look>/<scene>.png, <folder>/widgets/… and <folder>/index.html. Main thread; takes
/// minutes.
kiosk::base::Result<AlbumCount> write_album(const std::filesystem::path& folder);

}  // namespace ui::gallery

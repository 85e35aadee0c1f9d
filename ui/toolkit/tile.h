// Tiles: large doors to a domain or service, with an icon in a coloured square.
#pragma once

#include "ui/toolkit/ui.h"

namespace ui::toolkit {

struct TileSpec {
  std::string_view id = {};
  TextRef title = {};
  TextRef subtitle = {};
  std::string_view icon = {};
  HueName hue = HueName::Blue;
  std::string_view badge = {};            ///< a short word in the corner
  std::string_view disabled_reason = {};  ///< shown instead of the subtitle
  std::string_view name = {};             ///< what a voice says; title and subtitle when empty
};

/// Icon square at the left, title and subtitle beside it. True when it was pressed.
bool tile(Ui& ui, const Rect& rect, const TileSpec& spec);
/// Icon in a soft circle above the title; for the most used services. True when it was pressed.
bool small_tile(Ui& ui, const Rect& rect, const TileSpec& spec);

}  // namespace ui::toolkit

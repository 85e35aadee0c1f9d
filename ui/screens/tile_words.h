// The words of a wide tile: a title of up to two lines and a smaller line below. Private to the room.
#pragma once

#include "ui/screens/page.h"

namespace ui::screens {

/// Both in the middle of the area's height.
void draw_tile_words(Page& page, Rect area, const std::string& title, const std::string& below,
                     bool disabled = false);

}  // namespace ui::screens

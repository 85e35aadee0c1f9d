// Pages of the gallery that have their own file. Internal to the toolkit.
#pragma once

#include "ui/toolkit/gallery.h"

namespace ui::toolkit {

/// A page like the terminal's first one: head, card hint, tiles, bar.
void draw_gallery_home(Ui& ui, Gallery& gallery);

}  // namespace ui::toolkit

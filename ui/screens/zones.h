// Zones: the five areas of every screen, computed from millimetres. They do not move while a visit lasts.
#pragma once

#include "kiosk/settings/terminal_settings.h"
#include "ui/toolkit/geometry.h"
#include "ui/toolkit/theme.h"

namespace ui::screens {

struct Zones {
  toolkit::Rect status;   ///< place, terminal number, time, connection; nothing to touch
  toolkit::Rect head;     ///< coloured: title, picture, progress; nothing to touch; `status` lies on it
  toolkit::Rect content;  ///< from the reach line down
  toolkit::Rect actions;  ///< back at the left, the primary action at the right
  toolkit::Rect bar;      ///< home … help, at the lower edge of the glass
  bool beside = false;    ///< landscape: the head stands at the left of the content
};

/// `display` tells how high the glass hangs. The bar does not depend on the text size.
Zones make_zones(const toolkit::Theme& theme, const toolkit::Rect& screen,
                 const kiosk::settings::DisplaySettings& display, bool low_reach);

}  // namespace ui::screens

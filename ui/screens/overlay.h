// Overlay: a card over a darkened screen, within reach. Private to the room.
#pragma once

#include "ui/screens/page.h"

namespace ui::screens {

/// Darkens the screen and takes all touches that lie below. Returns the card's inside.
Rect overlay(Page& page, std::string_view id, float height);

}  // namespace ui::screens

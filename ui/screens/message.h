// A card with a picture, a few lines and, where there is one, a number in large type. Private to the room.
#pragma once

#include "ui/screens/page.h"
#include "ui/toolkit/pictures.h"

namespace ui::screens {

struct Message {
  Illustration picture = Illustration::Done;
  std::string title;                    ///< what the picture means, for a voice
  std::vector<std::string> lines = {};  ///< the first one in the larger type
  std::string number_label = {};
  std::string number = {};  ///< acceptance number; empty: none
  float fraction = -1;      ///< 0 … 1: a progress bar below the picture
};
void draw_message(Page& page, const Rect& area, const Message& message);

/// Height of a banner that shows these words without cutting them.
float banner_height(Page& page, float width, const std::string& title, const std::string& detail = {});

}  // namespace ui::screens

// Facts: an icon, a label and a wording in one row of a card. Private to the room.
#pragma once

#include "ui/screens/page.h"

namespace ui::screens {

struct Fact {
  std::string_view icon;
  std::string label;
  std::string words;
  bool warns = false;  ///< the icon is drawn in the colour of warnings
};
/// The height of a card that shows all of them in this area's setting.
float facts_height(Page& page, const Rect& area, const std::vector<Fact>& facts);
/// Draws as many as fit into the card, one below the other; further ones are reached with a pager.
void draw_facts(Page& page, const Rect& area, const std::vector<Fact>& facts);

/// Numbered or ticked paragraphs on a card.
void draw_paragraphs(Page& page, const Rect& area, const std::vector<std::string>& paragraphs,
                     std::string_view icon);

}  // namespace ui::screens

// Names of services and cases are long: they get two lines, and what stands below is measured with them.
#include "ui/screens/tile_words.h"

namespace ui::screens {

void draw_tile_words(Page& page, Rect area, const std::string& title, const std::string& below,
                     bool disabled) {
  const auto& color = page.color();
  TextLook large = page.ui.look(TypeRole::Title, disabled ? color.disabled_text : color.text);
  TextLook small = page.ui.look(TypeRole::Body, disabled ? color.disabled_text : color.text_secondary);
  for (TextLook* const look : {&large, &small}) {
    look->max_lines = 2;
    look->line_spacing = 1.3F;
  }
  const auto title_height = static_cast<float>(page.ui.paint.measure(title, large, area.w).height);
  const auto below_height = static_cast<float>(page.ui.paint.measure(below, small, area.w).height);
  area = area.centered(area.w, title_height + page.mm(1.5F) + below_height);
  page.ui.paint.text(area.take_top(title_height), title, large);
  area.take_top(page.mm(1.5F));
  page.ui.paint.text(area, below, small);
}

}  // namespace ui::screens

// Rate: five equal levels, one touch, or none.
#include <array>

#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/toolkit/pictures.h"

namespace ui::screens {
namespace {

constexpr int kLevels = 5;

}  // namespace

void draw_rate(Page& page) {
  draw_head(page, {.title = page.text("rate.title"), .hint = page.text("rate.hint"), .icon = "star"});
  Rect area = page.zones.content;
  const float height = std::min(area.h, page.mm(170));
  std::array<std::string, kLevels> labels;
  toolkit::RatingSpec spec{.id = "rate", .labels = {}, .selected = -1};
  for (int i = 0; i < kLevels; ++i) {
    const auto at = static_cast<std::size_t>(i);
    labels[at] = page.text("rate.level." + std::to_string(kLevels - i));
    spec.labels[at] = labels[at];
  }
  if (page.session().rating.level > 0) spec.selected = kLevels - page.session().rating.level;
  if (const auto pressed = toolkit::rating_faces(page.ui, area.take_top(height), spec)) {
    page.emit(flow::Rate{kLevels - *pressed});
  }
  if (draw_actions(page, {.back = page.text("rate.skip"), .back_icon = "skip-next"}) == Action::Back) {
    page.emit(flow::Skip{});
  }
}

}  // namespace ui::screens

// Rate: five equal levels, one touch, or none.
#include <array>

#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/toolkit/pictures.h"

namespace ui::screens {
namespace {

constexpr int kLevels = 5;

using Labels = std::array<std::string, kLevels>;

/// Large words do not fit below five faces side by side: five equal rows.
void draw_rows(Page& page, const Rect& area, const Labels& labels) {
  constexpr std::array<std::string_view, kLevels> kIcons{"emoticon-happy", "emoticon", "emoticon-neutral",
                                                         "emoticon-sad", "thumb-down"};
  const Grid grid{area, 1, kLevels, page.small_gap()};
  for (int i = 0; i < kLevels; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const std::string id = "rate." + std::to_string(kLevels - i);
    if (button(page.ui, grid.cell(i), {.id = id, .label = labels[at], .icon = kIcons[at]})) {
      page.emit(flow::Rate{kLevels - i});
    }
  }
}

void draw_faces(Page& page, const Rect& area, const Labels& labels) {
  toolkit::RatingSpec spec{.id = "rate", .labels = {}, .selected = -1};
  for (std::size_t i = 0; i < labels.size(); ++i) spec.labels[i] = labels[i];
  if (page.session().rating.level > 0) spec.selected = kLevels - page.session().rating.level;
  if (const auto pressed = toolkit::rating_faces(page.ui, area, spec))
    page.emit(flow::Rate{kLevels - *pressed});
}

}  // namespace

void draw_rate(Page& page) {
  draw_head(page, {.title = page.text("rate.title"), .hint = page.text("rate.hint"), .icon = "star"});
  Rect area = page.zones.content;
  Labels labels;
  for (int i = 0; i < kLevels; ++i) {
    labels[static_cast<std::size_t>(i)] = page.text("rate.level." + std::to_string(kLevels - i));
  }
  const Rect sheet = area.take_top(std::min(area.h, page.mm(190)));
  if (page.ui.theme.text_size() >= toolkit::TextSize::Larger) {
    draw_rows(page, sheet, labels);
  } else {
    draw_faces(page, sheet, labels);
  }
  if (draw_actions(page, {.back = page.text("rate.skip"), .back_icon = "skip-next"}) == Action::Back) {
    page.emit(flow::Skip{});
  }
}

}  // namespace ui::screens

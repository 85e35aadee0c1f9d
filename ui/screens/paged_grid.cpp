// Cutting a list into pages that fit.
#include "ui/screens/paged_grid.h"

#include <algorithm>

namespace ui::screens {
namespace {

int rows_that_fit(float height, float least, float gap) {
  return std::max(1, static_cast<int>((height + gap) / (least + gap)));
}

int pages_for(int count, int per_page) { return std::max(1, (count + per_page - 1) / per_page); }

}  // namespace

PagedGrid paged_grid(Page& page, Rect area, const PagedGridSpec& spec) {
  const float gap = page.small_gap();
  int rows = rows_that_fit(area.h, spec.least_height, gap);
  if (pages_for(spec.count, rows * spec.columns) > 1) {
    const Rect pager = area.take_bottom(page.ui.theme.target());
    area.take_bottom(gap);
    rows = rows_that_fit(area.h, spec.least_height, gap);
    const int pages = pages_for(spec.count, rows * spec.columns);
    page.state.list_page = std::clamp(page.state.list_page, 0, pages - 1);
    page.state.list_page +=
        toolkit::pager(page.ui, pager, {.id = "list", .page = page.state.list_page, .pages = pages});
    page.state.list_page = std::clamp(page.state.list_page, 0, pages - 1);
  } else {
    page.state.list_page = 0;
    rows = std::max(1, (spec.count + spec.columns - 1) / spec.columns);
  }
  const auto row_count = static_cast<float>(rows);
  const float full = spec.most_height * row_count + gap * (row_count - 1);
  if (spec.most_height > 0 && full < area.h) area.h = full;
  const int first = page.state.list_page * rows * spec.columns;
  return {Grid{area, spec.columns, rows, gap}, first, std::min(spec.count, first + rows * spec.columns)};
}

}  // namespace ui::screens

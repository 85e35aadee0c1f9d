// Dates: three columns, and today and yesterday at once.
#include <algorithm>

#include "ui/screens/form_entry.h"

namespace ui::screens {
namespace {

void quick_day(Page& page, const Rect& rect, std::string_view text_id, const toolkit::Date& date) {
  const std::string iso = to_iso(date);
  if (button(page.ui, rect,
             {.id = text_id,
              .label = page.text(text_id),
              .kind = ButtonKind::Quiet,
              .selected = page.state.entry.value.reveal() == iso})) {
    set_entry(page, iso);
  }
}

}  // namespace

void draw_date_field(Page& page, Rect area, const catalog::FieldRule& rule) {
  const toolkit::Date today = date_after(page.view.now, 0);
  Rect quick = area.take_top(page.ui.theme.target());
  area.take_top(page.small_gap());
  const Rect left = quick.take_left((quick.w - page.gap()) / 2);
  quick.take_left(page.gap());
  quick_day(page, left, "form.date.today", today);
  quick_day(page, quick, "form.date.yesterday", date_after(page.view.now, -1));
  toolkit::Date date = parse_iso(page.state.entry.value.reveal(), today);
  const Rect sheet = area.take_top(std::min(area.h, page.mm(170)));
  if (toolkit::date_picker(page.ui, sheet,
                           {.id = "date",
                            .earliest = date_after(page.view.now, rule.earliest_days),
                            .latest = date_after(page.view.now, rule.latest_days)},
                           date)) {
    set_entry(page, to_iso(date));
  }
}

}  // namespace ui::screens

// Periods: the usual ones as cards, others month by month.
#include <algorithm>

#include "ui/screens/form_entry.h"
#include "ui/screens/paged_grid.h"
#include "ui/screens/words.h"
#include "ui/toolkit/choice_card.h"
#include "ui/toolkit/part.h"

namespace ui::screens {
namespace {

constexpr int kFirstYear = 1980;

struct UsualPeriod {
  std::string_view id, text_id;
  Period period;
};

std::vector<UsualPeriod> usual_periods(base::WallTime now) {
  const base::CivilTime civil = base::to_civil(now);
  const Month current{civil.year, civil.month};
  return {{"period.12", "form.period.last-12-months", last_months(now, 12)},
          {"period.24", "form.period.last-24-months", last_months(now, 24)},
          {"period.year", "form.period.this-year", {{civil.year, 1}, current}}};
}

std::string period_words(const Page& page, const Period& period) {
  return page.text("date.period", {{"from", month_text(page, period.from.year, period.from.month)},
                                   {"to", month_text(page, period.to.year, period.to.month)}});
}

void draw_usual(Page& page, const Rect& area) {
  const auto usual = usual_periods(page.view.now);
  const auto chosen = parse_period(page.state.entry.value.reveal());
  const float least = page.line(TypeRole::Label) + page.line(TypeRole::Caption) + page.mm(8);
  const int count = static_cast<int>(usual.size()) + 1;
  const PagedGrid list = paged_grid(page, area, {count, 1, least, std::max(least, page.mm(44))});
  bool known = false;
  for (const UsualPeriod& one : usual) known = known || (chosen && *chosen == one.period);
  for (int i = list.first; i < list.last; ++i) {
    if (i == count - 1) {
      const std::string own = chosen && !known ? period_words(page, *chosen) : std::string();
      if (toolkit::choice_card(page.ui, list.cell(i),
                               {.id = "period.other",
                                .title = page.text("form.period.other"),
                                .detail = own,
                                .selected = chosen && !known})) {
        page.state.entry.other_months = true;
      }
      continue;
    }
    const UsualPeriod& one = usual[static_cast<std::size_t>(i)];
    if (toolkit::choice_card(page.ui, list.cell(i),
                             {.id = one.id,
                              .title = page.text(one.text_id),
                              .detail = period_words(page, one.period),
                              .selected = chosen && *chosen == one.period})) {
      set_entry(page, to_iso(one.period));
    }
  }
}

/// Minus, value, plus. Returns -1, 0 or 1.
int stepper(Page& page, Rect area, const std::string& id, const std::string& name, const std::string& value) {
  const float key = std::max(page.ui.theme.target(), page.mm(22));
  const std::string fewer = name + " " + page.text("widget.decrease");
  const std::string more = name + " " + page.text("widget.increase");
  int step = 0;
  if (button(page.ui, area.take_left(key),
             {.id = id + ".minus",
              .kind = ButtonKind::Quiet,
              .icon = "minus",
              .guarded = false,
              .name = fewer})) {
    step = -1;
  }
  if (button(
          page.ui, area.take_right(key),
          {.id = id + ".plus", .kind = ButtonKind::Quiet, .icon = "plus", .guarded = false, .name = more})) {
    step = 1;
  }
  TextLook look = page.ui.look(TypeRole::Title);
  look.align = TextAlign::Center;
  toolkit::label(page.ui, area, value, toolkit::fitted(page.ui, value, look, area.w), VerticalAlign::Middle);
  return step;
}

/// One end of the period: its year and its month.
Month month_row(Page& page, Rect area, std::string_view end, Month month) {
  toolkit::card(page.ui, area);
  area = area.inset(page.gap(), page.small_gap());
  const std::string id = "period." + std::string(end);
  const std::string name = page.text("form.period." + std::string(end));
  TextLook look = page.ui.look(TypeRole::Label, page.color().text_secondary);
  toolkit::label(page.ui, area.take_top(page.line(TypeRole::Label)), name, look);
  const float height = std::min(area.h, page.ui.theme.target() * 1.2F);
  area = area.centered(area.w, height);
  Rect years = area.take_left((area.w - 3 * page.gap()) * 0.5F);
  area.take_left(3 * page.gap());
  const int by_year = stepper(page, years, id + ".year", name + " " + page.text("form.date.year"),
                              std::to_string(month.year));
  const int by_month = stepper(page, area, id + ".month", name + " " + page.text("form.date.month"),
                               page.text("month." + std::to_string(month.month)));
  return Month::from_index(month.index() + by_year * 12 + by_month);
}

void draw_other(Page& page, Rect area) {
  const Period before =
      parse_period(page.state.entry.value.reveal()).value_or(last_months(page.view.now, 12));
  const float height = std::min((area.h - page.ui.theme.target() - 2 * page.small_gap()) / 2,
                                page.line(TypeRole::Label) + page.ui.theme.target() * 1.2F + page.mm(14));
  Period period = before;
  period.from = month_row(page, area.take_top(height), "from", period.from);
  area.take_top(page.small_gap());
  period.to = month_row(page, area.take_top(height), "to", period.to);
  area.take_top(page.small_gap());
  if (button(page.ui, area.take_top(page.ui.theme.target()),
             {.id = "period.usual",
              .label = page.text("form.region.change"),
              .kind = ButtonKind::Quiet,
              .icon = "format-list-bulleted"})) {
    page.state.entry.other_months = false;
  }
  const base::CivilTime civil = base::to_civil(page.view.now);
  const int latest = Month{civil.year, civil.month}.index();
  const int earliest = Month{kFirstYear, 1}.index();
  period.from = Month::from_index(std::clamp(period.from.index(), earliest, latest));
  period.to = Month::from_index(std::clamp(period.to.index(), earliest, latest));
  if (period != before) set_entry(page, to_iso(period));
}

}  // namespace

void draw_period_field(Page& page, Rect area) {
  if (page.state.entry.other_months) return draw_other(page, area);
  draw_usual(page, area);
}

}  // namespace ui::screens

// The date picker and the pager.
#include <algorithm>
#include <cmath>

#include "ui/toolkit/button.h"
#include "ui/toolkit/entry.h"
#include "ui/toolkit/key_button.h"
#include "ui/toolkit/part.h"
#include "ui/toolkit/parts.h"

namespace ui::toolkit {

namespace {

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

/// Moves one part; months and days go round, a day beyond the month's end becomes its last one.
Date changed(Date date, int Date::*part, int by) {
  date.*part += by;
  date.month = (date.month + 11) % 12 + 1;
  const int days = days_in(date.year, date.month);
  if (part == &Date::day) {
    date.day = (date.day - 1 + days) % days + 1;
  }
  date.day = std::min(date.day, days);
  return date;
}

/// One column: plus, the number, minus. Returns -1, 0 or 1.
int spin(Ui& ui, Rect column, const std::string& id, int value, const std::string& unit) {
  int change = 0;
  const std::string name_increase = unit + " " + ui.texts.increase;
  const std::string name_decrease = unit + " " + ui.texts.decrease;
  const float height = std::fmin(column.h * 0.3F, ui.theme.target());
  if (key_button(ui, column.take_top(height),
                 {.id = id + ".more", .icon = "chevron-up", .name = name_increase, .tinted = true})) {
    change = 1;
  }
  if (key_button(ui, column.take_bottom(height),
                 {.id = id + ".less", .icon = "chevron-down", .name = name_decrease, .tinted = true})) {
    change = -1;
  }
  const std::string shown = std::to_string(value) + " " + unit;
  TextLook look = ui.look(TypeRole::Title);
  look.align = TextAlign::Center;
  ui.paint.text(column, shown, fitted(ui, shown, look, column.w), VerticalAlign::Middle);
  Node& node = ui.tree.add(id, Role::Field, column);
  node.name = unit;
  node.value = shown;
  return change;
}

}  // namespace

bool is_valid(const Date& date) {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= days_in(date.year, date.month);
}

bool date_picker(Ui& ui, const Rect& rect, const DatePickerSpec& spec, Date& date) {
  struct Column {
    int Date::*part;
    const char* id;
    const std::string& unit;
  };
  const Column columns[] = {{&Date::year, ".year", ui.texts.year},
                            {&Date::month, ".month", ui.texts.month},
                            {&Date::day, ".day", ui.texts.day}};
  card(ui, rect);
  const Grid grid{rect.inset(ui.theme.mm(5)), 3, 1, ui.theme.gap()};
  Date wanted = date;
  for (int i = 0; i < 3; ++i) {
    const Column& column = columns[i];
    const int by = spin(ui, grid.cell(i), std::string(spec.id) + column.id, date.*column.part, column.unit);
    if (by != 0) wanted = changed(date, column.part, by);
  }
  wanted = std::clamp(wanted, spec.earliest, spec.latest);
  const bool moved = wanted != date;
  date = wanted;
  return moved;
}

int pager(Ui& ui, const Rect& rect, const PagerSpec& spec) {
  Rect row = rect;
  const float width =
      std::fmin(rect.w * 0.34F, std::fmax(ui.theme.mm(46), ui.theme.type(TypeRole::Label) * 6));
  const Rect left = row.take_left(width);
  const Rect right = row.take_right(width);
  const std::string id(spec.id);
  int turn = 0;
  ButtonSpec previous{.id = {}, .label = ui.texts.previous_page, .icon = "chevron-left", .guarded = false};
  ButtonSpec next{.id = {}, .label = ui.texts.next_page, .icon_after = "chevron-right", .guarded = false};
  const std::string previous_id = id + ".previous";
  const std::string next_id = id + ".next";
  previous.id = previous_id;
  next.id = next_id;
  if (spec.page <= 0) previous.disabled_reason = ui.texts.first_page;
  if (spec.page + 1 >= spec.pages) next.disabled_reason = ui.texts.last_page;
  if (button(ui, left, previous)) turn = -1;
  if (button(ui, right, next)) turn = 1;
  std::string text = ui.texts.page_of;
  const auto put = [&text](std::string_view mark, int number) {
    if (const auto at = text.find(mark); at != std::string::npos)
      text.replace(at, mark.size(), std::to_string(number));
  };
  put("{page}", spec.page + 1);
  put("{pages}", spec.pages);
  TextLook look = ui.look(TypeRole::Body, ui.theme.color.text_secondary);
  look.align = TextAlign::Center;
  label(ui, row, text, fitted(ui, text, look, row.w), VerticalAlign::Middle);
  return turn;
}

}  // namespace ui::toolkit

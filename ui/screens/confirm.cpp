// Confirm: is this you? Masked; holding shows it; "not me" ends at once.
#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/masked.h"
#include "ui/screens/words.h"

namespace ui::screens {
namespace {

struct Row {
  std::string_view id, text_id;
  base::SecureString value;
};

std::vector<Row> rows_of(Page& page, const drivers::contract::IdCard& card, bool show) {
  const base::SecureString& name = card.name.empty() ? card.english_name : card.name;
  std::vector<Row> rows;
  rows.push_back({"confirm.name", "confirm.name", show ? name : masked_name(name)});
  rows.push_back({"confirm.number", "confirm.id-number", show ? card.number : masked_number(card.number)});
  if (!card.address.empty()) {
    rows.push_back({"confirm.address", "confirm.address", show ? card.address : masked_address(card.address)});
  }
  rows.push_back({"confirm.valid", "confirm.valid-until", chip_date(page, card.valid_to)});
  return rows;
}

/// "not me" at the left, "show" at the right, below the rows.
bool draw_tools(Page& page, Rect line) {
  const Rect right = line.take_right((line.w - page.gap()) * 0.5F);
  line.take_right(page.gap());
  const bool show = hold_to_show(page, right);
  if (button(page.ui, line, {.id = "not-me", .label = page.text("confirm.not-me"), .kind = ButtonKind::Danger,
                             .icon = "account-switch"})) {
    page.emit(flow::NotMe{});
  }
  return show;
}

}  // namespace

void draw_confirm(Page& page) {
  draw_head(page, {.title = page.text("confirm.title"), .hint = page.text("confirm.hint"), .icon = "account-check"});
  Rect area = page.zones.content;
  const bool show = draw_tools(page, area.take_bottom(page.ui.theme.target()));
  area.take_bottom(page.small_gap());
  if (page.session().applicant) {
    const auto rows = rows_of(page, *page.session().applicant, show);
    const auto count = static_cast<float>(rows.size());
    const float least = page.line(TypeRole::Caption) + page.line(TypeRole::Body) + page.mm(6);
    const float height = std::min(area.h / count, least * 1.35F);
    Rect sheet = area.take_top(height * count);
    toolkit::card(page.ui, sheet);
    for (const Row& row : rows) {
      toolkit::field_row(page.ui, sheet.take_top(height).inset(page.gap(), 0),
                         {.id = row.id, .label = page.text(row.text_id), .value = row.value});
    }
  }
  draw_back_and_next(page, page.text("confirm.yes"));
}

}  // namespace ui::screens

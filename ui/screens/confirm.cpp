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
  rows.push_back({"confirm-number", "confirm.id-number", show ? card.number : masked_number(card.number)});
  if (!card.address.empty()) {
    rows.push_back(
        {"confirm.address", "confirm.address", show ? card.address : masked_address(card.address)});
  }
  rows.push_back({"confirm-valid", "confirm.valid-until", chip_date(page, card.valid_to)});
  return rows;
}

/// "not me" at the left, "show" at the right, below the rows.
bool draw_tools(Page& page, Rect line) {
  const Rect right = line.take_right((line.w - page.gap()) * 0.5F);
  line.take_right(page.gap());
  const bool show = hold_to_show(page, right);
  if (button(page.ui, line,
             {.id = "not-me", .label = page.text("confirm.not-me"), .icon = "account-switch"})) {
    page.emit(flow::NotMe{});
  }
  return show;
}

/// The rows on a card and the tools below it.
void draw_person(Page& page, Rect area, const drivers::contract::IdCard& card) {
  const float tools = page.ui.theme.target();
  const auto count = static_cast<float>(card.address.empty() ? 3 : 4);
  const float roomy = (page.line(TypeRole::Caption) + page.line(TypeRole::Body) + page.mm(6)) * 1.35F;
  const float height = std::min((area.h - tools - page.gap()) / count, roomy);
  Rect sheet = area.take_top(height * count);
  area.take_top(page.gap());
  const bool show = draw_tools(page, area.take_top(tools));
  toolkit::card(page.ui, sheet);
  for (const Row& row : rows_of(page, card, show)) {
    toolkit::field_row(page.ui, sheet.take_top(height).inset(page.gap(), 0),
                       {.id = row.id, .label = page.text(row.text_id), .value = row.value});
  }
}

}  // namespace

void draw_confirm(Page& page) {
  draw_head(
      page,
      {.title = page.text("confirm.title"), .hint = page.text("confirm.hint"), .icon = "account-check"});
  if (page.session().applicant) draw_person(page, page.zones.content, *page.session().applicant);
  draw_back_and_next(page, page.text("confirm.yes"));
}

}  // namespace ui::screens

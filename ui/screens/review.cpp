// Review: label, value, change. Personal values are masked until "show" is held.
#include <algorithm>

#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/masked.h"
#include "ui/screens/paged_grid.h"

namespace ui::screens {
namespace {

struct Row {
  std::string id, label;
  base::SecureString value;
  std::optional<base::FieldId> field{};
};

Row answer_row(Page& page, const catalog::FieldRule& rule, bool show) {
  const base::SecureString* given = page.session().answer(rule.id);
  Row row{"review." + rule.id.value, page.in(rule.label), {}, rule.id};
  if (given == nullptr || given->empty()) {
    row.value = base::SecureString(page.text("review.not-given"));
    return row;
  }
  const base::SecureString readable(
      catalog::readable_answer(rule, given->reveal(), page.view.catalog, page.language()));
  row.value = show ? readable : masked_answer(rule, readable.reveal());
  return row;
}

Row material_row(const Page& page, std::size_t index) {
  const catalog::Material& material = page.session().service->materials[index];
  const flow::ScannedMaterial& given = page.session().materials[index];
  const std::string_view id = given.follows_later   ? "review.later"
                              : given.pages.empty() ? "review.no-material"
                                                    : "review.pages";
  const std::string words =
      page.text(id, {{"name", page.in(material.name)}, {"count", std::to_string(given.pages.size())}});
  return {"review." + material.id, page.text("review.materials"), base::SecureString(words)};
}

std::vector<Row> rows_of(Page& page, bool show) {
  const flow::Session& session = page.session();
  std::vector<Row> rows;
  if (session.applicant) {
    const auto& card = *session.applicant;
    const base::SecureString& name = card.name.empty() ? card.english_name : card.name;
    rows.push_back({"review-name", page.text("review.applicant"), show ? name : masked_name(name)});
    rows.push_back(
        {"review-number", page.text("confirm.id-number"), show ? card.number : masked_number(card.number)});
  }
  for (const catalog::FieldRule& rule : session.service->form) {
    if (session.asks(rule)) rows.push_back(answer_row(page, rule, show));
  }
  for (std::size_t i = 0; i < session.materials.size(); ++i) rows.push_back(material_row(page, i));
  const auto done = [&](std::string_view id, std::string_view label, std::string_view value) {
    rows.push_back({std::string(id), page.text(label), base::SecureString(page.text(value))});
  };
  if (session.promised) done("review-promise", "promise.title", "review.promised");
  if (!session.signature.empty()) done("review-signature", "step.sign", "review.signed");
  return rows;
}

void draw_row(Page& page, const Rect& rect, const Row& row) {
  const bool pressed = toolkit::field_row(
      page.ui, rect,
      {.id = row.id, .label = row.label, .value = row.value, .changeable = row.field.has_value()});
  if (pressed && row.field) page.emit(flow::ChangeAnswer{*row.field});
}

float row_height(const Page& page) {
  const float words = page.line(TypeRole::Caption) + page.line(TypeRole::Body) + page.mm(6);
  return std::max(page.ui.theme.target() + page.mm(6), words);
}

}  // namespace

void draw_review(Page& page) {
  draw_head(page,
            {.title = page.text("review.title"), .hint = page.text("review.hint"), .icon = "clipboard-text"});
  Rect area = page.zones.content;
  Rect tools = area.take_bottom(page.ui.theme.target());
  area.take_bottom(page.small_gap());
  const bool show = hold_to_show(page, tools.take_right(std::max(page.mm(104), tools.w * 0.4F)));
  tools.take_right(page.gap());
  TextLook note = page.ui.look(TypeRole::Caption, page.color().text_secondary);
  note.max_lines = 2;
  note.line_spacing = 1.25F;
  toolkit::label(page.ui, tools, page.text("review.true"), note, VerticalAlign::Middle);
  const std::vector<Row> rows = rows_of(page, show);
  const float height = row_height(page);
  const PagedGrid list = paged_grid(page, area, {static_cast<int>(rows.size()), 1, height, height * 1.2F});
  for (int i = list.first; i < list.last; ++i) {
    toolkit::card(page.ui, list.cell(i));
    draw_row(page, list.cell(i).inset(page.gap(), 0), rows[static_cast<std::size_t>(i)]);
  }
  draw_back_and_next(page, page.text("review.submit"));
}

}  // namespace ui::screens

// Cases: what the person whose card was read has asked for, the newest first.
#include "kiosk/base/clock.h"
#include "ui/screens/draws.h"
#include "ui/screens/facts.h"
#include "ui/screens/form_entry.h"
#include "ui/screens/frame.h"
#include "ui/screens/masked.h"
#include "ui/screens/message.h"
#include "ui/screens/paged_grid.h"
#include "ui/screens/story_words.h"
#include "ui/screens/tile_words.h"
#include "ui/toolkit/part.h"

namespace ui::screens {
namespace {

void draw_case(Page& page, const Rect& cell, std::size_t index) {
  const flow::FoundCase& found = page.session().lookup.cases[index];
  const std::string title = page.in(found.title);
  const std::string below = page.text("cases.line", {{"state", page.text("story.state." + found.state)},
                                                     {"time", readable_time(found.received_at)}});
  const std::string id = "case." + found.number;
  const toolkit::Part part = toolkit::operate(page.ui, cell, {.id = id, .name = title, .value = below});
  const auto& color = page.color();
  toolkit::SurfaceLook ground{part.pressed ? color.card_pressed : color.card, page.ui.theme.radius()};
  ground.raised = !part.pressed;
  toolkit::surface(page.ui, cell, ground);
  if (part.focused) toolkit::focus_ring(page.ui, cell, page.ui.theme.radius());
  Rect inner = cell.inset(page.gap() * 1.2F, page.small_gap());
  const float side = page.mm(18);
  const Rect mark = inner.take_left(side).centered(side, side);
  page.ui.paint.circle(mark.center(), side / 2, found.refused ? color.warning_soft : color.accent_soft);
  page.ui.paint.icon(mark, story_icon(found), found.refused ? color.warning : color.accent_ink, side * 0.62F);
  inner.take_left(page.gap());
  const Rect arrow = inner.take_right(page.mm(14));
  page.ui.paint.icon(arrow, "chevron-right", color.accent_ink, page.mm(12));
  draw_tile_words(page, inner, title, below);
  if (part.clicked) page.emit(flow::ChooseCase{index});
}

void draw_list(Page& page, const Rect& area) {
  const auto& cases = page.session().lookup.cases;
  const float least = page.line(TypeRole::Title) * 2 + page.line(TypeRole::Body) * 1.9F + page.mm(8);
  const PagedGrid list =
      paged_grid(page, area, {static_cast<int>(cases.size()), 1, least, std::max(least, page.mm(48))});
  for (int i = list.first; i < list.last; ++i) draw_case(page, list.cell(i), static_cast<std::size_t>(i));
}

std::string heading(const Page& page) {
  if (!page.session().applicant) return {};
  const auto& card = *page.session().applicant;
  const auto name = masked_name(card.name.empty() ? card.english_name : card.name);
  return page.text("cases.of", {{"name", name.reveal()}});
}

}  // namespace

void draw_cases(Page& page) {
  const flow::Lookup& lookup = page.session().lookup;
  draw_head(page, {.title = page.text("cases.title"),
                   .hint = heading(page),
                   .icon = "clipboard-text",
                   .shows_service = false});
  Rect area = page.zones.content;
  if (lookup.asking) {
    draw_message(page, area, {Illustration::Saved, page.text("lookup.asking"), {page.text("lookup.asking")}});
  } else {
    if (!lookup.complete) draw_trouble_strip(page, area, page.text("cases.incomplete"));
    if (lookup.cases.empty()) draw_facts(page, area, {{"information", "", page.text("cases.none")}});
    draw_list(page, area);
  }
  const Action action =
      draw_actions(page, {.back = page.text("common.back"),
                          .primary = lookup.asking ? std::string() : page.text("cases.again")});
  if (action == Action::Back) page.emit(flow::Back{});
  if (action == Action::Primary) page.emit(flow::Retry{});
}

}  // namespace ui::screens

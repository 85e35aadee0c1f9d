// Collect: card and paper; a card that stays is told again, then reported.
#include "ui/screens/draws.h"
#include "ui/screens/facts.h"
#include "ui/screens/frame.h"
#include "ui/screens/message.h"

namespace ui::screens {
namespace {

std::vector<Fact> things_to_take(const Page& page) {
  const flow::Session& session = page.session();
  std::vector<Fact> facts;
  const bool taken = session.print.card_taken;
  facts.push_back({taken ? "check" : "account-card-details", "",
                   page.text(taken ? "collect.card-taken" : "collect.card")});
  if (session.print.done) {
    const std::string pages = std::to_string(session.print.pages_printed);
    facts.push_back({"file-document", "", page.text("collect.paper", {{"pages", pages}})});
    if (!session.print.counted) {
      facts.push_back({"alert", "", page.text("print.uncounted", {{"pages", pages}}), true});
    }
  }
  if (session.print.slip_printed) facts.push_back({"receipt", "", page.text("collect.slip")});
  return facts;
}

void draw_warning(Page& page, Rect& area) {
  const flow::Session& session = page.session();
  if (session.reminders == 0 && !session.card_left_behind) return;
  const std::string phone = page.text("collect.lost-property", {{"phone", page.view.terminal.duty_phone}});
  const bool left = session.card_left_behind;
  const std::string title = page.text(left ? "collect.left" : "collect.reminder");
  const std::string detail = left ? phone : std::string();
  toolkit::banner(page.ui, area.take_top(banner_height(page, area.w, title, detail)),
                  {.kind = left ? toolkit::BannerKind::Error : toolkit::BannerKind::Warning,
                   .title = title,
                   .detail = detail});
  area.take_top(page.small_gap());
}

}  // namespace

void draw_collect(Page& page) {
  const bool paper = page.session().print.done || page.session().print.slip_printed;
  const std::string title = page.text("collect.title");
  draw_head(page, {.title = title, .icon = "account-card-details"});
  Rect area = page.zones.content;
  area.h = page.zones.actions.bottom() - area.y;
  draw_warning(page, area);
  const std::vector<Fact> facts = things_to_take(page);
  const float picture = std::min(area.h * 0.45F, page.mm(130));
  const Rect frame = area.take_top(picture);
  toolkit::illustration(page.ui, frame, paper ? Illustration::TakePaper : Illustration::CardOnReader, title);
  area.take_top(page.small_gap());
  draw_facts(page, area, facts);
}

}  // namespace ui::screens

// Attract: nobody is here. Calm, readable from afar, and true about what works.
#include <algorithm>

#include "kiosk/flow/flow_engine.h"
#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/words.h"
#include "ui/toolkit/pictures.h"

namespace ui::screens {
namespace {

int count_available(const Page& page) {
  const auto offered = offered_services(page);
  return static_cast<int>(std::count_if(offered.begin(), offered.end(), [&page](const auto* service) {
    return !flow::why_unavailable(*service, page.view.terminal, page.session().surroundings);
  }));
}

void draw_sky(Page& page) {
  const Rect& screen = page.ui.screen;
  auto& paint = page.ui.paint;
  const auto& color = page.color();
  if (page.ui.theme.flat()) return paint.fill(screen, color.header_start);
  paint.gradient(screen, color.header_start, color.header_end, 0, toolkit::GradientDirection::Diagonal);
  const Color veil = color.text_on_header.with_alpha(0.05F);
  const float unit = std::min(screen.w, screen.h);
  paint.circle({screen.right() - unit * 0.1F, screen.y + unit * 0.35F}, unit * 0.62F, veil);
  paint.circle({screen.x + unit * 0.05F, screen.bottom() - unit * 0.3F}, unit * 0.55F, veil);
  paint.circle({screen.right() - unit * 0.05F, screen.bottom() - unit * 0.42F}, unit * 0.3F, veil);
}

TextLook white(Page& page, TypeRole role) {
  TextLook look = page.ui.look(role, page.color().text_on_header);
  look.align = TextAlign::Center;
  look.max_lines = 2;
  return look;
}

/// The county's emblem, the greeting and the hours, or why nothing works.
void draw_greeting(Page& page, Rect area, bool works) {
  const float size = std::min(page.mm(60), area.h * 0.3F);
  const Rect emblem = area.take_top(size).centered(size, size);
  page.ui.paint.circle(emblem.center(), size / 2, page.color().text_on_header.with_alpha(0.95F));
  page.ui.paint.icon(emblem, works ? "bank" : "alert", page.color().header_start, size * 0.6F);
  area.take_top(page.gap());
  const std::string county = page.text("header.title", {{"county", county_name(page)}});
  toolkit::label(page.ui, area.take_top(page.line(TypeRole::Title)), county, white(page, TypeRole::Title));
  const std::string title = page.text(works ? "attract.title" : "fault.title");
  toolkit::heading(page.ui, area.take_top(page.line(TypeRole::Display)), title, white(page, TypeRole::Display));
  const std::string detail = page.text(works ? "attract.hours" : "fault.meaning");
  toolkit::label(page.ui, area.take_top(2 * page.line(TypeRole::Body)), detail, white(page, TypeRole::Body));
}

/// A wide white pill in the middle of the zone; all of the zone may be touched.
void draw_invitation(Page& page, Rect area) {
  const std::string words = page.text("attract.touch");
  const float height = page.ui.theme.primary_target() * 1.5F;
  Rect pill = area.take_top(height);
  if (button(page.ui, pill, {.id = "begin", .label = words, .kind = ButtonKind::Secondary, .icon = "cursor-pointer",
                             .type = TypeRole::Title})) {
    page.emit(flow::Begin{});
  }
}

std::string availability(Page& page, int available) {
  const auto total = static_cast<int>(offered_services(page).size());
  return page.text("attract.available",
                   {{"available", std::to_string(available)}, {"total", std::to_string(total)}});
}

void draw_lines(Page& page, Rect area, int available) {
  const auto line = [&](const std::string& words, TypeRole role) {
    const TextLook look = white(page, role);
    const auto height = static_cast<float>(page.ui.paint.measure(words, look, area.w).height);
    toolkit::label(page.ui, area.take_top(height), words, look);
    area.take_top(page.small_gap());
  };
  if (available == 0) {
    line(page.text("fault.next", {{"hotline", page.view.terminal.hotline}}), TypeRole::Body);
    return;
  }
  line(availability(page, available), TypeRole::Label);
  line(page.text("attract.bring"), TypeRole::Body);
  const bool offline = page.session().surroundings.connectivity == flow::Surroundings::Connectivity::Offline;
  if (offline) line(page.text("attract.offline"), TypeRole::Body);
}

/// A touch anywhere above the bar wakes the terminal at once; the pill is what can be reached and is read aloud.
void begin_on_any_touch(Page& page) {
  const auto& path = page.ui.touch.path();
  if (page.state.help_open || path.empty() || !page.intents.empty()) return;
  if (path.back().y < page.zones.content.y) page.emit(flow::Begin{});
}

}  // namespace

void draw_attract(Page& page) {
  draw_sky(page);
  draw_status(page);
  const int available = count_available(page);
  Rect upper = page.zones.head;
  if (page.zones.beside) {
    upper = {page.ui.screen.x, page.zones.head.y, page.ui.screen.w, (page.zones.bar.y) * 0.56F};
  }
  upper.take_top(page.zones.status.h);
  draw_greeting(page, upper.inset(page.ui.theme.margin(), page.gap()), available > 0);
  Rect lower{page.ui.screen.x, std::max(upper.bottom(), page.zones.content.y), page.ui.screen.w, 0};
  lower.h = page.zones.bar.y - lower.y;
  lower = lower.inset(page.ui.theme.margin(), page.gap());
  if (!page.zones.beside) lower.take_top(lower.h * 0.16F);
  const float width = std::min(lower.w, page.mm(270));
  lower = {lower.center().x - width / 2, lower.y, width, lower.h};
  draw_invitation(page, lower);
  lower.take_top(page.ui.theme.primary_target() * 1.5F + page.gap() * 2);
  draw_lines(page, lower, available);
  begin_on_any_touch(page);
}

}  // namespace ui::screens

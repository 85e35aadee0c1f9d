// Attract: nobody is here. Calm, readable from afar, and true about what works.
#include <algorithm>

#include "kiosk/flow/flow_engine.h"
#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/words.h"
#include "ui/toolkit/part.h"

namespace ui::screens {
namespace {

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

/// The county's emblem, the greeting and the hours, or why nothing works: one block in the middle of the
/// area.
void draw_greeting(Page& page, Rect area, bool works) {
  const float size = std::min(page.mm(52), area.h * (page.zones.beside ? 0.2F : 0.3F));
  const float used = size + 2 * page.gap() + page.line(TypeRole::Title) +
                     page.line(TypeRole::Display) * 1.2F + page.line(TypeRole::Label) * 2;
  area.take_top(std::max(0.0F, (area.h - used) * 0.6F));
  const Rect emblem = area.take_top(size).centered(size, size);
  const Color ink = page.color().text_on_header;
  page.ui.paint.circle(emblem.center(), size * 0.62F, ink.with_alpha(page.ui.theme.flat() ? 0 : 0.12F));
  page.ui.paint.circle(emblem.center(), size / 2, ink.with_alpha(0.96F));
  page.ui.paint.icon(emblem, works ? "bank" : "alert", page.color().header_start, size * 0.6F);
  area.take_top(2 * page.gap());
  TextLook county = white(page, TypeRole::Title);
  county.weight = toolkit::FontWeight::Medium;
  const std::string name = page.text("header.title", {{"county", county_name(page)}});
  county.max_lines = 1;
  toolkit::label(page.ui, area.take_top(page.line(TypeRole::Title)), name,
                 toolkit::fitted(page.ui, name, county, area.w));
  TextLook title = white(page, TypeRole::Display);
  title.size *= 1.2F;
  const std::string why = page.session().surroundings.maintenance ? "maintenance" : "fault";
  const std::string words = page.text(works ? "attract.title" : why + ".title");
  toolkit::heading(page.ui, area.take_top(title.size * title.line_spacing), words, title);
  toolkit::label(page.ui, area, page.text(works ? "attract.hours" : why + ".meaning"),
                 white(page, TypeRole::Label));
}

float invitation_height(const Page& page) { return page.ui.theme.primary_target() * 1.7F; }

/// The wide white button.
void draw_invitation(Page& page, const Rect& pill) {
  const std::string words = page.text("attract.touch");
  if (!page.ui.theme.flat()) {
    const Color glow = page.color().text_on_header.with_alpha(0.14F);
    page.ui.paint.fill(pill.inset(-page.mm(5)), glow, page.ui.theme.radius() + page.mm(5));
  }
  if (button(page.ui, pill,
             {.id = "begin",
              .label = words,
              .kind = ButtonKind::Secondary,
              .icon = "cursor-pointer",
              .type = TypeRole::Title})) {
    page.emit(flow::Begin{});
  }
}

/// The domains that this terminal offers, as they look on the next screen.
void draw_domain_row(Page& page, const Rect& area) {
  std::vector<catalog::Domain> offered;
  for (const catalog::Domain domain : catalog::kDomains) {
    if (offered_in(page, domain) > 0) offered.push_back(domain);
  }
  if (offered.empty() || area.h < page.mm(34)) return;
  const float cell = std::min(page.mm(80), area.w / static_cast<float>(offered.size()));
  Rect row = area.centered(cell * static_cast<float>(offered.size()), area.h);
  for (const catalog::Domain domain : offered) {
    Rect place = row.take_left(cell);
    const float size = std::min(page.mm(24), place.h * 0.55F);
    const Rect icon = place.take_top(size).centered(size, size);
    page.ui.paint.circle(icon.center(), size / 2, page.color().text_on_header.with_alpha(0.16F));
    page.ui.paint.icon(icon, domain_icon(domain), page.color().text_on_header, size * 0.58F);
    place.take_top(page.mm(1));
    const std::string name = page.text(domain_text_id(domain, "short"));
    toolkit::label(page.ui, place, name,
                   toolkit::fitted(page.ui, name, white(page, TypeRole::Body), place.w));
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

/// A touch anywhere above the bar wakes the terminal at once; the pill is what can be reached and is read
/// aloud.
void begin_on_any_touch(Page& page) {
  const auto& path = page.ui.touch.path();
  if (page.state.help_open || path.empty() || !page.intents.empty()) return;
  if (path.back().y < page.zones.content.y) page.emit(flow::Begin{});
}

}  // namespace

void draw_attract(Page& page) {
  draw_sky(page);
  const Rect status{page.ui.screen.x, page.zones.status.y, page.ui.screen.w, page.zones.status.h};
  draw_status_line(page, status, true);
  const bool maintenance = page.session().surroundings.maintenance;
  const int available = maintenance ? 0 : count_available(page);
  const float bottom = page.zones.bar.y;
  Rect upper{page.ui.screen.x, page.zones.status.bottom(), page.ui.screen.w, 0};
  upper.h = std::max(page.zones.content.y, bottom * 0.52F) - upper.y;
  draw_greeting(page, upper.inset(page.ui.theme.margin(), page.gap()), available > 0);
  Rect lower{page.ui.screen.x, upper.bottom(), page.ui.screen.w, bottom - upper.bottom()};
  lower = lower.inset(page.ui.theme.margin(), page.gap());
  const float width = std::min(lower.w, page.mm(260));
  lower = {lower.center().x - width / 2, lower.y, width, lower.h};
  lower.take_top(std::min(page.gap() * 2, lower.h * 0.1F));
  if (!maintenance) draw_invitation(page, lower.take_top(invitation_height(page)));
  lower.take_top(page.gap() * 2);
  draw_lines(page, lower.take_top(lower.h * 0.6F), available);
  if (available > 0)
    draw_domain_row(page, lower.take_bottom(std::min(lower.h, page.mm(30) + page.line(TypeRole::Body))));
  begin_on_any_touch(page);
}

}  // namespace ui::screens

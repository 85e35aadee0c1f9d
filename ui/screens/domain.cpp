// Domain: the services of one domain that this terminal offers.
#include "ui/screens/draws.h"
#include "ui/screens/facts.h"
#include "ui/screens/frame.h"
#include "ui/screens/paged_grid.h"
#include "ui/screens/tile_words.h"
#include "ui/screens/words.h"
#include "ui/toolkit/part.h"

namespace ui::screens {
namespace {

std::vector<const catalog::ServiceDefinition*> services_here(const Page& page) {
  std::vector<const catalog::ServiceDefinition*> here;
  for (const auto* service : offered_services(page)) {
    if (service->domain == page.session().domain) here.push_back(service);
  }
  return here;
}

float icon_side(const Page& page) { return page.mm(34); }

/// A wide tile whose name may take two lines: names of services are long.
void draw_service_tile(Page& page, const Rect& cell, const catalog::ServiceDefinition& service) {
  const std::string reason = unavailable_text(page, service);
  const std::string id = "service." + service.id.value;
  const std::string nearest = reason.empty() ? std::string() : nearest_text(page, service);
  const std::string why = nearest.empty() ? reason : reason + " " + nearest;
  const std::string& below = reason.empty() ? page.in(service.summary) : why;
  toolkit::PartSpec spec{.id = id, .name = page.in(service.name), .value = page.in(service.summary)};
  spec.disabled_reason = reason;
  const toolkit::Part part = toolkit::operate(page.ui, cell, spec);
  const auto& color = page.color();
  toolkit::SurfaceLook ground{part.disabled  ? color.disabled_fill
                              : part.pressed ? color.card_pressed
                                             : color.card,
                              page.ui.theme.radius()};
  ground.raised = !part.pressed && !part.disabled;
  toolkit::surface(page.ui, cell, ground);
  if (part.focused) toolkit::focus_ring(page.ui, cell, page.ui.theme.radius());
  Rect inner = cell.inset(page.gap() * 1.2F, page.small_gap());
  const Rect square = inner.take_left(icon_side(page)).centered(icon_side(page), icon_side(page));
  const toolkit::Hue& hue = page.ui.theme.hue(domain_hue(service.domain));
  page.ui.paint.gradient(square, part.disabled ? color.disabled_text : hue.start,
                         part.disabled ? color.disabled_text : hue.end, square.w * 0.27F,
                         toolkit::GradientDirection::Diagonal);
  page.ui.paint.icon(square, service.icon, page.ui.theme.flat() ? color.page_top : Color{255, 255, 255},
                     square.w * 0.62F);
  inner.take_left(page.gap());
  const Rect arrow = inner.take_right(page.mm(14));
  if (!part.disabled) page.ui.paint.icon(arrow, "chevron-right", color.accent_ink, page.mm(12));
  draw_tile_words(page, inner, page.in(service.name), below, part.disabled);
  if (part.clicked) page.emit(flow::ChooseService{service.id});
}

}  // namespace

void draw_domain(Page& page) {
  const catalog::Domain domain = page.session().domain;
  draw_head(page, {.title = page.text(domain_text_id(domain, "name")),
                   .hint = page.text("domain.choose"),
                   .icon = domain_icon(domain),
                   .shows_service = false});
  const auto services = services_here(page);
  if (services.empty()) {
    draw_facts(page, page.zones.content,
               {{"information", "", page.text("domain.empty", {{"hotline", page.view.terminal.hotline}})}});
  }
  const float least = page.line(TypeRole::Title) * 2 + page.line(TypeRole::Body) * 1.9F + page.mm(8);
  const PagedGrid list = paged_grid(
      page, page.zones.content, {static_cast<int>(services.size()), 1, least, std::max(least, page.mm(56))});
  for (int i = list.first; i < list.last; ++i) {
    draw_service_tile(page, list.cell(i), *services[static_cast<std::size_t>(i)]);
  }
  if (draw_actions(page, {.back = page.text("common.back")}) == Action::Back) page.emit(flow::Back{});
}

}  // namespace ui::screens

// Domain: the services of one domain that this terminal offers.
#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/message.h"
#include "ui/screens/paged_grid.h"
#include "ui/screens/words.h"
#include "ui/toolkit/tile.h"

namespace ui::screens {
namespace {

std::vector<const catalog::ServiceDefinition*> services_here(const Page& page) {
  std::vector<const catalog::ServiceDefinition*> here;
  for (const auto* service : offered_services(page)) {
    if (service->domain == page.session().domain) here.push_back(service);
  }
  return here;
}

void draw_service_tile(Page& page, const Rect& cell, const catalog::ServiceDefinition& service) {
  const std::string reason = unavailable_text(page, service);
  const std::string id = "service." + service.id.value;
  if (toolkit::tile(page.ui, cell,
                    {.id = id, .title = page.in(service.name), .subtitle = page.in(service.summary),
                     .icon = service.icon, .hue = domain_hue(service.domain), .disabled_reason = reason})) {
    page.emit(flow::ChooseService{service.id});
  }
}

void draw_nothing_here(Page& page, Rect area) {
  const std::string words = page.text("domain.empty", {{"hotline", page.view.terminal.hotline}});
  toolkit::banner(page.ui, area.take_top(banner_height(page, area.w, words)), {.kind = toolkit::BannerKind::Info, .title = words});
}

}  // namespace

void draw_domain(Page& page) {
  const catalog::Domain domain = page.session().domain;
  draw_head(page, {.title = page.text(domain_text_id(domain, "name")), .hint = page.text("domain.choose"),
                   .icon = domain_icon(domain), .shows_service = false});
  const auto services = services_here(page);
  if (services.empty()) draw_nothing_here(page, page.zones.content);
  const float least = page.line(TypeRole::Title) * 2 + page.line(TypeRole::Body) + page.mm(12);
  const PagedGrid list = paged_grid(page, page.zones.content,
                                    {static_cast<int>(services.size()), 1, least, std::max(least, page.mm(56))});
  for (int i = list.first; i < list.last; ++i) {
    draw_service_tile(page, list.cell(i), *services[static_cast<std::size_t>(i)]);
  }
  if (draw_actions(page, {.back = page.text("common.back")}) == Action::Back) page.emit(flow::Back{});
}

}  // namespace ui::screens

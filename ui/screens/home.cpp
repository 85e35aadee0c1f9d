// Home: six domains, the most used services, and which devices work.
#include <algorithm>

#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/words.h"
#include "ui/toolkit/part.h"
#include "ui/toolkit/pictures.h"
#include "ui/toolkit/tile.h"

namespace ui::screens {
namespace {

constexpr std::size_t kMostPopular = 4;

/// A tile shrinks its title by a third at most; a longer name gives way to the short one.
bool fits_tile(Page& page, const std::string& name, float tile_width) {
  constexpr float kTitleShare = 0.58F;
  constexpr float kMostShrunk = 0.7F;
  const auto width = static_cast<float>(page.ui.paint.measure(name, page.ui.look(TypeRole::Title)).width);
  return width * kMostShrunk <= tile_width * kTitleShare;
}

void draw_domain_tile(Page& page, const Rect& cell, catalog::Domain domain) {
  const int count = offered_in(page, domain);
  const std::string badge = page.text("home.domain-count", {{"count", std::to_string(count)}});
  const std::string id = "domain." + std::string(to_string(domain));
  const std::string empty = page.text("home.domain-empty");
  const std::string name = page.text(domain_text_id(domain, "name"));
  const bool large = page.ui.theme.text_size() >= toolkit::TextSize::Larger;
  const bool shortened = large || !fits_tile(page, name, cell.w);
  const std::string title = shortened ? page.text(domain_text_id(domain, "short")) : name;
  const std::string summary = large ? std::string() : page.text(domain_text_id(domain, "summary"));
  const bool pressed =
      toolkit::tile(page.ui, cell,
                    {.id = id,
                     .title = title,
                     .subtitle = summary,
                     .icon = domain_icon(domain),
                     .hue = domain_hue(domain),
                     .badge = count > 0 ? std::string_view(badge) : std::string_view(),
                     .disabled_reason = count > 0 ? std::string_view() : std::string_view(empty),
                     .name = name});
  if (pressed) page.emit(flow::ChooseDomain{domain});
}

void draw_domains(Page& page, const Rect& area) {
  const Grid grid{area, 2, 3, page.small_gap() * 1.6F};
  for (std::size_t i = 0; i < catalog::kDomains.size(); ++i) {
    draw_domain_tile(page, grid.cell(static_cast<int>(i)), catalog::kDomains[i]);
  }
}

/// What is asked of the county itself: one tile that opens all of it.
void draw_county_tile(Page& page, const Rect& cell) {
  constexpr catalog::Domain kCounty = catalog::Domain::CountyService;
  if (toolkit::small_tile(page.ui, cell,
                          {.id = "domain." + std::string(to_string(kCounty)),
                           .title = page.text(domain_text_id(kCounty, "name")),
                           .icon = domain_icon(kCounty),
                           .hue = domain_hue(kCounty)})) {
    page.emit(flow::ChooseDomain{kCounty});
  }
}

/// The first services of the six domains in the terminal's own order.
std::vector<const catalog::ServiceDefinition*> popular_services(const Page& page) {
  auto services = offered_services(page);
  std::erase_if(services,
                [](const auto* service) { return service->domain == catalog::Domain::CountyService; });
  return services;
}

void draw_popular(Page& page, Rect area, int rows) {
  auto services = popular_services(page);
  const bool county = offered_in(page, catalog::Domain::CountyService) > 0;
  const std::size_t most = std::min(kMostPopular, static_cast<std::size_t>(2 * rows)) - (county ? 1 : 0);
  services.resize(std::min(services.size(), most));
  const int tiles = static_cast<int>(services.size()) + (county ? 1 : 0);
  const Grid grid{area, 2, std::max(1, (tiles + 1) / 2), page.small_gap() * 1.6F};
  if (county) draw_county_tile(page, grid.cell(tiles - 1));
  for (std::size_t i = 0; i < services.size(); ++i) {
    const catalog::ServiceDefinition& service = *services[i];
    const std::string reason = unavailable_text(page, service);
    const std::string id = "popular." + service.id.value;
    if (toolkit::small_tile(page.ui, grid.cell(static_cast<int>(i)),
                            {.id = id,
                             .title = page.in(service.name),
                             .icon = service.icon,
                             .hue = domain_hue(service.domain),
                             .disabled_reason = reason})) {
      page.emit(flow::ChooseService{service.id});
    }
  }
}

void draw_popular_title(Page& page, Rect line) {
  const float mark = page.mm(2);
  page.ui.paint.fill(line.take_left(mark).centered(mark, line.h * 0.6F), page.color().accent, mark / 2);
  line.take_left(page.small_gap());
  TextLook look = page.ui.look(TypeRole::Label);
  look.weight = toolkit::FontWeight::Bold;
  toolkit::label(page.ui, line, page.text("home.popular"), look, VerticalAlign::Middle);
}

/// A green or red dot with words for each device of this terminal, and the network.
void draw_device(Page& page, const Rect& cell, std::string_view device) {
  const bool works = device_works(page, device);
  const std::string id = "status." + std::string(device) + (works ? ".ok" : ".down");
  const std::string words = page.view.catalog.texts().has(id)
                                ? page.text(id)
                                : page.text(works ? "service.machine.ready" : "service.machine.not-ready",
                                            {{"device", device_name(page, device)}});
  Rect line = cell;
  const Rect dot = line.take_left(page.mm(8));
  const Color ink = works ? page.color().success : page.color().danger;
  page.ui.paint.circle(dot.center(), page.mm(3), ink.with_alpha(0.2F));
  page.ui.paint.circle(dot.center(), page.mm(1.7F), ink);
  toolkit::label(page.ui, line, words, page.ui.look(TypeRole::Caption, page.color().text_secondary),
                 VerticalAlign::Middle);
}

void draw_devices(Page& page, const Rect& area) {
  const auto& devices = page.view.terminal.devices;
  const int shown = static_cast<int>(std::min<std::size_t>(devices.size(), 3));
  const Grid grid{area, std::max(shown, 1), 1, page.small_gap()};
  for (int i = 0; i < shown; ++i) {
    draw_device(page, grid.cell(i), devices[static_cast<std::size_t>(i)].device_class);
  }
}

/// The words on the card: beside the picture in portrait, as wide as the card in narrow heads.
TextLook card_words_look(const Page& page) {
  TextLook look = page.ui.look(TypeRole::Body, page.color().text_secondary);
  look.max_lines = 3;
  look.line_spacing = 1.3F;
  return look;
}

float card_picture_width(const Rect& card, float height) { return std::min(height * 1.5F, card.w * 0.26F); }

float card_hint_height(Page& page, const Rect& head) {
  const float width = head.w - 2 * page.ui.theme.margin();
  const float text_width = width * 0.74F - 3 * page.gap();
  const auto words = page.ui.paint.measure(page.text("home.card.hint"), card_words_look(page), text_width);
  const float needed =
      page.line(TypeRole::Label) * 1.2F + static_cast<float>(words.height) + 3 * page.small_gap();
  return std::clamp(needed, page.mm(44), head.h * 0.54F);
}

/// The card of the mock: have the identity card ready. It cannot be touched, so it may lie above the reach
/// line.
void draw_card_hint(Page& page, const Rect& area) {
  toolkit::card(page.ui, area);
  Rect inner = area.inset(page.gap(), page.small_gap());
  toolkit::illustration(page.ui, inner.take_left(card_picture_width(inner, inner.h)),
                        Illustration::CardOnReader, page.text("home.card.title"));
  inner.take_left(page.gap());
  TextLook title = page.ui.look(TypeRole::Title);
  title.size = std::min(title.size, page.ui.theme.type(TypeRole::Label) * 1.2F);
  const TextLook hint = card_words_look(page);
  const std::string words = page.text("home.card.hint");
  const auto hint_height = static_cast<float>(page.ui.paint.measure(words, hint, inner.w).height);
  const float title_height = title.size * title.line_spacing;
  inner.take_top(std::max(0.0F, (inner.h - title_height - hint_height) / 2));
  const std::string name = page.text("home.card.title");
  toolkit::label(page.ui, inner.take_top(title_height), name, toolkit::fitted(page.ui, name, title, inner.w));
  toolkit::label(page.ui, inner, words, hint);
}

/// How high the most used services are in so many rows, when this much room is theirs and the domains'.
float popular_height(const Page& page, float room, float gap, int rows) {
  const float least_tile = page.mm(22) + page.line(TypeRole::Body) * 2;
  const auto count = static_cast<float>(rows);
  return std::clamp((room - 2 * gap) * 0.24F * count, least_tile * count,
                    std::max(least_tile, page.mm(56)) * count);
}

/// Where there is little room (large text, low mode) fewer of the most used services are shown: the domains
/// lead to all of them.
int popular_rows(const Page& page, float room, float gap) {
  const int services = static_cast<int>(std::min(offered_services(page).size(), kMostPopular));
  int rows = std::max(1, (services + 1) / 2);
  const float domains = 3 * page.ui.theme.target() + 2 * gap;
  while (rows > 1 && room - popular_height(page, room, gap, rows) < domains) --rows;
  return rows;
}

/// What is no service: how far a case is, what can be collected.
void draw_lookup_entry(Page& page, const Rect& row) {
  if (button(page.ui, row,
             {.id = "home.lookup",
              .label = page.text("home.lookup"),
              .kind = ButtonKind::Secondary,
              .icon = "magnify"})) {
    page.emit(flow::FindCases{});
  }
}

/// Rows of domains, the most used services and the devices share what is there.
void draw_below(Page& page, Rect area) {
  draw_devices(page, area.take_bottom(page.line(TypeRole::Caption) + page.small_gap() * 2));
  draw_lookup_entry(page, area.take_bottom(page.ui.theme.target()));
  const float gap = page.small_gap() * 1.6F;
  area.take_bottom(gap);
  const float title = page.line(TypeRole::Title);
  const float room = area.h - title - gap;
  const int rows = popular_rows(page, room, gap);
  const float popular = popular_height(page, room, gap, rows);
  draw_domains(page, area.take_top(std::min(room - popular, page.mm(74) * 3 + 2 * gap)));
  area.take_top(gap * 0.5F);
  draw_popular_title(page, area.take_top(title));
  draw_popular(page, area.take_top(popular), rows);
}

}  // namespace

void draw_home(Page& page) {
  const std::string count = std::to_string(count_available(page));
  const Rect head = page.zones.head;
  const float hint_height = card_hint_height(page, head);
  const float overlap = page.zones.beside ? 0 : page.gap();
  if (!page.zones.beside) page.zones.head.h -= hint_height - overlap;
  draw_head(page, {.title = page.text("home.title"),
                   .hint = page.text("home.subtitle", {{"count", count}}),
                   .free_below = page.zones.beside ? hint_height : 0});
  page.zones.head = head;
  Rect hint{head.x, head.bottom() - hint_height - page.small_gap(), head.w, hint_height};
  draw_card_hint(page, hint.inset(page.ui.theme.margin(), 0));
  Rect area = page.zones.content;
  area.h = page.zones.actions.bottom() - area.y;
  draw_below(page, area);
}

}  // namespace ui::screens

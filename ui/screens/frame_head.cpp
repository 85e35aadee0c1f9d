// The coloured head: status line, service, title, hint, picture, progress.
#include <algorithm>
#include <array>

#include "kiosk/flow/flow_engine.h"
#include "ui/screens/frame.h"
#include "ui/screens/words.h"
#include "ui/toolkit/part.h"

namespace ui::screens {
namespace {

constexpr float kEmblemMm = 21;

void draw_backdrop(Page& page) {
  toolkit::page_background(page.ui);
  const Rect& head = page.zones.head;
  auto& paint = page.ui.paint;
  const auto& color = page.color();
  if (page.ui.theme.flat()) return paint.fill(head, color.header_start);
  paint.gradient(head, color.header_start, color.header_end, 0, toolkit::GradientDirection::Diagonal);
  paint.push_clip(head);
  const Color veil = color.text_on_header.with_alpha(0.06F);
  paint.circle({head.right() - page.mm(18), head.y + page.mm(70)}, page.mm(95), veil);
  paint.circle({head.right() + page.mm(10), head.bottom() - page.mm(20)}, page.mm(70), veil);
  paint.circle({head.x + page.mm(10), head.bottom() + page.mm(25)}, page.mm(60), veil);
  paint.pop_clip();
}

/// The status line does not grow with the text: it is for staff and for the telephone, and it must not move.
TextLook status_look(const Page& page, TypeRole role) {
  TextLook look = page.ui.look(role, page.color().text_on_header);
  look.size = page.mm(page.ui.theme.tokens().type_mm[static_cast<std::size_t>(role)][0]);
  return look;
}

std::string connection_text(const Page& page) {
  switch (page.session().surroundings.connectivity) {
    case flow::Surroundings::Connectivity::Online: return page.text("status.online");
    case flow::Surroundings::Connectivity::Degraded: return page.text("status.degraded");
    case flow::Surroundings::Connectivity::Offline: return page.text("status.offline");
  }
  return page.text("status.offline");
}

/// Time above, date and network below, at the right edge.
void draw_clock(Page& page, Rect area) {
  TextLook time = status_look(page, TypeRole::Title);
  time.align = TextAlign::Right;
  TextLook look = status_look(page, TypeRole::Caption);
  look.align = TextAlign::Right;
  toolkit::label(page.ui, area.take_top(area.h * 0.56F), clock_text(page.view.now), time,
                 VerticalAlign::Middle);
  const std::string words = date_text(page) + "  ·  " + connection_text(page);
  toolkit::label(page.ui, area, words, look, VerticalAlign::Middle);
}

void draw_place(Page& page, Rect area) {
  const Rect emblem = area.take_left(page.mm(kEmblemMm)).centered(page.mm(kEmblemMm), page.mm(kEmblemMm));
  page.ui.paint.circle(emblem.center(), emblem.w / 2, page.color().text_on_header.with_alpha(0.95F));
  page.ui.paint.icon(emblem, "bank", page.color().header_start, emblem.w * 0.62F);
  area.take_left(page.small_gap());
  const Rect upper = area.take_top(area.h * 0.56F);
  const std::string county = page.text("header.title", {{"county", county_name(page)}});
  TextLook name = status_look(page, TypeRole::Label);
  name.weight = toolkit::FontWeight::Bold;
  toolkit::label(page.ui, upper, county, toolkit::fitted(page.ui, county, name, upper.w),
                 VerticalAlign::Middle);
  const std::string where =
      page.text("header.subtitle", {{"place", place_name(page)}, {"number", terminal_number(page)}});
  toolkit::label(page.ui, area, where,
                 toolkit::fitted(page.ui, where, status_look(page, TypeRole::Caption), area.w),
                 VerticalAlign::Middle);
}

void draw_segments(Page& page, Rect line, const flow::StepCount& count) {
  const auto& ink = page.color().text_on_header;
  const float height = page.mm(2.4F);
  Rect track = line.centered(line.w, height);
  const float gap = page.mm(2);
  const float width = (track.w - gap * static_cast<float>(count.total - 1)) / static_cast<float>(count.total);
  for (int i = 0; i < count.total; ++i) {
    const Rect segment{track.x + static_cast<float>(i) * (width + gap), track.y, width, height};
    page.ui.paint.fill(segment, i < count.current ? ink : ink.with_alpha(0.3F), height / 2);
  }
}

/// "第 2 步 / 共 4 步" and as many segments.
void draw_progress(Page& page, Rect line) {
  const flow::StepCount count = flow::step_count(page.session());
  if (count.total == 0) return;
  const std::string words = page.text(
      "common.step-of", {{"current", std::to_string(count.current)}, {"total", std::to_string(count.total)}});
  TextLook look = page.ui.look(TypeRole::Caption, page.color().text_on_header);
  toolkit::Node& node = page.ui.tree.add("progress", Role::Progress, line);
  node.set_name(words);
  const auto width = static_cast<float>(page.ui.paint.measure(words, look).width);
  page.ui.paint.text(line.take_left(width), words, look, VerticalAlign::Middle);
  line.take_left(page.gap());
  draw_segments(page, line, count);
}

void draw_head_icon(Page& page, const Rect& area, std::string_view icon) {
  const float size = std::min(area.w, area.h);
  const Color ink = page.color().text_on_header;
  page.ui.paint.circle(area.center(), size / 2, ink.with_alpha(page.ui.theme.flat() ? 0 : 0.14F));
  page.ui.paint.icon(area, icon, ink, size * 0.56F);
}

/// The words above the title: the service, or the form's counter.
std::string words_above(const Page& page, const HeadSpec& spec) {
  if (!spec.above.empty()) return spec.above;
  const bool named = spec.shows_service && page.session().service != nullptr;
  return named ? page.in(page.session().service->name) : std::string();
}

struct TitleLayout {
  TextLook title, hint;
  float title_height = 0, hint_height = 0;
  bool fits = false;
};

TitleLayout lay_out_title(Page& page, const Rect& area, const HeadSpec& spec, TypeRole role, int lines) {
  TitleLayout layout{page.ui.look(role, page.color().text_on_header),
                     page.ui.look(TypeRole::Body, page.color().text_on_header)};
  layout.title.max_lines = lines;
  layout.title.weight = toolkit::FontWeight::Bold;
  layout.title.line_spacing = 1.3F;
  layout.hint.max_lines = page.zones.beside || page.session().preferences.low_reach ? 5 : 3;
  layout.hint.line_spacing = 1.3F;
  const auto title = page.ui.paint.measure(spec.title, layout.title, area.w);
  layout.title_height = static_cast<float>(title.height);
  if (!spec.hint.empty()) {
    layout.hint_height = static_cast<float>(page.ui.paint.measure(spec.hint, layout.hint, area.w).height);
  }
  layout.fits = !title.truncated && layout.title_height + layout.hint_height <= area.h;
  return layout;
}

/// As large as fits: one line of the display size, two of headings, three of titles or labels.
TitleLayout best_title(Page& page, const Rect& area, const HeadSpec& spec) {
  TitleLayout layout;
  constexpr std::array<std::pair<TypeRole, int>, 4> kTries{
      {{TypeRole::Display, 1}, {TypeRole::Heading, 2}, {TypeRole::Title, 3}, {TypeRole::Label, 3}}};
  for (const auto& [role, lines] : kTries) {
    layout = lay_out_title(page, area, spec, role, lines);
    if (layout.fits) break;
  }
  return layout;
}

/// Service, title and hint, one below the other, in the middle of the area.
void draw_title(Page& page, Rect area, const HeadSpec& spec) {
  const std::string above = words_above(page, spec);
  const float above_height = above.empty() ? 0 : page.line(TypeRole::Body);
  Rect room = area;
  room.take_top(above_height);
  const TitleLayout layout = best_title(page, room, spec);
  area.take_top(std::max(0.0F, (area.h - above_height - layout.title_height - layout.hint_height) / 2));
  if (!above.empty()) {
    const TextLook look =
        toolkit::fitted(page.ui, above, page.ui.look(TypeRole::Body, page.color().text_on_header), area.w);
    toolkit::label(page.ui, area.take_top(above_height), above, look, VerticalAlign::Middle);
  }
  toolkit::heading(page.ui, area.take_top(layout.title_height), spec.title, layout.title);
  if (!spec.hint.empty()) toolkit::label(page.ui, area.take_top(layout.hint_height), spec.hint, layout.hint);
}

/// In the largest texts the words need the room of the picture.
bool shows_icon(const Page& page, const HeadSpec& spec) {
  const bool large = page.ui.theme.text_size() >= toolkit::TextSize::Larger;
  return !spec.icon.empty() && (!large || page.session().preferences.low_reach);
}

}  // namespace

void draw_status_line(Page& page, Rect line, bool with_clock) {
  line = line.inset(page.ui.theme.margin(), page.mm(4));
  if (with_clock) {
    draw_clock(page, line.take_right(line.w * 0.46F));
    line.take_right(page.small_gap());
  }
  draw_place(page, line);
}

void draw_head(Page& page, const HeadSpec& spec) {
  draw_backdrop(page);
  draw_status_line(page, page.zones.status, !page.zones.beside);
  Rect area = page.zones.head.inset(page.ui.theme.margin(), 0);
  area.take_top(page.zones.status.h);
  area.take_bottom(page.gap() + spec.free_below);
  if (flow::step_count(page.session()).total > 0) {
    draw_progress(page, area.take_bottom(page.line(TypeRole::Caption)));
    area.take_bottom(page.small_gap());
  }
  if (page.zones.beside) {
    const std::string now =
        clock_text(page.view.now) + "  " + date_text(page) + "  ·  " + connection_text(page);
    const TextLook look = status_look(page, TypeRole::Body);
    toolkit::label(page.ui, area.take_top(look.size * 1.5F), now,
                   toolkit::fitted(page.ui, now, look, area.w));
  }
  if (shows_icon(page, spec) && !page.zones.beside) {
    draw_head_icon(page, area.take_right(page.mm(62)).inset(page.mm(5)), spec.icon);
    area.take_right(page.gap());
  } else if (shows_icon(page, spec)) {
    draw_head_icon(page, area.take_top(area.h * 0.42F).inset(page.mm(5)), spec.icon);
  }
  draw_title(page, area, spec);
}

}  // namespace ui::screens

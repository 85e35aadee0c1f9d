// The coloured head: status line, service, title, hint, picture, progress.
#include "kiosk/flow/flow_engine.h"
#include "ui/screens/frame.h"
#include "ui/screens/words.h"

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

/// "网络正常" with a dot, below the time.
void draw_connection(Page& page, const Rect& line) {
  using Connectivity = flow::Surroundings::Connectivity;
  const Connectivity state = page.session().surroundings.connectivity;
  const std::string_view id = state == Connectivity::Online     ? "status.online"
                              : state == Connectivity::Degraded ? "status.degraded"
                                                                : "status.offline";
  TextLook look = page.ui.look(TypeRole::Caption, page.color().text_on_header);
  look.align = TextAlign::Right;
  const std::string words = date_text(page) + "  ·  " + page.text(id);
  toolkit::label(page.ui, line, words, look, VerticalAlign::Middle);
}

void draw_place(Page& page, Rect area) {
  const Rect emblem = area.take_left(page.mm(kEmblemMm)).centered(page.mm(kEmblemMm), page.mm(kEmblemMm));
  page.ui.paint.circle(emblem.center(), emblem.w / 2, page.color().text_on_header.with_alpha(0.95F));
  page.ui.paint.icon(emblem, "bank", page.color().header_start, emblem.w * 0.62F);
  area.take_left(page.small_gap());
  const Rect upper = area.take_top(area.h * 0.54F);
  TextLook name = page.ui.look(TypeRole::Label, page.color().text_on_header);
  name.weight = toolkit::FontWeight::Bold;
  toolkit::label(page.ui, upper, page.text("header.title", {{"county", county_name(page)}}), name, VerticalAlign::Middle);
  const std::string where = page.text(
      "header.subtitle", {{"place", place_name(page)}, {"number", terminal_number(page)}});
  toolkit::label(page.ui, area, where, page.ui.look(TypeRole::Caption, page.color().text_on_header),
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
  const std::string words = page.text("common.step-of", {{"current", std::to_string(count.current)},
                                                         {"total", std::to_string(count.total)}});
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

/// As large as fits on one line; a long title takes two lines of the ordinary heading.
TextLook title_look(Page& page, const std::string& title, float width) {
  TextLook look = page.ui.look(TypeRole::Display, page.color().text_on_header);
  look.max_lines = 2;
  if (static_cast<float>(page.ui.paint.measure(title, look).width) > width) look.size = page.ui.theme.type(TypeRole::Heading);
  return look;
}

/// Service, title and hint, one below the other, in the middle of the area.
void draw_title(Page& page, Rect area, const HeadSpec& spec) {
  const TextLook title = title_look(page, spec.title, area.w);
  TextLook hint = page.ui.look(TypeRole::Body, page.color().text_on_header);
  hint.max_lines = page.zones.beside ? 4 : 2;
  const TextLook service = page.ui.look(TypeRole::Body, page.color().text_on_header);
  const bool named = !spec.above.empty() || (spec.shows_service && page.session().service != nullptr);
  const auto title_height = static_cast<float>(page.ui.paint.measure(spec.title, title, area.w).height);
  const float hint_height =
      spec.hint.empty() ? 0 : static_cast<float>(page.ui.paint.measure(spec.hint, hint, area.w).height);
  const float used = title_height + hint_height + (named ? page.line(TypeRole::Body) : 0);
  area.take_top(std::max(0.0F, (area.h - used) / 2));
  if (named) {
    const std::string& words = spec.above.empty() ? page.in(page.session().service->name) : spec.above;
    toolkit::label(page.ui, area.take_top(page.line(TypeRole::Body)), words, service);
  }
  toolkit::heading(page.ui, area.take_top(title_height), spec.title, title);
  if (!spec.hint.empty()) toolkit::label(page.ui, area.take_top(hint_height), spec.hint, hint);
}

}  // namespace

void draw_status(Page& page) {
  Rect line = page.zones.status.inset(page.ui.theme.margin(), page.mm(4));
  if (page.zones.beside) {
    draw_place(page, line);
    return;
  }
  Rect clock = line.take_right(line.w * 0.46F);
  TextLook time = page.ui.look(TypeRole::Title, page.color().text_on_header);
  time.align = TextAlign::Right;
  toolkit::label(page.ui, clock.take_top(clock.h * 0.54F), clock_text(page.view.now), time, VerticalAlign::Middle);
  draw_connection(page, clock);
  draw_place(page, line);
}

void draw_head(Page& page, const HeadSpec& spec) {
  draw_backdrop(page);
  draw_status(page);
  Rect area = page.zones.head.inset(page.ui.theme.margin(), 0);
  area.take_top(page.zones.status.h);
  area.take_bottom(page.gap());
  if (flow::step_count(page.session()).total > 0) {
    draw_progress(page, area.take_bottom(page.line(TypeRole::Caption)));
    area.take_bottom(page.small_gap());
  }
  if (page.zones.beside) {
    TextLook time = page.ui.look(TypeRole::Title, page.color().text_on_header);
    const std::string now = clock_text(page.view.now) + "  " + date_text(page);
    toolkit::label(page.ui, area.take_top(page.line(TypeRole::Title)), now, time);
  }
  if (!spec.icon.empty() && !page.zones.beside) {
    draw_head_icon(page, area.take_right(page.mm(62)).inset(page.mm(5)), spec.icon);
    area.take_right(page.gap());
  } else if (!spec.icon.empty()) {
    draw_head_icon(page, area.take_top(area.h * 0.42F).inset(page.mm(5)), spec.icon);
  }
  draw_title(page, area, spec);
}

}  // namespace ui::screens

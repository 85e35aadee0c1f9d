// Picture, lines and number in the middle of a card.
#include "ui/screens/message.h"

#include <algorithm>

namespace ui::screens {
namespace {

TextLook line_look(const Page& page, bool first) {
  TextLook look =
      first ? page.ui.look(TypeRole::Label) : page.ui.look(TypeRole::Body, page.color().text_secondary);
  look.align = TextAlign::Center;
  look.max_lines = 0;
  return look;
}

float lines_height(Page& page, const Message& message, float width) {
  float height = 0;
  for (std::size_t i = 0; i < message.lines.size(); ++i) {
    height +=
        static_cast<float>(page.ui.paint.measure(message.lines[i], line_look(page, i == 0), width).height);
    height += page.small_gap();
  }
  return height;
}

float number_height(const Page& page, const Message& message) {
  if (message.number.empty()) return 0;
  return page.line(TypeRole::Caption) + page.line(TypeRole::Title) + 2 * page.small_gap() + page.gap();
}

void draw_number(Page& page, Rect area, const Message& message) {
  area.take_bottom(page.gap());
  page.ui.paint.fill(area, page.color().accent_soft, page.ui.theme.small_radius());
  if (page.ui.theme.flat())
    page.ui.paint.stroke(area, page.color().outline, page.mm(0.6F), page.ui.theme.small_radius());
  area = area.inset(page.small_gap());
  TextLook label = page.ui.look(TypeRole::Caption, page.color().accent_ink);
  label.align = TextAlign::Center;
  toolkit::label(page.ui, area.take_top(page.line(TypeRole::Caption)), message.number_label, label);
  TextLook number = page.ui.look(TypeRole::Title, page.color().accent_ink);
  number.align = TextAlign::Center;
  const auto width = static_cast<float>(page.ui.paint.measure(message.number, number).width);
  if (width > area.w) number.size *= area.w / width;
  toolkit::label(page.ui, area, message.number, number, VerticalAlign::Middle);
}

}  // namespace

void draw_message(Page& page, const Rect& area, const Message& message) {
  toolkit::card(page.ui, area);
  Rect inner = area.inset(page.gap());
  const float words = lines_height(page, message, inner.w);
  const float number = number_height(page, message);
  const float bar = message.fraction >= 0 ? page.mm(12) : 0;
  const float room = inner.h - words - number - bar - page.gap();
  const float picture = std::clamp(room, 0.0F, page.mm(150));
  inner.take_top(std::max(0.0F, (room - picture) / 2));
  const Rect frame = inner.take_top(picture);
  if (picture >= page.mm(20)) toolkit::illustration(page.ui, frame, message.picture, message.title);
  if (bar > 0) {
    const Rect line = inner.take_top(bar).centered(inner.w * 0.7F, page.mm(4));
    toolkit::progress_bar(page.ui, line, message.fraction, message.title);
  }
  inner.take_top(page.gap());
  for (std::size_t i = 0; i < message.lines.size(); ++i) {
    inner.take_top(toolkit::label(page.ui, inner, message.lines[i], line_look(page, i == 0)) +
                   page.small_gap());
  }
  if (number > 0) draw_number(page, inner.take_top(number), message);
}

float banner_height(Page& page, float width, const std::string& title, const std::string& detail) {
  const float inside = width - page.mm(12.5F) - page.ui.theme.type(TypeRole::Title);
  TextLook look = page.ui.look(TypeRole::Body);
  look.weight = toolkit::FontWeight::Bold;
  look.max_lines = 2;
  auto height = static_cast<float>(page.ui.paint.measure(title, look, inside).height);
  TextLook small = page.ui.look(TypeRole::Caption);
  small.max_lines = 3;
  if (!detail.empty()) height += static_cast<float>(page.ui.paint.measure(detail, small, inside).height);
  return height + page.mm(9);
}

}  // namespace ui::screens

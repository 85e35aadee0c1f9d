// Five faces, equally large: none is suggested.
#include <cmath>

#include "ui/toolkit/part.h"
#include "ui/toolkit/pictures.h"

namespace ui::toolkit {

namespace {

/// The mouth from a broad smile (0) to a frown (4), as a bent line.
void draw_mouth(Ui& ui, Point center, float radius, int mood, Color ink, float width) {
  constexpr float kBend[] = {0.30F, 0.18F, 0.0F, -0.17F, -0.29F};
  const float bend = kBend[mood] * radius;
  const float half = radius * 0.46F;
  const float y = center.y + radius * 0.30F + (bend < 0 ? -bend * 0.6F : 0);
  Point points[13];
  for (int i = 0; i < 13; ++i) {
    const float t = static_cast<float>(i) / 6.F - 1;
    points[i] = {center.x + t * half, y + bend * (1 - t * t)};
  }
  ui.paint.polyline(points, ink, width);
  ui.paint.circle(points[0], width / 2, ink);
  ui.paint.circle(points[12], width / 2, ink);
}

void draw_face(Ui& ui, Point center, float radius, int mood, bool selected) {
  constexpr HueName kHue[] = {HueName::Green, HueName::Teal, HueName::Blue, HueName::Orange, HueName::Red};
  const Hue& hue = ui.theme.hue(kHue[mood]);
  const float width = radius * 0.11F;
  const Color ink = selected ? (ui.theme.flat() ? ui.theme.color.card : Color{255, 255, 255, 255}) : hue.ink;
  ui.paint.circle(center, radius, selected ? hue.end : hue.soft);
  ui.paint.ring(center, radius - width / 2, selected ? hue.ink : hue.end, width * 0.7F);
  for (const float side : {-1.F, 1.F}) {
    ui.paint.circle({center.x + side * radius * 0.34F, center.y - radius * 0.22F}, radius * 0.11F, ink);
  }
  draw_mouth(ui, center, radius, mood, ink, width);
}

/// One size of words for all five, so that the faces are equally large too.
TextLook words_look(Ui& ui, const RatingSpec& spec, float width) {
  TextLook look = ui.look(TypeRole::Body);
  look.align = TextAlign::Center;
  look.line_spacing = 1.25F;
  look.max_lines = 2;
  float smallest = look.size;
  for (const TextRef& label : spec.labels) {
    TextLook one = fitted(ui, label, look, width);
    smallest = std::fmin(smallest, one.size);
  }
  look.size = smallest;
  return look;
}

bool draw_choice(Ui& ui, const Rect& cell, const RatingSpec& spec, int mood) {
  const TextRef text = spec.labels[static_cast<std::size_t>(mood)];
  const std::string id = std::string(spec.id) + "." + std::to_string(mood + 1);
  const bool selected = spec.selected == mood;
  const Part part = operate(ui, cell, {.id = id, .role = Role::Radio, .name = text, .selected = selected});
  const Palette& c = ui.theme.color;
  SurfaceLook look{selected ? c.selected_fill : part.pressed ? c.card_pressed : c.card, ui.theme.radius()};
  look.raised = !part.pressed;
  look.border = c.accent_ink;
  look.border_width = selected ? ui.theme.mm(0.9F) : 0;
  surface(ui, cell, look);
  Rect inner = cell.inset(ui.theme.mm(1.5F), ui.theme.mm(3));
  TextLook words = words_look(ui, spec, inner.w);
  words.color = selected ? c.selected_text : c.text;
  ui.paint.text(inner.take_bottom(std::round(words.size * 2.5F)), text, words, VerticalAlign::Middle);
  draw_face(ui, inner.center(), std::fmin(inner.w, inner.h) * 0.42F, mood, selected);
  if (part.focused) focus_ring(ui, cell, ui.theme.radius());
  return part.clicked;
}

}  // namespace

std::optional<int> rating_faces(Ui& ui, const Rect& rect, const RatingSpec& spec) {
  const Grid grid{rect, 5, 1, ui.theme.small_gap()};
  std::optional<int> chosen;
  for (int mood = 0; mood < 5; ++mood) {
    if (draw_choice(ui, grid.cell(mood), spec, mood)) chosen = mood;
  }
  return chosen;
}

}  // namespace ui::toolkit

// The signature pad: strokes in mm, so that they mean the same on every screen.
#include <cmath>

#include "ui/toolkit/part.h"
#include "ui/toolkit/pictures.h"

namespace ui::toolkit {

int Signature::strokes() const {
  int count = 0;
  for (const SignaturePoint& point : points) count += point.last ? 1 : 0;
  return count;
}

float Signature::ink_mm() const {
  float length = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i - 1].last) continue;
    length += std::hypot(points[i].x_mm - points[i - 1].x_mm, points[i].y_mm - points[i - 1].y_mm);
  }
  return length;
}

namespace {

void take_path(Ui& ui, const Rect& pad, std::string_view id, Signature& signature) {
  const float scale = ui.theme.display().px_per_mm;
  const auto clamped = [](float value, float most) { return std::fmin(most, std::fmax(0.F, value)); };
  for (const Point& at : ui.touch.path()) {
    signature.points.push_back({clamped(at.x - pad.x, pad.w) / scale, clamped(at.y - pad.y, pad.h) / scale});
  }
  if (ui.touch.let_go(id) && !signature.points.empty()) signature.points.back().last = true;
}

void draw_strokes(Ui& ui, const Rect& pad, const Signature& signature, float width) {
  const float scale = ui.theme.display().px_per_mm;
  const Color ink = ui.theme.color.text;
  std::vector<Point> stroke;
  const auto end_stroke = [&] {
    if (stroke.size() == 1) {
      ui.paint.circle(stroke[0], width / 2, ink);
    } else {
      ui.paint.polyline(stroke, ink, width);
    }
    stroke.clear();
  };
  for (const SignaturePoint& point : signature.points) {
    const Point at{pad.x + point.x_mm * scale, pad.y + point.y_mm * scale};
    if (stroke.empty() || stroke.back() != at) stroke.push_back(at);
    if (point.last) end_stroke();
  }
  if (!stroke.empty()) end_stroke();
}

/// The line to sign on, or the cross of 田字格.
void draw_guides(Ui& ui, const Rect& pad, bool character) {
  const Color ink = mix(ui.theme.color.card, ui.theme.color.outline, character ? 0.45F : 0.5F);
  if (!character) {
    ui.paint.fill({pad.x + pad.w * 0.08F, pad.y + pad.h * 0.78F, pad.w * 0.84F, 2}, ink);
    return;
  }
  const float side = std::round(std::fmin(pad.w, pad.h) * 0.9F);
  Rect box = pad.centered(side, side);
  box.x = std::round(box.x);
  box.y = std::round(box.y);
  const float middle = std::round(side / 2);
  ui.paint.stroke(box, ink, 2, ui.theme.mm(1));
  const float dash = std::round(side / 25);
  for (float at = 0; at + dash <= side; at += dash * 2) {
    ui.paint.fill({box.x + at, box.y + middle, dash, 2}, ink);
    ui.paint.fill({box.x + middle, box.y + at, 2, dash}, ink);
  }
}

}  // namespace

bool signature_pad(Ui& ui, const Rect& rect, const SignatureSpec& spec, Signature& signature) {
  const Palette& c = ui.theme.color;
  const Part part =
      operate(ui, rect, {.id = spec.id, .role = Role::Pad, .name = spec.name, .guarded = false});
  const std::size_t before = signature.points.size();
  if (ui.touch.held(spec.id)) take_path(ui, rect, spec.id, signature);
  SurfaceLook look{c.card, ui.theme.small_radius(), false};
  look.border = ui.touch.held(spec.id) ? c.accent_ink : c.outline;
  look.border_width = ui.theme.mm(0.7F);
  surface(ui, rect, look);
  draw_guides(ui, rect, spec.character);
  if (signature.points.empty()) {
    TextLook hint = ui.look(TypeRole::Label, c.text_secondary);
    hint.align = TextAlign::Center;
    ui.paint.text(rect, spec.hint.empty() ? std::string_view(ui.texts.sign_here) : spec.hint, hint,
                  VerticalAlign::Middle);
  }
  ui.paint.push_clip(rect);
  draw_strokes(ui, rect, signature, ui.theme.mm(spec.character ? 2.2F : 1.1F));
  ui.paint.pop_clip();
  if (part.focused) focus_ring(ui, rect, ui.theme.small_radius());
  return ui.touch.let_go(spec.id) && signature.points.size() > before;
}

}  // namespace ui::toolkit

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

void draw_strokes(Ui& ui, const Rect& pad, const Signature& signature) {
  const float scale = ui.theme.display().px_per_mm;
  const float width = ui.theme.mm(1.1F);
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
  const float line = rect.y + rect.h * 0.78F;
  ui.paint.fill({rect.x + rect.w * 0.08F, line, rect.w * 0.84F, 2}, mix(c.card, c.outline, 0.5F));
  if (signature.points.empty()) {
    TextLook hint = ui.look(TypeRole::Label, c.text_secondary);
    hint.align = TextAlign::Center;
    ui.paint.text(rect, ui.texts.sign_here, hint, VerticalAlign::Middle);
  }
  ui.paint.push_clip(rect);
  draw_strokes(ui, rect, signature);
  ui.paint.pop_clip();
  if (part.focused) focus_ring(ui, rect, ui.theme.small_radius());
  return ui.touch.let_go(spec.id) && signature.points.size() > before;
}

}  // namespace ui::toolkit

// Buttons in their kinds and states.
#include "ui/toolkit/button.h"

#include <cmath>

#include "ui/toolkit/part.h"

namespace ui::toolkit {

namespace {

struct Paint {
  Color from, to, ink, border;
  bool raised = false;
};

Paint paint_of(const Palette& c, ButtonKind kind) {
  switch (kind) {
    case ButtonKind::Primary: return {c.accent, c.accent_end, c.text_on_accent, {0, 0, 0, 0}, true};
    case ButtonKind::Danger:
      return {c.danger, mix(c.danger, {0, 0, 0, 255}, 0.12F), c.text_on_danger, {0, 0, 0, 0}, true};
    case ButtonKind::Quiet:
      return {c.accent_soft, c.accent_soft, c.accent_ink, mix(c.accent_soft, c.accent_ink, 0.18F), false};
    case ButtonKind::Secondary:
    case ButtonKind::Bare: break;
  }
  return {c.card, c.card, c.accent_ink, c.accent_ink, false};
}

Paint in_state(const Ui& ui, Paint paint, const Part& part, const ButtonSpec& spec) {
  const Palette& c = ui.theme.color;
  if (part.disabled) return {c.disabled_fill, c.disabled_fill, c.disabled_text, c.disabled_fill, false};
  if (!part.pressed && !spec.busy) return paint;
  paint.raised = false;
  const bool dark = spec.kind == ButtonKind::Primary || spec.kind == ButtonKind::Danger;
  const Color towards = dark ? Color{0, 0, 0, 255} : c.accent_ink;
  const float amount = dark ? 0.22F : 0.14F;
  paint.from = mix(paint.from, towards, amount);
  paint.to = mix(paint.to, towards, amount);
  return paint;
}

void draw_ground(Ui& ui, const Rect& rect, const Paint& paint, float radius) {
  if (paint.raised && !ui.theme.flat()) {
    ui.paint.shadow(rect, paint.to.with_alpha(0.34F), radius, ui.theme.mm(4.6F), ui.theme.mm(1.8F));
  }
  ui.paint.gradient(rect, paint.from, paint.to, radius, GradientDirection::Down);
  if (paint.border.a != 0) ui.paint.stroke(rect, paint.border, ui.theme.mm(0.6F), radius);
}

/// The label, and below it in small why the button cannot be pressed.
void draw_label(Ui& ui, Rect rect, const ButtonSpec& spec, const Paint& paint) {
  TextLook look = ui.look(spec.type, paint.ink);
  look.weight = spec.kind == ButtonKind::Quiet ? FontWeight::Regular : FontWeight::Bold;
  look.align = TextAlign::Center;
  const float reason_height = ui.theme.line_height(TypeRole::Caption);
  if (!spec.disabled_reason.empty() && rect.h >= look.size * 1.2F + reason_height) {
    Rect lines = rect.centered(rect.w, look.size * 1.25F + reason_height);
    TextLook small = ui.look(TypeRole::Caption, paint.ink);
    small.align = TextAlign::Center;
    ui.paint.text(lines.take_bottom(reason_height), spec.disabled_reason,
                  fitted(ui, spec.disabled_reason, small, rect.w));
    rect = lines;
  }
  if (spec.busy) {
    const float size = std::round(look.size * 1.1F);
    const float turn = ui.phase(1000) * 6.2832F;
    Rect left = rect;
    const Rect ring = left.take_left(size).centered(size, size);
    ui.paint.arc(ring.center(), size * 0.4F, turn, turn + 4.4F, paint.ink, size * 0.12F);
    ui.animate(kiosk::base::Duration{33});
  }
  centered_row(ui, rect, {spec.icon, spec.label, spec.icon_after}, look);
}

void draw_bare(Ui& ui, const Rect& rect, const ButtonSpec& spec, const Part& part) {
  const Palette& c = ui.theme.color;
  const Color ink = part.disabled                     ? c.disabled_text
                    : spec.kind == ButtonKind::Danger ? c.danger
                                                      : c.accent_ink;
  if (part.pressed || spec.selected)
    ui.paint.fill(rect.inset(ui.theme.mm(1)), c.accent_soft, ui.theme.small_radius());
  TextLook look = ui.look(TypeRole::Caption, part.disabled ? c.disabled_text : c.text);
  look.align = TextAlign::Center;
  const float icon = ui.theme.type(TypeRole::Title);
  Rect column = rect.centered(rect.w, icon * 1.2F + look.size * look.line_spacing);
  ui.paint.icon(column.take_top(icon * 1.2F), spec.icon, ink, icon);
  ui.paint.text(column, spec.label, fitted(ui, spec.label, look, column.w));
  if (spec.selected) {
    const Rect mark = rect.inset(ui.theme.mm(1));
    ui.paint.fill(
        {mark.x + mark.w * 0.3F, mark.bottom() - ui.theme.mm(1.2F), mark.w * 0.4F, ui.theme.mm(1.2F)}, ink,
        ui.theme.mm(0.6F));
  }
}

}  // namespace

bool button(Ui& ui, const Rect& rect, const ButtonSpec& spec) {
  PartSpec part_spec{.id = spec.id, .name = spec.name.empty() ? spec.label : TextRef(spec.name)};
  part_spec.disabled_reason = spec.disabled_reason;
  part_spec.busy = spec.busy;
  part_spec.selected = spec.selected;
  part_spec.guarded = spec.guarded;
  const Part part = operate(ui, rect, part_spec);
  const float radius = std::fmin(rect.h / 2, ui.theme.radius());
  if (spec.kind == ButtonKind::Bare) {
    draw_bare(ui, rect, spec, part);
  } else {
    const Paint paint = in_state(ui, paint_of(ui.theme.color, spec.kind), part, spec);
    draw_ground(ui, rect, paint, radius);
    draw_label(ui, rect.inset(std::fmin(radius, rect.w * 0.1F), 0), spec, paint);
  }
  if (part.focused) focus_ring(ui, rect, radius);
  return part.clicked;
}

}  // namespace ui::toolkit

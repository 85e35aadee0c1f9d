// Keys: white, raised a little, dark while pressed.
#include "ui/toolkit/key_button.h"

#include <cmath>

#include "ui/toolkit/part.h"

namespace ui::toolkit {

namespace {

/// The icon, or the label with its caption below.
void draw_face(Ui& ui, Rect rect, const KeySpec& spec, Color ink) {
  TextLook text = ui.look(spec.type, ink);
  text.weight = FontWeight::Regular;
  text.align = TextAlign::Center;
  if (!spec.icon.empty()) return ui.paint.icon(rect, spec.icon, ink, std::round(text.size * 1.3F));
  const float inner = rect.w - ui.theme.mm(2);
  TextLook small = ui.look(TypeRole::Caption, ink);
  if (!spec.caption.empty() && rect.h >= text.size * 1.2F + small.size * 1.2F) {
    small.align = TextAlign::Center;
    const float line = small.size * 1.3F;
    rect = rect.centered(rect.w, std::fmin(rect.h, text.size * 1.3F + line));
    ui.paint.text(rect.take_bottom(line), spec.caption, fitted(ui, spec.caption, small, inner),
                  VerticalAlign::Middle);
  }
  ui.paint.text(rect, spec.label, fitted(ui, spec.label, text, inner), VerticalAlign::Middle);
}

}  // namespace

bool key_button(Ui& ui, const Rect& rect, const KeySpec& spec) {
  const Palette& c = ui.theme.color;
  PartSpec part_spec{.id = spec.id, .role = Role::Key, .name = spec.name.empty() ? spec.label : spec.name};
  part_spec.guarded = false;
  part_spec.selected = spec.marked;
  if (spec.disabled) part_spec.disabled_reason = ui.texts.unavailable;
  const Part part = operate(ui, rect, part_spec);
  const float radius = std::fmin(ui.theme.small_radius(), rect.h * 0.25F);
  const Color ground = part.disabled ? c.disabled_fill
                       : spec.strong ? (part.pressed ? c.accent_end : c.accent)
                       : spec.marked ? c.selected_fill
                       : spec.tinted
                           ? (part.pressed ? mix(c.accent_soft, c.accent_ink, 0.16F) : c.accent_soft)
                       : part.pressed ? mix(c.card_pressed, c.accent_ink, 0.16F)
                                      : c.card;
  if (!part.pressed && !part.disabled && !spec.tinted && !ui.theme.flat()) {
    ui.paint.shadow(rect, c.shadow, radius, ui.theme.mm(2.4F), ui.theme.mm(0.9F));
  }
  SurfaceLook look{ground, radius, false};
  surface(ui, rect, look);
  const Color ink = part.disabled ? c.disabled_text
                    : spec.strong ? c.text_on_accent
                    : spec.tinted ? c.accent_ink
                                  : c.text;
  draw_face(ui, rect, spec, ink);
  if (part.focused) focus_ring(ui, rect, radius);
  return part.clicked;
}

}  // namespace ui::toolkit

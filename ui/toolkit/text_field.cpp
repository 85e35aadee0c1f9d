// The field that text is entered into.
#include <cmath>

#include "ui/toolkit/entry.h"
#include "ui/toolkit/part.h"

namespace ui::toolkit {

namespace {

/// A thin bar after the text that goes on and off twice a second at most.
void draw_caret(Ui& ui, const Rect& inner, TextRef value, const TextLook& look) {
  ui.animate(kiosk::base::Duration{250});
  if (ui.phase(1000) >= 0.6F) return;
  const auto width = value.empty() ? 0.F : static_cast<float>(ui.paint.measure(value, look, 0).width);
  const float x = std::fmin(inner.x + width + ui.theme.mm(0.6F), inner.right() - 2);
  ui.paint.fill({std::round(x), inner.center().y - look.size * 0.55F, ui.theme.mm(0.7F), look.size * 1.1F},
                ui.theme.color.accent_ink);
}

}  // namespace

bool text_field(Ui& ui, const Rect& rect, const TextFieldSpec& spec) {
  const Palette& c = ui.theme.color;
  Rect box = rect;
  if (!spec.error.empty()) {
    Rect below = box.take_bottom(ui.theme.line_height(TypeRole::Caption));
    const float icon = ui.theme.type(TypeRole::Caption);
    ui.paint.icon(below.take_left(icon), "alert-circle", c.danger, icon);
    below.take_left(ui.theme.mm(1.5F));
    ui.paint.text(below, spec.error, ui.look(TypeRole::Caption, c.danger), VerticalAlign::Bottom);
    box.take_bottom(ui.theme.mm(1));
  }
  PartSpec part_spec{.id = spec.id, .role = Role::Field, .name = spec.label, .value = spec.value};
  part_spec.error = !spec.error.empty();
  part_spec.selected = spec.active;
  part_spec.guarded = false;
  const Part part = operate(ui, box, part_spec);
  SurfaceLook look{part.pressed ? c.card_pressed : c.card, ui.theme.small_radius(), false};
  look.border = part_spec.error ? c.danger : spec.active ? c.accent_ink : c.outline;
  look.border_width = ui.theme.mm(spec.active || part_spec.error ? 0.9F : 0.5F);
  surface(ui, box, look);
  const Rect inner = box.inset(ui.theme.mm(5.5F), 0);
  const TextLook value_look = ui.look(TypeRole::Label, c.text);
  if (spec.value.empty()) {
    ui.paint.text(inner, spec.placeholder, ui.look(TypeRole::Label, c.text_secondary), VerticalAlign::Middle);
  } else {
    ui.paint.text(inner, spec.value, value_look, VerticalAlign::Middle);
  }
  if (spec.active) draw_caret(ui, inner, spec.value, value_look);
  if (part.focused) focus_ring(ui, box, ui.theme.small_radius());
  if (!spec.error.empty()) ui.tree.add({}, Role::Status, rect).set_name(spec.error);
  return part.clicked;
}

}  // namespace ui::toolkit

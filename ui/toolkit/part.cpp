// What all widgets share.
#include "ui/toolkit/part.h"

#include <cmath>

namespace ui::toolkit {

Part operate(Ui& ui, const Rect& rect, const PartSpec& spec) {
  Part part;
  part.disabled = !spec.disabled_reason.empty();
  const bool works = !part.disabled && !spec.busy;
  part.clicked = works && ui.touch.clicked(spec.id, spec.guarded);
  part.pressed = works && ui.touch.pressed(spec.id);
  part.focused = ui.touch.focused(spec.id);
  Node& node = ui.tree.add(spec.id, spec.role, rect);
  node.set_name(spec.name);
  node.set_value(spec.value);
  node.reason = spec.disabled_reason;
  node.state = {part.disabled, part.focused, part.pressed, spec.selected, spec.busy, spec.error};
  node.operable = true;
  return part;
}

void focus_ring(Ui& ui, const Rect& rect, float radius) {
  const float width = ui.theme.mm(ui.theme.tokens().focus_mm);
  const float distance = std::round(width * 0.6F);
  ui.paint.stroke(rect.inset(-distance - width), ui.theme.color.focus, width, radius + distance + width);
}

void surface(Ui& ui, const Rect& rect, const SurfaceLook& look) {
  const ThemeTokens& tokens = ui.theme.tokens();
  if (look.raised && !ui.theme.flat()) {
    ui.paint.shadow(rect, ui.theme.color.shadow, look.radius, ui.theme.mm(tokens.shadow_blur_mm),
                    ui.theme.mm(tokens.shadow_offset_mm));
  }
  ui.paint.fill(rect, look.fill, look.radius);
  if (look.border_width > 0) {
    ui.paint.stroke(rect, look.border, look.border_width, look.radius);
  } else if (ui.theme.flat()) {
    ui.paint.stroke(rect, ui.theme.color.outline, ui.theme.mm(tokens.outline_mm), look.radius);
  }
}

namespace {
bool fits(Ui& ui, TextRef text, const TextLook& look, float width) {
  const auto size = ui.paint.measure(text, look, look.max_lines == 1 ? 0 : width);
  return static_cast<float>(size.width) <= width && !size.truncated;
}
}  // namespace

TextLook fitted(Ui& ui, TextRef text, TextLook look, float width) {
  const TextLook full = look;
  // A little smaller on one line reads better than one character left over on a second.
  look.max_lines = 1;
  for (const float share : {1.F, 0.92F, 0.84F}) {
    look.size = std::round(full.size * share);
    if (fits(ui, text, look, width)) return look;
  }
  look.max_lines = full.max_lines;
  for (const float share : {1.F, 0.92F, 0.84F, 0.76F, 0.67F}) {
    look.size = std::round(full.size * share);
    if (fits(ui, text, look, width)) break;
  }
  return look;
}

void centered_row(Ui& ui, const Rect& rect, const RowContent& content, const TextLook& look) {
  const float icon = std::round(look.size * 1.25F);
  const float gap = std::round(look.size * 0.35F);
  const float icons = (content.icon.empty() ? 0 : icon + gap) + (content.icon_after.empty() ? 0 : icon + gap);
  TextLook text = fitted(ui, content.label, look, std::fmax(1.F, rect.w - icons));
  const auto measured = static_cast<float>(ui.paint.measure(content.label, text, 0).width);
  const float label = std::fmin(measured, rect.w - icons);
  Rect row = rect.centered(std::fmin(rect.w, label + icons + 1), rect.h);
  if (!content.icon.empty()) {
    ui.paint.icon(row.take_left(icon), content.icon, look.color, icon);
    row.take_left(content.label.empty() ? 0 : gap);
  }
  if (!content.icon_after.empty()) {
    ui.paint.icon(row.take_right(icon), content.icon_after, look.color, icon);
    row.take_right(gap);
  }
  text.align = TextAlign::Left;
  ui.paint.text(row, content.label, text, VerticalAlign::Middle);
}

}  // namespace ui::toolkit

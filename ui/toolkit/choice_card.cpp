// Choices: round and square marks.
#include "ui/toolkit/choice_card.h"

#include <cmath>

#include "ui/toolkit/part.h"

namespace ui::toolkit {

namespace {

void round_mark(Ui& ui, const Rect& box, bool selected, Color ink) {
  const float width = ui.theme.mm(0.8F);
  ui.paint.ring(box.center(), box.w / 2 - width / 2, ink, width);
  if (selected) ui.paint.circle(box.center(), box.w * 0.28F, ink);
}

void square_mark(Ui& ui, const Rect& box, bool selected, Color ink) {
  const float radius = box.w * 0.2F;
  if (!selected) {
    ui.paint.stroke(box, ink, ui.theme.mm(0.8F), radius);
    return;
  }
  ui.paint.fill(box, ink, radius);
  const Point tick[] = {{box.x + box.w * 0.23F, box.y + box.h * 0.52F},
                        {box.x + box.w * 0.43F, box.y + box.h * 0.71F},
                        {box.x + box.w * 0.78F, box.y + box.h * 0.31F}};
  ui.paint.polyline(tick, ui.theme.color.card, box.w * 0.12F);
}

void choice_texts(Ui& ui, Rect area, const ChoiceSpec& spec, Color ink, Color small_ink) {
  TextLook title = ui.look(TypeRole::Label, ink);
  title.weight = spec.selected ? FontWeight::Bold : FontWeight::Regular;
  title.max_lines = 2;
  title = fitted(ui, spec.title, title, area.w);
  const TextRef detail = spec.disabled_reason.empty() ? spec.detail : TextRef(spec.disabled_reason);
  TextLook small = ui.look(TypeRole::Caption, small_ink);
  small.max_lines = 2;
  small.line_spacing = 1.3F;
  const auto height = [&](TextRef text, const TextLook& look) {
    return text.empty() ? 0.F : static_cast<float>(ui.paint.measure(text, look, area.w).height);
  };
  const float title_height = height(spec.title, title);
  Rect column = area.centered(area.w, title_height + height(detail, small));
  ui.paint.text(column.take_top(title_height), spec.title, title);
  ui.paint.text(column, detail, small);
}

bool choice(Ui& ui, const Rect& rect, const ChoiceSpec& spec, Role role) {
  PartSpec part_spec{.id = spec.id, .role = role, .name = spec.title, .value = spec.detail};
  part_spec.disabled_reason = spec.disabled_reason;
  part_spec.selected = spec.selected;
  part_spec.error = spec.error;
  part_spec.guarded = false;
  const Part part = operate(ui, rect, part_spec);
  const Palette& c = ui.theme.color;
  SurfaceLook look{part.disabled   ? c.disabled_fill
                   : spec.selected ? c.selected_fill
                   : part.pressed  ? c.card_pressed
                                   : c.card,
                   ui.theme.radius()};
  look.raised = !part.disabled && !part.pressed;
  if (spec.error) look.border = c.danger;
  if (spec.selected) look.border = c.accent_ink;
  look.border_width = spec.selected || spec.error ? ui.theme.mm(0.9F) : 0;
  surface(ui, rect, look);
  const Color ink = part.disabled ? c.disabled_text : spec.selected ? c.selected_text : c.text;
  const Color mark = part.disabled ? c.disabled_text : spec.selected ? c.accent_ink : c.outline;
  Rect inner = rect.inset(ui.theme.mm(5), ui.theme.mm(2));
  const float side = std::round(ui.theme.type(TypeRole::Label) * 1.15F);
  const Rect box = inner.take_left(side).centered(side, side);
  role == Role::Radio ? round_mark(ui, box, spec.selected, mark) : square_mark(ui, box, spec.selected, mark);
  inner.take_left(ui.theme.mm(4.5F));
  choice_texts(ui, inner, spec, ink,
               part.disabled   ? c.disabled_text
               : spec.selected ? c.selected_text
                               : c.text_secondary);
  if (part.focused) focus_ring(ui, rect, ui.theme.radius());
  return part.clicked;
}

}  // namespace

float choice_height(const Theme& theme, bool with_detail) {
  const float detail = with_detail ? theme.type(TypeRole::Caption) * 1.3F : 0;
  return std::fmax(theme.primary_target(), theme.line_height(TypeRole::Label) + detail + theme.mm(9));
}

bool choice_card(Ui& ui, const Rect& rect, const ChoiceSpec& spec) {
  return choice(ui, rect, spec, Role::Radio);
}
bool check_card(Ui& ui, const Rect& rect, const ChoiceSpec& spec) {
  return choice(ui, rect, spec, Role::CheckBox);
}

}  // namespace ui::toolkit

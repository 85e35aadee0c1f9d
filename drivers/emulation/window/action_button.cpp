// Drawing and pressing of buttons.
#include "drivers/emulation/window/action_button.h"

#include <cmath>

#include "drivers/emulation/window/looks.h"
#include "ui/toolkit/part.h"

namespace drivers::emulation::window {

using namespace ui::toolkit;

namespace {

constexpr float kRadius = 8;

void keycap(Ui& ui, const Rect& rect, const std::string& key) {
  const Rect cap = rect.centered(18, 18);
  ui.paint.fill(cap, ui.theme.color.disabled_fill, 4);
  TextLook look = plain(11, ui.theme.color.text_secondary);
  look.align = TextAlign::Center;
  std::string letter(1, static_cast<char>(key.front() - 'a' + 'A'));
  ui.paint.text(cap, letter, look, VerticalAlign::Middle);
}

/// The words in the middle; the English one only where it fits.
void words(Ui& ui, const Rect& rect, const PushSpec& spec, Color ink) {
  const TextLook look = plain(kText, ink);
  const auto chinese = static_cast<float>(ui.paint.measure(spec.label, look).width);
  const TextLook small = plain(std::round(kText * 0.82F), ui.theme.color.text_secondary);
  const auto english =
      spec.english.empty() ? 0.F : static_cast<float>(ui.paint.measure(spec.english, small).width) + 6;
  const float width =
      chinese + english + 1 <= rect.w ? chinese + english + 1 : std::fmin(rect.w, chinese + 1);
  bilingual(ui, rect.centered(width, rect.h), spec.label, spec.english, look);
}

}  // namespace

bool push(Ui& ui, const Rect& rect, const PushSpec& spec) {
  const Palette& c = ui.theme.color;
  // Not guarded: whoever tests presses the same key twice on purpose.
  const Part part =
      operate(ui, rect, {.id = spec.id, .name = spec.name, .selected = spec.chosen, .guarded = false});
  const Color quiet = mix(c.card, c.outline, 0.3F);
  const Color fill = part.pressed ? c.accent_soft : spec.chosen ? c.selected_fill : c.card;
  ui.paint.fill(rect, fill, kRadius);
  ui.paint.stroke(rect, part.pressed || spec.chosen ? c.accent : quiet, 1, kRadius);
  Rect inside = rect.inset(8, 0);
  if (!spec.key.empty()) keycap(ui, inside.take_right(18), spec.key);
  if (spec.opens && spec.key.empty())
    ui.paint.icon(inside.take_right(14), "chevron-right", c.text_secondary, 16);
  words(ui, inside, spec, part.pressed ? c.accent_ink : c.text);
  if (part.focused) focus_ring(ui, rect, kRadius);
  return part.clicked;
}

bool action_button(Ui& ui, const Rect& rect, const DeviceView& device, const Action& action) {
  PushSpec spec;
  spec.id = device.name + " " + action.id();
  spec.name = device.title + " " + action.label + " " + action.english;
  spec.label = action.label;
  spec.english = action.english;
  spec.key = action.key;
  spec.opens = !action.values.empty();
  return push(ui, rect, spec);
}

bool icon_button(Ui& ui, const Rect& rect, const std::string& id, const std::string& name,
                 std::string_view icon) {
  const Palette& c = ui.theme.color;
  const Part part = operate(ui, rect, {.id = id, .name = name, .guarded = false});
  if (part.pressed) ui.paint.circle(rect.center(), rect.h / 2, c.accent_soft);
  ui.paint.icon(rect, icon, part.pressed ? c.accent_ink : c.text_secondary, std::round(rect.h * 0.62F));
  if (part.focused) focus_ring(ui, rect, rect.h / 2);
  return part.clicked;
}

}  // namespace drivers::emulation::window

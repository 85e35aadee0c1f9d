// The card of one device.
#include "drivers/emulation/window/device_card.h"

#include <algorithm>
#include <cmath>

#include "drivers/emulation/window/action_button.h"
#include "drivers/emulation/window/device_picture.h"
#include "drivers/emulation/window/looks.h"
#include "ui/toolkit/part.h"

namespace drivers::emulation::window {

using namespace ui::toolkit;

namespace {

constexpr float kPadding = 14, kPicture = 64, kRow = 22, kButton = 32, kGap = 6;

/// What a person must know first: trouble, then the device's own order.
std::vector<const StateLine*> most_urgent(const DeviceView& device, std::size_t count) {
  std::vector<const StateLine*> lines;
  for (const StateLine& line : device.state) lines.push_back(&line);
  std::stable_sort(lines.begin(), lines.end(), [](const StateLine* one, const StateLine* other) {
    return one->tone >= Tone::Warn && other->tone < Tone::Warn;
  });
  if (lines.size() > count) lines.resize(count);
  return lines;
}

void head(Ui& ui, Rect row, const DeviceView& device, WindowState& state) {
  const Palette& c = ui.theme.color;
  device_picture(ui, row.take_left(kPicture), device);
  row.take_left(12);
  const Rect more = row.take_right(28);
  if (icon_button(ui, {more.x, more.y, 28, 28}, device.name + " more", device.title + " 更多 more",
                  "dots-horizontal")) {
    state.open_device = device.name;
    state.open_action.clear();
  }
  Rect text = row.centered(row.w, 46);
  ui.tree.add({}, Role::Heading, text).set_name(device.title);
  ui.paint.text(text.take_top(26), device.title, bold(kTitle, c.text), VerticalAlign::Middle);
  ui.paint.text(text, device.english, plain(kSmall, c.text_secondary), VerticalAlign::Middle);
}

}  // namespace

void state_row(Ui& ui, const Rect& rect, const StateLine& line) {
  const Palette& c = ui.theme.color;
  const ToneColors tone = colors_of(c, line.tone);
  Node& node = ui.tree.add({}, Role::Status, rect);
  node.set_name(line.label);
  node.set_value(line.text);
  TextLook value = plain(kText, line.tone >= Tone::Warn ? tone.ink : c.text);
  value.align = TextAlign::Right;
  Rect row = rect;
  const auto wanted = static_cast<float>(ui.paint.measure(line.text, value).width) + 1;
  const Rect place = row.take_right(std::fmin(wanted, rect.w * 0.64F));
  ui.paint.text(place, line.text, value, VerticalAlign::Middle);
  const Rect lamp = row.take_right(14);
  ui.paint.circle({lamp.x + 4, lamp.center().y}, 3.5F, tone.lamp);
  bilingual(ui, row, line.label, line.english, plain(kText - 1, c.text_secondary));
}

void device_card(Ui& ui, const Rect& rect, const DeviceView& device, WindowState& state) {
  const Palette& c = ui.theme.color;
  const bool trouble = device.tone() == Tone::Bad;
  surface(ui, rect,
          {c.card, 14, true, trouble ? colors_of(c, Tone::Bad).lamp.with_alpha(0.6F) : Color{0, 0, 0, 0},
           trouble ? 1.5F : 0.F});
  Rect inside = rect.inset(kPadding);
  head(ui, inside.take_top(kPicture), device, state);
  inside.take_top(10);
  std::vector<const Action*> front;
  for (const Action& action : device.actions) {
    if (action.front && action.active) front.push_back(&action);
  }
  // At least two lines of state; buttons in the room below.
  const auto rows_for = [](float height, float row, float gap) {
    return static_cast<int>((height + gap) / (row + gap));
  };
  const int wanted = (static_cast<int>(front.size()) + 1) / 2;
  const int rows = std::min(wanted, rows_for(inside.h - 2 * kRow - 8, kButton, kGap));
  Rect buttons = inside.take_bottom(static_cast<float>(rows) * (kButton + kGap) - kGap);
  inside.take_bottom(8);
  const auto lines = most_urgent(device, static_cast<std::size_t>(std::max(0, rows_for(inside.h, kRow, 0))));
  for (const StateLine* line : lines) state_row(ui, inside.take_top(kRow), *line);
  const Grid grid{buttons, 2, std::max(1, rows), kGap};
  for (int i = 0; i < std::min(rows * 2, static_cast<int>(front.size())); ++i) {
    const Action& action = *front[static_cast<std::size_t>(i)];
    if (action_button(ui, grid.cell(i), device, action)) state.act(device, action);
  }
}

}  // namespace drivers::emulation::window

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

constexpr float kCardPadding = 14, kPicture = 64, kLargePicture = 112, kRow = 22, kCardButton = 32, kCardGap = 6;

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

/// Those of the front first, then the others while there is room.
std::vector<const Action*> most_used(const DeviceView& device, std::size_t count) {
  std::vector<const Action*> actions;
  for (const Action& action : device.actions) {
    if (action.active) actions.push_back(&action);
  }
  std::stable_partition(actions.begin(), actions.end(), [](const Action* action) { return action->front; });
  if (actions.size() > count) actions.resize(count);
  return actions;
}

void head(Ui& ui, Rect row, const DeviceView& device, WindowState& state) {
  const Palette& c = ui.theme.color;
  device_picture(ui, row.take_left(row.h), device);
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

/// "已装 loaded" with the English word smaller, at the right edge; returns the used width.
float value_text(Ui& ui, const Rect& rect, const std::string& text, Color ink) {
  const std::size_t blank = text.find(' ');
  const auto is_ascii = [&text](std::size_t at) { return static_cast<unsigned char>(text[at]) < 0x80; };
  const bool two = blank != std::string::npos && !is_ascii(0) && is_ascii(blank + 1);
  TextLook look = plain(kText, ink);
  look.align = TextAlign::Right;
  float used = 0;
  if (two) {
    TextLook small = plain(kSmall - 1, ink.with_alpha(0.75F));
    small.align = TextAlign::Right;
    const std::string english = text.substr(blank + 1);
    ui.paint.text({rect.x, rect.y + 1, rect.w, rect.h}, english, small, VerticalAlign::Middle);
    used = static_cast<float>(ui.paint.measure(english, small).width) + 5;
  }
  const std::string first = two ? text.substr(0, blank) : text;
  const Rect place{rect.x + rect.w * 0.3F, rect.y, rect.w * 0.7F - used, rect.h};
  ui.paint.text(place, first, look, VerticalAlign::Middle);
  return used + std::fmin(place.w, static_cast<float>(ui.paint.measure(first, look).width));
}

}  // namespace

void state_row(Ui& ui, const Rect& rect, const StateLine& line) {
  const Palette& c = ui.theme.color;
  const ToneColors tone = colors_of(c, line.tone);
  Node& node = ui.tree.add({}, Role::Status, rect);
  node.set_name(line.label);
  node.set_value(line.text);
  Rect row = rect;
  const Rect lamp = row.take_right(10);
  ui.paint.circle({lamp.right() - 4, lamp.center().y}, 4, tone.lamp);
  row.take_right(8);
  const float used = value_text(ui, row, line.text, line.tone >= Tone::Warn ? tone.ink : c.text);
  row.take_right(used + 8);
  bilingual(ui, row, line.label, line.english, plain(kText - 1, c.text_secondary));
}

void device_card(Ui& ui, const Rect& rect, const DeviceView& device, WindowState& state) {
  const Palette& c = ui.theme.color;
  const bool trouble = device.tone() == Tone::Bad;
  surface(ui, rect,
          {c.card, 14, true, trouble ? colors_of(c, Tone::Bad).lamp.with_alpha(0.6F) : Color{0, 0, 0, 0},
           trouble ? 1.5F : 0.F});
  Rect inside = rect.inset(kCardPadding);
  head(ui, inside.take_top(rect.h < 600 ? kPicture : kLargePicture), device, state);
  inside.take_top(10);
  // The same room for lines on all cards, so that their buttons stand in line.
  const int lines = rect.h < 360 ? 3 : rect.h < 600 ? 5 : 9;
  Rect room = inside.take_top(static_cast<float>(lines) * kRow);
  for (const StateLine* line : most_urgent(device, static_cast<std::size_t>(lines))) {
    state_row(ui, room.take_top(kRow), *line);
  }
  inside.take_top(10);
  const int rows = static_cast<int>((inside.h + kCardGap) / (kCardButton + kCardGap));
  const auto actions = most_used(device, static_cast<std::size_t>(2 * std::max(0, rows)));
  const float height = static_cast<float>(rows) * (kCardButton + kCardGap) - kCardGap;
  const Grid grid{rect.h < 600 ? inside.take_bottom(height) : inside.take_top(height), 2, std::max(1, rows),
                  kCardGap};
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (action_button(ui, grid.cell(static_cast<int>(i)), device, *actions[i]))
      state.act(device, *actions[i]);
  }
}

}  // namespace drivers::emulation::window

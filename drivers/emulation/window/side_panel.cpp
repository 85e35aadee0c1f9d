// Prints and log.
#include "drivers/emulation/window/side_panel.h"

#include <algorithm>
#include <cmath>

#include "drivers/emulation/window/looks.h"
#include "ui/toolkit/part.h"

namespace drivers::emulation::window {

using namespace ui::toolkit;

namespace {

constexpr float kSidePadding = 14;

Rect panel(Ui& ui, const Rect& rect, const std::string& chinese, const std::string& english) {
  surface(ui, rect, {ui.theme.color.card, 14});
  Rect inside = rect.inset(kSidePadding);
  const Rect title = inside.take_top(24);
  ui.tree.add({}, Role::Heading, title).set_name(chinese);
  bilingual(ui, title, chinese, english, bold(kTitle - 1, ui.theme.color.text));
  inside.take_top(8);
  return inside;
}

/// In the middle, hanging from the top: paper hangs so, too.
Rect hanging(const Rect& room, const Texture& texture) {
  const auto width = static_cast<float>(texture.width);
  return {std::round(room.x + (room.w - width) / 2), std::round(room.y), width,
          static_cast<float>(texture.height)};
}

void print(Ui& ui, Rect room, WindowState& state, const std::string& device, const std::string& caption) {
  const Palette& c = ui.theme.color;
  TextLook look = plain(kSmall, c.text_secondary);
  look.align = TextAlign::Center;
  ui.paint.text(room.take_bottom(20), caption, look, VerticalAlign::Bottom);
  ui.paint.fill(room, mix(c.card, c.outline, 0.1F), 8);
  const auto found = state.prints.find(device);
  const Texture* texture = found == state.prints.end() ? nullptr : ui.textures.find(found->second.small);
  if (texture == nullptr) {
    ui.tree.add(device + " print", Role::Image, room).set_name(caption);
    ui.paint.icon(room.moved(0, -12), device == "receipt" ? "receipt" : "file-document",
                  c.text_secondary.with_alpha(0.35F), 40);
    ui.paint.text(room.moved(0, 24), "尚无 none yet", look, VerticalAlign::Middle);
    return;
  }
  const Part part = operate(ui, room, {.id = device + " print", .name = caption, .guarded = false});
  if (part.clicked) state.open_print = device;
  const Rect place = hanging(room.inset(10), *texture);
  ui.paint.shadow(place, c.shadow, 0, 8, 2);
  ui.paint.bitmap(place, found->second.small);
  if (part.focused) focus_ring(ui, room, 8);
}

std::string count(const WindowState& state, const std::string& device, const std::string& key) {
  const DeviceView* view = state.view.find(device);
  return view == nullptr ? "0" : view->value(key);
}

/// Words in bold, the answer below, the time at the right.
void log_row(Ui& ui, const Rect& rect, const LogLine& line) {
  const Palette& c = ui.theme.color;
  const ToneColors tone = colors_of(c, line.ok ? Tone::Good : Tone::Bad);
  Node& node = ui.tree.add({}, Role::Text, rect);
  node.set_name(line.words);
  node.set_value(line.text);
  Rect row = rect;
  const Rect lamp = row.take_left(14);
  ui.paint.circle({lamp.x + 4, lamp.y + 10}, 3.5F, tone.lamp);
  TextLook time = plain(kSmall - 1, c.text_secondary);
  time.align = TextAlign::Right;
  Rect first = row.take_top(20);
  ui.paint.text(first.take_right(58), line.time, time, VerticalAlign::Middle);
  ui.paint.text(first, line.words, plain(kText - 1, c.text), VerticalAlign::Middle);
  const std::string answer = line.text.substr(0, line.text.find('\n'));
  ui.paint.text(row, answer, plain(kSmall, line.ok ? c.text_secondary : tone.ink), VerticalAlign::Top);
}

}  // namespace

void prints_panel(Ui& ui, const Rect& rect, WindowState& state) {
  Rect inside = panel(ui, rect, "打印结果", "Prints");
  const float width = (inside.w - 12) / 2;
  print(ui, inside.take_left(width), state, "receipt",
        "凭条 slip · " + count(state, "receipt", "/printed") + " 张");
  print(ui, inside.take_right(width), state, "certificate",
        "证明 page · " + count(state, "certificate", "/pages") + " 页");
}

void print_sheet(Ui& ui, WindowState& state) {
  const auto found = state.prints.find(state.open_print);
  const Texture* texture = found == state.prints.end() ? nullptr : ui.textures.find(found->second.large);
  if (texture == nullptr) return state.open_print.clear();
  ui.paint.fill(ui.screen, {15, 30, 66, 150});
  ui.tree.add("sheet", Role::Veil, ui.screen);
  const Part anywhere = operate(ui, ui.screen, {.id = "close print", .name = "关闭 close", .guarded = false});
  if (anywhere.clicked || ui.touch.back_pressed()) return state.open_print.clear();
  const Rect place =
      ui.screen.centered(static_cast<float>(texture->width), static_cast<float>(texture->height));
  const Rect paper{std::round(place.x), std::round(place.y), place.w, place.h};
  ui.paint.shadow(paper, ui.theme.color.shadow, 0, 16, 4);
  ui.paint.bitmap(paper, found->second.large);
}

void log_panel(Ui& ui, const Rect& rect, const WindowState& state) {
  constexpr float kRow = 42;
  Rect inside = panel(ui, rect, "操作记录", "Log");
  if (state.view.log.empty()) {
    ui.paint.text(inside.take_top(22), "尚无操作 nothing was done yet",
                  plain(kSmall, ui.theme.color.text_secondary), VerticalAlign::Middle);
  }
  const auto room = static_cast<std::size_t>(std::max(0.F, inside.h / kRow));
  for (std::size_t i = 0; i < std::min(room, state.view.log.size()); ++i) {
    log_row(ui, inside.take_top(kRow), state.view.log[state.view.log.size() - 1 - i]);
  }
}

}  // namespace drivers::emulation::window

// Layout of the window.
#include "drivers/emulation/window/window_screen.h"

#include <algorithm>
#include <cmath>

#include "drivers/emulation/window/action_sheet.h"
#include "drivers/emulation/window/device_card.h"
#include "drivers/emulation/window/looks.h"
#include "drivers/emulation/window/side_panel.h"
#include "ui/toolkit/parts.h"

namespace drivers::emulation::window {

using namespace ui::toolkit;

namespace {

constexpr float kPageHead = 60, kMargin = 20, kPageGap = 14, kSide = 420;

/// A rounded word on the coloured head; returns what is left of the row.
Rect chip(Ui& ui, Rect row, const std::string& text, Color lamp) {
  const TextLook look = plain(kText - 1, ui.theme.color.text_on_header);
  const float width = static_cast<float>(ui.paint.measure(text, look).width) + 42;
  const Rect pill = row.take_right(width).centered(width, 30);
  ui.paint.fill(pill, Color{255, 255, 255, 36}, 15);
  ui.paint.circle({pill.x + 17, pill.center().y}, 4, lamp);
  ui.paint.text({pill.x + 28, pill.y, pill.w - 28, pill.h}, text, look, VerticalAlign::Middle);
  ui.tree.add({}, Role::Status, pill).set_name(text);
  row.take_right(10);
  return row;
}

void head(Ui& ui, const Rect& rect, const WindowState& state) {
  const Palette& c = ui.theme.color;
  ui.paint.gradient(rect, c.header_start, c.header_end, 0, GradientDirection::Right);
  Rect row = rect.inset(kMargin, 0);
  ui.paint.icon(row.take_left(30), "wrench", c.text_on_header, 24);
  row.take_left(10);
  ui.tree.add({}, Role::Heading, row).set_name("硬件工作台");
  const TextLook title = bold(kHeading, c.text_on_header);
  const float width = static_cast<float>(ui.paint.measure("硬件工作台", title).width) + 12;
  ui.paint.text(row.take_left(width), "硬件工作台", title, VerticalAlign::Middle);
  const Color pale = c.text_on_header.with_alpha(0.8F);
  const auto troubled = std::count_if(state.view.devices.begin(), state.view.devices.end(),
                                      [](const DeviceView& one) { return one.tone() == Tone::Bad; });
  const bool answers = state.trouble.empty();
  row = chip(ui, row,
             !state.seen ? "正在连接 connecting"
             : answers   ? "已连接 connected"
                         : "连接中断 no answer",
             answers && state.seen ? Color{74, 222, 128, 255} : Color{251, 146, 60, 255});
  if (troubled > 0)
    row = chip(ui, row, std::to_string(troubled) + " 台异常 in trouble", {248, 113, 113, 255});
  if (state.seen)
    row = chip(ui, row, std::to_string(state.view.devices.size()) + " 台设备 devices", {147, 197, 253, 255});
  ui.paint.text(row, "Hardware bench  ·  " + state.folder, plain(kText - 1, pale), VerticalAlign::Middle);
}

/// Columns and rows for so many devices: large cards while there are few.
Grid grid_for(std::size_t devices, const Rect& area) {
  const auto count = static_cast<int>(devices);
  const int columns = count <= 3 ? std::max(1, count) : count <= 4 ? 2 : count <= 9 ? 3 : 4;
  const int rows = (count + columns - 1) / columns;
  return {area, columns, rows, kPageGap};
}

void trouble(Ui& ui, const Rect& rect, const WindowState& state) {
  const Rect box = rect.centered(std::fmin(rect.w, 560.F), 96);
  banner(ui, box,
         {.kind = BannerKind::Warning,
          .title = "工作台没有应答 The bench does not answer",
          .detail = state.trouble});
}

}  // namespace

void window_screen(Ui& ui, WindowState& state) {
  page_background(ui);
  Rect page = ui.screen;
  head(ui, page.take_top(kPageHead), state);
  page = page.inset(kMargin, 16);
  Rect side = page.take_right(kSide);
  page.take_right(kPageGap + 4);
  if (!state.trouble.empty()) {
    trouble(ui, page, state);
  } else {
    const Grid grid = grid_for(state.view.devices.size(), page);
    for (std::size_t i = 0; i < state.view.devices.size(); ++i) {
      device_card(ui, grid.cell(static_cast<int>(i)), state.view.devices[i], state);
    }
  }
  prints_panel(ui, side.take_top(std::round(side.h * 0.56F)), state);
  side.take_top(kPageGap);
  log_panel(ui, side, state);
  if (!state.open_device.empty()) action_sheet(ui, state);
  if (!state.open_print.empty()) print_sheet(ui, state);
}

}  // namespace drivers::emulation::window

// The sheets.
#include "drivers/emulation/window/action_sheet.h"

#include <algorithm>
#include <cmath>

#include "drivers/emulation/window/action_button.h"
#include "drivers/emulation/window/device_card.h"
#include "drivers/emulation/window/device_picture.h"
#include "drivers/emulation/window/looks.h"
#include "ui/toolkit/part.h"

namespace drivers::emulation::window {

using namespace ui::toolkit;

namespace {

constexpr float kPadding = 22, kButton = 34, kGap = 8, kHead = 64, kChip = 54, kBand = 8;
constexpr float kWidth = 900, kLabel = 210;
constexpr int kColumns = 4, kStateColumns = 3, kChipColumns = 3;

int rows_of(std::size_t count, int columns) { return (static_cast<int>(count) + columns - 1) / columns; }

/// A white sheet of this inner height in the middle; nothing below it can be touched.
Rect sheet(Ui& ui, float height) {
  ui.paint.fill(ui.screen, {15, 30, 66, 120});
  ui.tree.add("sheet", Role::Veil, ui.screen);
  const Rect box = ui.screen.centered(kWidth, std::fmin(ui.screen.h - 32, height + 2 * kPadding));
  surface(ui, box, {ui.theme.color.card, 16});
  return box.inset(kPadding);
}

/// True when the sheet shall close.
bool sheet_head(Ui& ui, Rect row, const DeviceView& device, const std::string& chinese,
                const std::string& english) {
  const Palette& c = ui.theme.color;
  device_picture(ui, row.take_left(kHead), device);
  row.take_left(14);
  const Rect corner = row.take_right(34);
  Rect text = row.centered(row.w, 52);
  ui.tree.add({}, Role::Heading, text).set_name(chinese);
  ui.paint.text(text.take_top(30), chinese, bold(kHeading, c.text), VerticalAlign::Middle);
  ui.paint.text(text, english, plain(kText, c.text_secondary), VerticalAlign::Middle);
  return icon_button(ui, {corner.x, corner.y, 34, 34}, "close", "关闭 close", "close") ||
         ui.touch.back_pressed();
}

/// The values of one action as small buttons behind its label; returns the used height.
float value_row(Ui& ui, const Rect& rect, const DeviceView& device, const Action& action,
                WindowState& state) {
  bilingual(ui, {rect.x, rect.y, kLabel, kButton}, action.label, action.english,
            plain(kText, ui.theme.color.text));
  float x = rect.x + kLabel;
  float y = rect.y;
  for (const ActionValue& value : action.values) {
    const float width = static_cast<float>(ui.paint.measure(value.label, plain(kText, {})).width) + 30;
    if (x + width > rect.right()) {
      x = rect.x + kLabel;
      y += kButton + kGap;
    }
    PushSpec spec;
    spec.id = device.name + " " + action.id() + " " + value.label;
    spec.name = action.label + " " + value.label;
    spec.label = value.label;
    if (push(ui, {x, y, width, kButton}, spec)) state.act(device, action, value);
    x += width + kGap;
  }
  return y + kButton - rect.y;
}

/// How high value_row will be, with the same widths.
float value_row_height(Ui& ui, const Action& action) {
  float x = kLabel;
  float height = kButton;
  for (const ActionValue& value : action.values) {
    const float width = static_cast<float>(ui.paint.measure(value.label, plain(kText, {})).width) + 30;
    if (x + width > kWidth - 2 * kPadding) {
      x = kLabel;
      height += kButton + kGap;
    }
    x += width + kGap;
  }
  return height;
}

struct Split {
  std::vector<const Action*> plain, valued;
};

Split split(const DeviceView& device) {
  Split split;
  for (const Action& action : device.actions) {
    if (action.active) (action.values.empty() ? split.plain : split.valued).push_back(&action);
  }
  return split;
}

void all_actions(Ui& ui, const DeviceView& device, WindowState& state) {
  const Split actions = split(device);
  const auto state_height = static_cast<float>(rows_of(device.state.size(), kStateColumns)) * 26;
  const int rows = rows_of(actions.plain.size(), kColumns);
  const float buttons = static_cast<float>(rows) * (kButton + kGap);
  float height = kHead + 16 + state_height + 2 * kBand + 16 + buttons + 16;
  for (const Action* action : actions.valued) height += value_row_height(ui, *action) + kGap;
  Rect inside = sheet(ui, height);
  if (sheet_head(ui, inside.take_top(kHead), device, device.title, device.english))
    return state.close_sheet();
  inside.take_top(16);
  const Rect band = inside.take_top(state_height + 2 * kBand);
  ui.paint.fill(band, ui.theme.color.page_bottom, 10);
  const Rect lines = band.inset(4, kBand);
  const Grid line_grid{lines, kStateColumns, std::max(1, rows_of(device.state.size(), kStateColumns)), 0};
  for (std::size_t i = 0; i < device.state.size(); ++i) {
    state_row(ui, line_grid.cell(static_cast<int>(i)).inset(14, 0), device.state[i]);
  }
  inside.take_top(16);
  const Grid grid{inside.take_top(buttons - kGap), kColumns, std::max(1, rows), kGap};
  inside.take_top(kGap);
  const Rect gap = inside.take_top(16);
  if (!actions.valued.empty()) {
    const Color faint = mix(ui.theme.color.card, ui.theme.color.outline, 0.2F);
    ui.paint.fill({gap.x, gap.y + 3, gap.w, 1}, faint);
  }
  for (std::size_t i = 0; i < actions.plain.size(); ++i) {
    const Action& action = *actions.plain[i];
    if (action_button(ui, grid.cell(static_cast<int>(i)), device, action)) state.act(device, action);
  }
  for (const Action* action : actions.valued) {
    const float used = value_row(ui, inside, device, *action, state);
    inside.take_top(used + kGap);
  }
}

void one_value(Ui& ui, const Rect& rect, const DeviceView& device, const Action& action,
               const ActionValue& value, WindowState& state) {
  PushSpec spec;
  spec.id = device.name + " " + action.id() + " " + value.label;
  spec.name = action.label + " " + value.label;
  spec.label = value.label;
  spec.english = value.detail;
  if (push(ui, rect, spec)) state.act(device, action, value);
}

void choose_value(Ui& ui, const DeviceView& device, const Action& action, WindowState& state) {
  const int rows = rows_of(action.values.size(), kChipColumns);
  const float chips = static_cast<float>(rows) * (kChip + kGap) - kGap;
  Rect inside = sheet(ui, kHead + 18 + chips);
  const std::string title = action.label + "  " + action.english;
  if (sheet_head(ui, inside.take_top(kHead), device, title, device.title + " " + device.english)) {
    return state.close_sheet();
  }
  inside.take_top(18);
  const Grid grid{inside.take_top(chips), kChipColumns, std::max(1, rows), kGap};
  for (std::size_t i = 0; i < action.values.size(); ++i) {
    one_value(ui, grid.cell(static_cast<int>(i)), device, action, action.values[i], state);
  }
}

}  // namespace

void action_sheet(Ui& ui, WindowState& state) {
  if (!state.seen) return;
  const DeviceView* device = state.view.find(state.open_device);
  if (device == nullptr) return state.close_sheet();
  if (state.open_action.empty()) return all_actions(ui, *device, state);
  const auto action =
      std::find_if(device->actions.begin(), device->actions.end(), [&state](const Action& one) {
        return one.id() == state.open_action && one.active && !one.values.empty();
      });
  if (action == device->actions.end()) return state.close_sheet();
  choose_value(ui, *device, *action, state);
}

}  // namespace drivers::emulation::window

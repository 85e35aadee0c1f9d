// DeviceCard: one device of the bench: drawing, state, and buttons for what is done most.
#pragma once

#include "drivers/emulation/window/window_state.h"
#include "ui/toolkit/ui.h"

namespace drivers::emulation::window {

/// Shows as many lines and buttons as the rectangle has room for; the rest is behind "more".
void device_card(ui::toolkit::Ui& ui, const ui::toolkit::Rect& rect, const DeviceView& device,
                 WindowState& state);

/// Label at the left, the value with its lamp at the right.
void state_row(ui::toolkit::Ui& ui, const ui::toolkit::Rect& rect, const StateLine& line);

}  // namespace drivers::emulation::window

// WindowScreen: the whole window: head, grid of devices, prints and log, and the sheet above them.
#pragma once

#include "drivers/emulation/window/window_state.h"
#include "ui/toolkit/ui.h"

namespace drivers::emulation::window {

void window_screen(ui::toolkit::Ui& ui, WindowState& state);

}  // namespace drivers::emulation::window

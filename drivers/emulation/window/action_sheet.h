// ActionSheet: everything that can be done to one device, or the values of one action, above the window.
#pragma once

#include "drivers/emulation/window/window_state.h"
#include "ui/toolkit/ui.h"

namespace drivers::emulation::window {

/// Draws the sheet that the state says is open; nothing when none is.
void action_sheet(ui::toolkit::Ui& ui, WindowState& state);

}  // namespace drivers::emulation::window

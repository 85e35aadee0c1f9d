// SidePanel: the last prints as pictures, and the last words with the bench's answers.
#pragma once

#include "drivers/emulation/window/window_state.h"
#include "ui/toolkit/ui.h"

namespace drivers::emulation::window {

void prints_panel(ui::toolkit::Ui& ui, const ui::toolkit::Rect& rect, WindowState& state);
/// The print that was pressed, as large as the window has room for; the next press closes it.
void print_sheet(ui::toolkit::Ui& ui, WindowState& state);
void log_panel(ui::toolkit::Ui& ui, const ui::toolkit::Rect& rect, const WindowState& state);

}  // namespace drivers::emulation::window

// DevicePicture: a small drawing of a device as it is now.
#pragma once

#include "drivers/emulation/window/bench_view.h"
#include "ui/toolkit/ui.h"

namespace drivers::emulation::window {

/// Drawn into a square of any size. A kind of device that has no drawing gets a socket.
void device_picture(ui::toolkit::Ui& ui, const ui::toolkit::Rect& rect, const DeviceView& device);

}  // namespace drivers::emulation::window

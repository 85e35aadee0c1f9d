// Reach: how high on the glass a control may be.
#pragma once

#include "kiosk/settings/terminal_settings.h"

namespace ui::screens {

/// Above the floor. Standard: ADA 308 and EN 301 549 8.3; low: what a seated person reaches (next EN draft).
inline constexpr double kStandardReachMm = 1220.0;
inline constexpr double kLowReachMm = 1100.0;

/// Pixels from the canvas's upper edge down to the reach line; 0 when the whole picture is below it.
/// `px_per_mm` is that of the canvas.
float reach_line_px(const kiosk::settings::DisplaySettings& display, float canvas_height, float px_per_mm,
                    bool low_reach);

}  // namespace ui::screens

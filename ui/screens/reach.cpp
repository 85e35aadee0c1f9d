// The reach line from the mounting height.
#include "ui/screens/reach.h"

#include <algorithm>
#include <cmath>

namespace ui::screens {

float reach_line_px(const kiosk::settings::DisplaySettings& display, float canvas_height, float px_per_mm,
                    bool low_reach) {
  const double limit = low_reach ? kLowReachMm : kStandardReachMm;
  const double above_lower_edge_mm = std::max(0.0, limit - display.lower_edge_mm);
  const double above_px = above_lower_edge_mm * static_cast<double>(px_per_mm);
  return std::max(0.0F, std::ceil(canvas_height - static_cast<float>(above_px)));
}

}  // namespace ui::screens

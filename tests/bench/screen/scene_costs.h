// What each screen costs in this process: building a frame, drawing it, allocations of a frame that changes
// nothing.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/screen/x_display.h"
#include "tests/bench/statistics.h"

namespace kiosk::benchmarks {

/// Microseconds are medians.
struct SceneCost {
  std::string name;
  double build = 0;                                      ///< the frame in words: texts, shapes, tree
  double raster = 0;                                     ///< finding that nothing changed
  double fresh = 0;                                      ///< raster of the whole screen, all texts known
  double build_allocations = 0, raster_allocations = 0;  ///< of a steady frame
};

/// Every step kind in every state that looks different.
std::vector<SceneCost> scene_costs(int runs);

/// Bounds of the operable parts of the home screen whose id begins like this.
std::vector<Area> parts_of_home(const std::string& id_prefix);

/// Shows an animated screen in a window of the display as fast as it asks for; used in a process of its own.
int play_motion(const std::string& scene);

}  // namespace kiosk::benchmarks

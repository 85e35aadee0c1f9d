// The screen's figures as Markdown.
#pragma once

#include <string>

#include "tests/bench/screen/comparison.h"
#include "tests/bench/screen/scene_costs.h"

namespace kiosk::benchmarks {

/// Each figure beside the browser's, with the goal for the ratio where there is one.
std::string to_markdown(const Comparison& comparison);
std::string to_markdown(const std::vector<SceneCost>& costs);

}  // namespace kiosk::benchmarks

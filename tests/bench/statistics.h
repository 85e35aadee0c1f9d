// Statistics of paired measurements.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "kiosk/base/json_file.h"

namespace kiosk::benchmarks {

using Clock = std::chrono::steady_clock;
using Micros = std::chrono::duration<double, std::micro>;

/// One pair a run, in the same order.
struct Pairs {
  std::vector<double> ours;       ///< microseconds
  std::vector<double> yardstick;  ///< microseconds
};

/// What is said of one measurement.
struct Finding {
  std::string name;       ///< "card on the reader → event"
  std::string yardstick;  ///< what it is held against
  Pairs pairs;
  std::string note{};  ///< what a real line adds, what was left out
};

/// The value below which `share` (0…1) of the values lie; 0 for none.
double quantile(std::vector<double> values, double share);
/// The median of the pairs' own ratios: a slow moment hits both sides of its pair.
double paired_ratio(const Pairs& pairs);

/// A Markdown table.
std::string to_table(const std::vector<Finding>& findings);
base::Json to_json(const std::vector<Finding>& findings);

}  // namespace kiosk::benchmarks

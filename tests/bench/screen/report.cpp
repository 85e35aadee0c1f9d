// Tables.
#include "tests/bench/screen/report.h"

#include <cstdio>

namespace kiosk::benchmarks {
namespace {

constexpr double kTouchGoal = 0.5, kStartGoal = 1.0 / 8, kMemoryGoal = 1.0 / 6;
constexpr double kIdleGoal = 0.3, kMotionGoal = 25;

template <class... Values>
std::string row(const char* format, Values... values) {
  char line[256];
  std::snprintf(line, sizeof line, format, values...);
  return line;
}

const char* verdict(bool met) { return met ? "met" : "**missed**"; }

std::string ratio_row(const char* name, const char* unit, double ours, double browser, double goal) {
  const double ratio = browser > 0 ? ours / browser : 0;
  return row("| %s | %.2f %s | %.2f %s | %.3f | ≤ %.3f | %s |\n", name, ours, unit, browser, unit, ratio,
             goal, verdict(ratio <= goal));
}

std::string plain_row(const char* name, const char* unit, double ours, double browser) {
  return row("| %s | %.2f %s | %.2f %s | %.3f | | |\n", name, ours, unit, browser, unit,
             browser > 0 ? ours / browser : 0.0);
}

std::string own_row(const char* name, double ours, double browser, double goal) {
  return row("| %s | %.3f %% | %.3f %% | | ≤ %.1f %% | %s |\n", name, ours, browser, goal,
             verdict(ours <= goal));
}

}  // namespace

std::string to_markdown(const Comparison& comparison) {
  const ScreenFigures &o = comparison.ours, &b = comparison.browser;
  const auto milliseconds = [](const std::vector<double>& times, double share) {
    return quantile(times, share) / 1e3;
  };
  std::string text = "| figure | kiosk | browser | ratio | goal | |\n|---|---|---|---|---|---|\n";
  text += plain_row("touch → pixel, median", "ms", milliseconds(o.touch, 0.5), milliseconds(b.touch, 0.5));
  text += ratio_row("touch → pixel, 99 %", "ms", milliseconds(o.touch, 0.99), milliseconds(b.touch, 0.99),
                    kTouchGoal);
  text += ratio_row("start → first complete screen, median", "ms", milliseconds(o.start, 0.5),
                    milliseconds(b.start, 0.5), kStartGoal);
  text += ratio_row("memory (PSS)", "MB", static_cast<double>(o.pss_kib) / 1024,
                    static_cast<double>(b.pss_kib) / 1024, kMemoryGoal);
  text += row("| processes | %zu | %zu | | | |\n", o.processes, b.processes);
  text += own_row("processor on home, clock ticking", o.idle_percent, b.idle_percent, kIdleGoal);
  text += row("| motion, pictures a second | %.1f | %.1f | | ≥ 55 | %s |\n", o.pictures_per_second,
              b.pictures_per_second, verdict(o.pictures_per_second >= 55));
  text += own_row("motion, processor", o.motion_percent, b.motion_percent, kMotionGoal);
  return text;
}

std::string to_markdown(const std::vector<SceneCost>& costs) {
  std::string text =
      "| screen | build | steady raster | whole raster | allocations: build | raster "
      "|\n|---|---|---|---|---|---|\n";
  for (const SceneCost& cost : costs) {
    text += row("| %s | %.2f ms | %.2f ms | %.2f ms | %.0f | %.0f |\n", cost.name.c_str(), cost.build / 1e3,
                cost.raster / 1e3, cost.fresh / 1e3, cost.build_allocations, cost.raster_allocations);
  }
  return text;
}

}  // namespace kiosk::benchmarks

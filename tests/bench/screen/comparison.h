// Comparison: the terminal and a browser, measured in turns within one run.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "kiosk/base/result.h"
#include "tests/bench/screen/subject.h"

namespace kiosk::benchmarks {

struct ComparisonPlaces {
  std::filesystem::path programs;  ///< folder of kiosk, kiosk-central, kiosk-bench and this program
  std::filesystem::path config;
  std::filesystem::path page;     ///< what the browser shows
  std::filesystem::path browser;  ///< its program
};

struct ComparisonSize {
  int starts = 7;
  int touches = 200;
  std::chrono::seconds idle{30};
};

/// What was seen of one program.
struct ScreenFigures {
  std::vector<double> start, touch;  ///< microseconds
  std::size_t pss_kib = 0, processes = 0;
  double idle_percent = 0;  ///< of one processor
  double pictures_per_second = 0, motion_percent = 0;
};

struct Comparison {
  ScreenFigures ours, browser;
};

/// Takes a few minutes.
base::Result<Comparison> compare_screens(const ComparisonPlaces& places, const ComparisonSize& size);

}  // namespace kiosk::benchmarks

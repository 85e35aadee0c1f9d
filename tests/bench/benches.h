// The measurements.
#pragma once

#include <filesystem>

#include "tests/bench/statistics.h"

namespace kiosk::benchmarks {

struct BenchPlaces {
  std::filesystem::path config = "config";
  std::filesystem::path data = "drivers/emulation/data";  ///< people for the emulated reader
};

/// A card that lies on an emulated SAM_V reader → CardReading in the terminal's mailbox.
base::Result<std::vector<Finding>> measure_card(const BenchPlaces& places, int runs);
/// A slip of 40 lines → its last byte at the printer's end of the pty; and its encoding alone.
base::Result<std::vector<Finding>> measure_slip(const BenchPlaces& places, int runs);

}  // namespace kiosk::benchmarks

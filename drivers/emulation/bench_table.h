// The one explicit table of hardware that the bench can make.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "drivers/emulation/emulated_device.h"
#include "drivers/emulation/event_loop.h"

namespace drivers::emulation {

/// Where a device's port and data lie.
struct BenchPlace {
  EventLoop& loop;
  std::filesystem::path folder;       ///< the bench's folder: links to ptys, what was printed
  std::filesystem::path data_folder;  ///< drivers/emulation/data of the source or the installation
};

/// One kind of device. A new one is a row in bench_table.cpp.
struct BenchRow {
  const char* option;   ///< of `kiosk-bench run`, without dashes: "reader"
  const char* purpose;  ///< for --help
  std::function<kiosk::base::Result<std::unique_ptr<EmulatedDevice>>(const BenchPlace& place)> make;
  bool usual = true;  ///< on the bench when none is named; of two kinds of one class only one is
};

const std::vector<BenchRow>& bench_table();

}  // namespace drivers::emulation

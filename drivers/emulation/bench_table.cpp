// The rows of the bench.
#include "drivers/emulation/bench_table.h"

#include "drivers/emulation/emulated_samv_reader.h"

namespace drivers::emulation {
namespace {

using MadeDevice = kiosk::base::Result<std::unique_ptr<EmulatedDevice>>;

MadeDevice make_reader(const BenchPlace& place) { return std::make_unique<EmulatedSamvReader>(place); }

}  // namespace

const std::vector<BenchRow>& bench_table() {
  static const std::vector<BenchRow> kTable{
      {"reader", "an ID-card reader (SAM_V on a pty)", make_reader},
  };
  return kTable;
}

}  // namespace drivers::emulation

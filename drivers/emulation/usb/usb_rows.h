// UsbRows: the bench's devices that stand on the emulated USB bus.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/usb/usb_testbed.h"

namespace drivers::emulation::usb {

/// "reader-usb" and "receipt-usb" with their purposes.
std::vector<std::pair<std::string, std::string>> usb_bench_options();

/// Their rows. The bench must live on the testbed's loop, and the testbed must outlive it.
std::vector<BenchRow> usb_bench_rows(UsbTestbed& testbed);

}  // namespace drivers::emulation::usb

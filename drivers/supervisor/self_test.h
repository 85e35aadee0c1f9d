// Self-tests: what a technician can have each class of device do without harm.
#pragma once

#include <string>

#include "drivers/contract/device.h"

namespace drivers::supervisor {

/// Prints a test slip, takes a preview, waits for a code, lights the lamps, or just looks at the device. The
/// value says what was seen, for the technician. Device strand.
contract::Completion<std::string> self_test(contract::Device& device, const contract::JobContext& context);

}  // namespace drivers::supervisor

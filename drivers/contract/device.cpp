// When a device may serve.
#include "drivers/contract/device.h"

#include <algorithm>

namespace drivers::contract {

bool DeviceReport::usable() const {
  const bool blocked = std::any_of(faults.begin(), faults.end(), [](const DeviceFault& fault) {
    return fault.severity == FaultSeverity::High;
  });
  return !blocked && (state == DeviceState::Online || state == DeviceState::DeviceBusy);
}

}  // namespace drivers::contract

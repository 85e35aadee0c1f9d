// Remembers what a device told its observer.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "drivers/contract/device.h"

namespace drivers::tests {

/// Device strand only; a test reads it when the device is at rest.
struct DeviceWitness final : contract::DeviceObserver {
  int reports = 0;
  std::vector<contract::FaultType> raised;
  std::vector<contract::FaultType> cleared;
  std::vector<std::string> texts;  ///< the details of the raised faults

  void report_changed(const contract::DeviceReport&) override { ++reports; }
  void fault_raised(const contract::DeviceFault& fault) override {
    raised.push_back(fault.type);
    texts.push_back(fault.detail);
  }
  void fault_cleared(const contract::DeviceFault& fault) override { cleared.push_back(fault.type); }
  bool was_raised(contract::FaultType type) const {
    return std::find(raised.begin(), raised.end(), type) != raised.end();
  }
  bool was_cleared(contract::FaultType type) const {
    return std::find(cleared.begin(), cleared.end(), type) != cleared.end();
  }
};

}  // namespace drivers::tests

// FaultBook: the active faults of one device: raised once, counted, cleared by somebody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drivers/contract/device.h"

namespace drivers::contract {

/// Keeps at most one active fault of a type. Device strand only. Clock and observer must outlive it.
class FaultBook {
 public:
  FaultBook(const kiosk::base::Clock& clock, kiosk::base::DeviceId device, DeviceObserver& observer);

  /// Raises a fault, or counts it once more when it is active already; the observer hears only of the first.
  /// Returns true when it is new. `detail` never holds personal data.
  bool raise(FaultType type, std::string detail, std::optional<FaultSeverity> severity = {});
  /// Clears the fault if it is active and tells the observer. Returns true when there was one.
  bool clear(FaultType type, ClearedBy by = ClearedBy::Device);
  bool is_active(FaultType type) const;
  const std::vector<DeviceFault>& active() const { return active_; }

 private:
  const kiosk::base::Clock& clock_;
  kiosk::base::DeviceId device_;
  DeviceObserver& observer_;
  std::vector<DeviceFault> active_;
};

}  // namespace drivers::contract

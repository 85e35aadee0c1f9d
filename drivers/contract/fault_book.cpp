// Raising, counting and clearing of faults.
#include "drivers/contract/fault_book.h"

#include <algorithm>

namespace drivers::contract {

FaultBook::FaultBook(const kiosk::base::Clock& clock, kiosk::base::DeviceId device, DeviceObserver& observer)
    : clock_(clock), device_(std::move(device)), observer_(observer) {}

bool FaultBook::raise(FaultType type, std::string detail, std::optional<FaultSeverity> severity) {
  for (DeviceFault& fault : active_) {
    if (fault.type != type) continue;
    ++fault.count;
    return false;
  }
  DeviceFault fault;
  fault.id = kiosk::base::Uuid::make_v7(clock_);
  fault.device = device_;
  fault.type = type;
  fault.detail = std::move(detail);
  fault.severity = severity.value_or(usual_severity(type));
  fault.since = clock_.wall();
  active_.push_back(fault);
  observer_.fault_raised(fault);
  return true;
}

bool FaultBook::clear(FaultType type, ClearedBy by) {
  const auto found =
      std::find_if(active_.begin(), active_.end(), [type](const DeviceFault& fault) { return fault.type == type; });
  if (found == active_.end()) return false;
  DeviceFault fault = std::move(*found);
  active_.erase(found);
  fault.cleared_by = by;
  observer_.fault_cleared(fault);
  return true;
}

bool FaultBook::is_active(FaultType type) const {
  return std::any_of(active_.begin(), active_.end(),
                     [type](const DeviceFault& fault) { return fault.type == type; });
}

}  // namespace drivers::contract

// StatusBoard: what every driver keeps about its device, and tells whenever it changes.
#pragma once

#include <optional>
#include <string>

#include "drivers/contract/fault_book.h"

namespace drivers::contract {

/// Builds the DeviceReport of one device. Each change is told to the observer once; setting the same value again
/// is silent. Device strand only. Clock and observer must outlive it.
class StatusBoard {
 public:
  StatusBoard(const kiosk::base::Clock& clock, DeviceClass device_class, kiosk::base::DeviceId device,
              DeviceObserver& observer);

  void set_state(DeviceState state);
  void set_identity(std::string model, std::string serial_number);
  /// Adds the supply or replaces the one of the same name.
  void set_supply(const Supply& supply);
  void raise(FaultType type, std::string detail, std::optional<FaultSeverity> severity = {});
  void clear(FaultType type, ClearedBy by = ClearedBy::Device);

  DeviceState state() const { return report_.state; }
  bool is_active(FaultType type) const { return faults_.is_active(type); }
  DeviceReport report() const;

 private:
  void tell() { observer_.report_changed(report()); }

  DeviceObserver& observer_;
  FaultBook faults_;
  DeviceReport report_;
};

}  // namespace drivers::contract

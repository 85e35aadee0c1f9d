// CabinetMonitor: tells how warm and damp it is in the cabinet and whether it is open; some turn a fan.
#pragma once

#include <variant>

#include "drivers/contract/device.h"

namespace drivers::contract {

/// Nothing where the cabinet has no such sensor, or it is torn off.
struct CabinetClimate {
  std::optional<double> temperature_celsius{};
  std::optional<double> humidity_percent{};
  std::optional<bool> door_open{};
  friend bool operator==(const CabinetClimate&, const CabinetClimate&) = default;
};

class CabinetMonitor : public Device {
 public:
  static constexpr DeviceClass kClass = DeviceClass::CabinetMonitor;
  /// Asks now. Heat and the door are raised as faults, too: OverTemperature, DoorOpen.
  virtual Completion<CabinetClimate> read_climate(const JobContext& context) = 0;
  /// 0…100 per cent. UnsupportedCommand when the cabinet has no fan that can be turned, InvalidData beyond
  /// the range.
  virtual Completion<std::monostate> set_fan(const JobContext& context, int percent) = 0;
};

}  // namespace drivers::contract

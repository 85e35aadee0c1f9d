// PowerMonitor: tells whether the terminal runs on mains or on the battery of its UPS, and for how long yet.
#pragma once

#include "drivers/contract/device.h"

namespace drivers::contract {

enum class PowerSource {
  Unknown,     ///< the UPS does not tell (lost, stale)
  OnMains,
  OnBattery,   ///< finish the visit that runs, begin none
  LowBattery,  ///< stop in order, now
};

/// What the UPS tells. Raised as faults, too: OnBattery while on the battery, LowBattery with it.
struct PowerStatus {
  PowerSource source = PowerSource::Unknown;
  std::optional<int> runtime_seconds{};  ///< on the battery, by the UPS's own estimate
  std::optional<int> charge_percent{};
  friend bool operator==(const PowerStatus&, const PowerStatus&) = default;
};

/// On a battery that lasts less than this the terminal stops in order.
inline constexpr int kLeastRuntimeSeconds = 120;

inline bool may_begin_visit(const PowerStatus& status) {
  return status.source == PowerSource::OnMains || status.source == PowerSource::Unknown;
}
inline bool must_stop_now(const PowerStatus& status) { return status.source == PowerSource::LowBattery; }

class PowerMonitor : public Device {
 public:
  static constexpr DeviceClass kClass = DeviceClass::PowerMonitor;
  /// Asks the UPS now. HardwareError when it does not tell; the value then says what follows from that: a UPS that
  /// was on battery when it fell silent counts as LowBattery after a while.
  virtual Completion<PowerStatus> read_status(const JobContext& context) = 0;
};

}  // namespace drivers::contract

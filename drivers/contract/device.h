// Device: what every driver is: opened, polled, asked, closed, all on its own strand.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "drivers/contract/capabilities.h"
#include "drivers/contract/device_state.h"
#include "drivers/contract/fault.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"

namespace drivers::contract {

/// What goes with every request. A driver looks at `stop` and `deadline` at least every 100 ms.
struct JobContext {
  kiosk::base::SessionId session;
  kiosk::base::JobId job;
  kiosk::base::MonoTime deadline;
  std::stop_token stop;
};

/// The one answer to a request.
template <class T>
struct Completion {
  CompletionCode code = CompletionCode::Success;
  std::optional<T> value{};             ///< with Success; some commands give a partial value with an error
  std::optional<FaultType> fault{};     ///< the fault behind an error, where there is one
  std::string detail{};                 ///< for the technician; never personal data
  bool ok() const { return code == CompletionCode::Success; }
};

/// What a device is and how it is now. A value: travels to the screen and to the trail.
struct DeviceReport {
  kiosk::base::DeviceId id;
  DeviceClass device_class{};
  DeviceState state = DeviceState::Starting;
  std::string model{};          ///< as the device names itself
  std::string serial_number{};  ///< the device's own number (SAM number, printer serial), may be empty
  std::vector<DeviceFault> faults{};  ///< active ones
  std::vector<Supply> supplies{};
  Capabilities capabilities{};  ///< fixed from one opening to the next
  /// True when a service that needs this device may begin: Online and no fault of High severity.
  bool usable() const;
};

/// Where a driver tells what happens between and during its commands. Called on the device's strand.
class DeviceObserver {
 public:
  virtual ~DeviceObserver() = default;
  virtual void report_changed(const DeviceReport& report) = 0;
  virtual void fault_raised(const DeviceFault& fault) = 0;
  virtual void fault_cleared(const DeviceFault& fault) = 0;
};

/// Base of all device interfaces. Device strand only, but for construction.
class Device {
 public:
  virtual ~Device() = default;
  /// Finds the device and brings it to Online. On failure the supervisor tries again with back-off.
  virtual kiosk::base::Status open() = 0;
  virtual void close() = 0;
  /// A short look at the device between jobs (about once a second): state, faults, supplies, removal.
  virtual void poll() = 0;
  virtual DeviceReport report() const = 0;

  /// A session's lease ends: what it left may be nobody else's. Takes in media that were not taken, drops
  /// personal data, puts lights out. Faults that come of it are raised as always.
  virtual void end_session(const JobContext& /*context*/) {}
  /// The operator says that the matter is settled. It comes back with the next look when it is not.
  /// False when no such fault is active.
  virtual bool clear_fault(FaultType /*type*/) { return false; }
};

}  // namespace drivers::contract

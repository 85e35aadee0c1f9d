// Lease: a session's exclusive use of devices, for as long as the object lives. XFS4IoT and UnifiedPOS
// "claim".
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "drivers/contract/device_state.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"

namespace drivers::supervisor {

using DeviceClasses = std::set<contract::DeviceClass>;

/// Who may ask which device. One owner at a time. A value without threads: the supervisor's own.
class LeaseBook {
 public:
  /// All of them or none. Conflict names the class that another session holds; what the session holds already
  /// is AlreadyExists: a session has one lease of a device.
  kiosk::base::Status take(const kiosk::base::SessionId& session, const DeviceClasses& classes);
  void give_back(const kiosk::base::SessionId& session, const DeviceClasses& classes);
  std::optional<kiosk::base::SessionId> owner(contract::DeviceClass device_class) const;
  bool empty() const { return owners_.empty(); }

 private:
  std::map<contract::DeviceClass, kiosk::base::SessionId> owners_;
};

/// Movable, not copyable. Its end gives the devices back: what runs is canceled, what lies there is taken in,
/// what is personal is dropped; only then the next session's requests run. Reply thread. It may outlive the
/// supervisor.
class [[nodiscard]] Lease {
 public:
  using Release = std::function<void(const kiosk::base::SessionId&, const DeviceClasses&)>;
  Lease(kiosk::base::SessionId session, DeviceClasses classes, Release release)
      : session_(session), classes_(std::move(classes)), release_(std::move(release)) {}
  Lease(Lease&& other) noexcept;
  Lease& operator=(Lease&& other) noexcept;
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() { release(); }

  const kiosk::base::SessionId& session() const { return session_; }
  const DeviceClasses& classes() const { return classes_; }
  /// Ends it before its life does. May be called twice.
  void release();

 private:
  kiosk::base::SessionId session_;
  DeviceClasses classes_;
  Release release_;  ///< empty: has been released or moved away
};

/// Devices that only tell how things are serve everybody: nobody's data pass through them.
constexpr bool needs_lease(contract::DeviceClass device_class) {
  return device_class != contract::DeviceClass::PowerMonitor &&
         device_class != contract::DeviceClass::CabinetMonitor && device_class != contract::DeviceClass::Panel;
}

}  // namespace drivers::supervisor

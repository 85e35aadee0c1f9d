// Maintenance: the technician's mode of a running terminal, and what can be done in it.
#pragma once

#include <functional>
#include <optional>

#include "drivers/supervisor/device_supervisor.h"
#include "drivers/supervisor/vendor_mode.h"
#include "kiosk/app/control_socket.h"

namespace kiosk::app {

/// Main thread. Enters only between visits: a request during a visit is pending until its end, and no visit
/// begins meanwhile. While it is active the devices obey this object's session alone. Leaving opens every
/// device anew.
class Maintenance {
 public:
  struct World {
    drivers::supervisor::DeviceSupervisor& devices;
    const base::Clock& clock;
    std::function<bool()> visitor_present;
    std::function<void()> changed;  ///< the screen must be drawn anew, the status file written
    /// A technician's act for the trail.
    std::function<void(const std::string& kind, base::Json fields)> record;
  };
  explicit Maintenance(World world);

  /// No visit may begin.
  bool keeps_visits_out() const { return mode_.state() != drivers::supervisor::VendorState::Inactive; }
  void visit_ended();
  /// {"state": "active", "technician": "T-07", "name": …}.
  base::Json status() const;
  /// Requests: {"do": "maintenance.enter", "name": …, "number": …}, "maintenance.leave",
  /// "maintenance.status", "device.list", "device.show" | "device.test" | "device.reset" {"class": …},
  /// "device.clear" {"class", "fault"}.
  void handle(const base::Json& request, ControlSocket::Answer answer);

 private:
  using Answer = ControlSocket::Answer;
  void on_mode(drivers::supervisor::VendorState now);
  void take_devices();
  void check_devices_again();
  void agree_when_free();
  base::Json enter(const base::Json& request);
  base::Json leave();
  base::Json list() const;
  void ask_device(const std::string& what, const base::Json& request, Answer answer);
  /// What a device answered, for the technician and for the trail.
  template <class T>
  std::function<void(drivers::contract::Completion<T>)> tell(const std::string& act,
                                                             const std::string& device, Answer answer);
  void record(const std::string& act, base::Json fields);

  World world_;
  drivers::supervisor::VendorMode mode_;
  drivers::supervisor::VendorMode::Client visit_;
  drivers::supervisor::VendorMode::Client devices_;
  base::SessionId session_{};
  std::optional<drivers::supervisor::Lease> lease_;
  std::size_t reopening_ = 0;  ///< devices that have not answered their reset yet
};

}  // namespace kiosk::app

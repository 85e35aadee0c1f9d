// DeviceDesk: turns the effects that need a device into jobs, and their completions into events.
#pragma once

#include <functional>
#include <optional>

#include "drivers/supervisor/device_supervisor.h"
#include "kiosk/base/executor.h"
#include "kiosk/flow/event.h"
#include "kiosk/settings/terminal_settings.h"

namespace kiosk::app {

/// Main thread. An answer to a job that was canceled, or to an earlier visit, is dropped.
class DeviceDesk {
 public:
  using Tell = std::function<void(flow::FlowEvent)>;
  DeviceDesk(drivers::supervisor::DeviceSupervisor& devices, const settings::TimerSettings& timers,
             base::Executor& main, Tell tell)
      : devices_(devices), timers_(timers), main_(main), tell_(std::move(tell)) {}

  /// The visit holds the devices from now on, until end_visit(). Should somebody else hold one, each request
  /// is refused, and the citizen is told that the device is missing.
  void begin_visit(const base::SessionId& session) {
    lease_.reset();
    if (auto lease = devices_.lease(session, devices_.leased_classes())) lease_.emplace(std::move(*lease));
  }
  void end_visit() { lease_.reset(); }
  void read_card(const base::SessionId& session);
  /// A slip's code before the code reader; a terminal without one answers at once.
  void read_code(const base::SessionId& session);
  void await_card_removal(const base::SessionId& session);
  void print_document(const base::SessionId& session, drivers::contract::PrintRequest request);
  void print_slip(const base::SessionId& session, drivers::contract::Slip slip);
  /// Their answers will not be told.
  void cancel_all(const base::SessionId& session);

 private:
  /// Tells the event unless everything was canceled since `generation`.
  void answer(std::uint64_t generation, flow::FlowEvent event);

  drivers::supervisor::DeviceSupervisor& devices_;
  const settings::TimerSettings& timers_;
  base::Executor& main_;
  Tell tell_;
  std::uint64_t generation_ = 0;
  std::optional<drivers::supervisor::Lease> lease_;
};

}  // namespace kiosk::app

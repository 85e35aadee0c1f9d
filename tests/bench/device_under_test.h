// DeviceUnderTest: a device in the terminal's own supervisor, asked from this thread, over an emulated line.
#pragma once

#include <optional>

#include "drivers/supervisor/device_supervisor.h"
#include "kiosk/base/mailbox.h"

namespace kiosk::benchmarks {

struct Deaf final : drivers::supervisor::Listener {
  void device_changed(const drivers::contract::DeviceReport&) override {}
  void fault_raised(const drivers::contract::DeviceFault&) override {}
  void fault_cleared(const drivers::contract::DeviceFault&) override {}
};

/// One thread. Between requests the device is left alone, so that the yardstick may use its line.
class DeviceUnderTest {
 public:
  DeviceUnderTest(const base::Clock& clock, const std::filesystem::path& config) : clock_(clock) {
    drivers::supervisor::SupervisorSettings settings;
    settings.config_dir = config;
    settings.timings.poll_interval = base::Duration{3'600'000};
    supervisor.emplace(clock_, mailbox, deaf_, settings);
  }
  base::Status start(drivers::contract::DeviceClass device_class, const std::string& address) {
    const auto where = drivers::contract::DeviceAddress::parse(address);
    if (!where) return tl::unexpected(where.error());
    if (auto added = supervisor->add({device_class, "", *where, {}}); !added) return added;
    supervisor->start();
    auto lease = supervisor->lease(session, {device_class});
    if (!lease) return tl::unexpected(lease.error());
    lease_.emplace(std::move(*lease));
    const auto end = clock_.now() + base::Duration{15'000};
    while (!supervisor->find(device_class)->usable()) {
      if (clock_.now() > end)
        return base::fail(base::ErrorCode::TimedOut, "the device does not come up", address);
      mailbox.wait_and_drain(base::Duration{20});
    }
    return {};
  }
  /// Drains until the answer is there.
  void wait(const bool& answered) {
    while (!answered) mailbox.wait_and_drain(base::Duration{1'000});
  }

 private:
  const base::Clock& clock_;
  Deaf deaf_;

 public:
  base::Mailbox mailbox{clock_};
  std::optional<drivers::supervisor::DeviceSupervisor> supervisor;
  base::SessionId session{base::Uuid::make_v7(clock_)};

 private:
  std::optional<drivers::supervisor::Lease> lease_;
};

}  // namespace kiosk::benchmarks

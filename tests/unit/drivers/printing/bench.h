// What the printer tests share: a listening observer, a job context, a bench thread with an emulated device.
#pragma once

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <vector>

#include "drivers/contract/driver.h"
#include "drivers/emulation/emulated_device.h"
#include "drivers/emulation/loop_thread.h"
#include "kiosk/base/strand.h"
#include "tests/unit/drivers/device_witness.h"

namespace drivers::printing::tests {

using kiosk::base::Duration;

/// The emulated device lives on its own thread; `say` carries out a bench command there.
class Bench {
 public:
  template <class Make>
  explicit Bench(Make make) : thread_(clock) {
    thread_.call([&] {
      device_ = make(thread_.loop());
      const auto plugged = device_->plug();
      BOOST_REQUIRE_MESSAGE(plugged.has_value(), (plugged ? "" : plugged.error().to_string()));
      address_ = device_->address();
    });
  }
  ~Bench() {
    thread_.call([this] { device_.reset(); });
  }

  std::string say(const std::vector<std::string>& words) {
    std::string answer;
    thread_.call([&] {
      const auto reply = device_->command({words, "/"});
      BOOST_CHECK_MESSAGE(reply.has_value(), (reply ? "" : reply.error().to_string()));
      if (reply) answer = *reply;
    });
    return answer;
  }
  kiosk::base::Json describe() {
    kiosk::base::Json json;
    thread_.call([&] { json = device_->describe(); });
    return json;
  }
  /// Waits until the device's description satisfies the condition, at most ten seconds.
  template <class Condition>
  bool wait_until(Condition condition) {
    const auto end = clock.now() + Duration{10'000};
    while (clock.now() < end) {
      if (condition(describe())) return true;
      kiosk::base::Mailbox(clock).wait_and_drain(Duration{5});
    }
    return false;
  }
  const std::string& address() const { return address_; }
  contract::DriverContext context(const std::string& id) { return {clock, listener, {id}, "config"}; }
  contract::JobContext job(Duration time = Duration{20'000}, std::stop_token stop = {}) {
    return {{}, {1}, clock.now() + time, stop};
  }

  kiosk::base::SystemClock clock;
  drivers::tests::DeviceWitness listener;

 private:
  emulation::LoopThread thread_;
  std::unique_ptr<emulation::EmulatedDevice> device_;
  std::string address_;
};

}  // namespace drivers::printing::tests

// Opening, closing, and one answer for each command.
#include <boost/test/unit_test.hpp>

#include "drivers/supervisor/driver_table.h"
#include "tests/conformance/bench.h"

namespace conformance {
namespace {

struct Quiet final : drivers::contract::DeviceObserver {
  void report_changed(const DeviceReport&) override {}
  void fault_raised(const DeviceFault&) override {}
  void fault_cleared(const DeviceFault&) override {}
};

/// The driver alone, without a worker.
class BareDevice {
 public:
  explicit BareDevice(Subject& subject) : subject_(subject) {
    const DeviceConfig config = subject.config();
    const auto driver = drivers::supervisor::find_driver(drivers::supervisor::driver_table(), config);
    BOOST_TEST_REQUIRE(driver.has_value());
    auto made = driver->make({clock_, quiet_, {"bare"}, "config"}, config);
    BOOST_TEST_REQUIRE(made.has_value());
    device_ = std::move(*made);
  }
  drivers::contract::Device& operator*() { return *device_; }
  drivers::contract::Device* operator->() { return device_.get(); }
  /// A bus tells of a device a moment after it was plugged in.
  bool open() {
    for (const auto end = clock_.now() + kPatience; clock_.now() < end;) {
      if (device_->open()) return true;
      kiosk::base::Mailbox(clock_).wait_and_drain(Duration{20});
    }
    return false;
  }
  Outcome ask() {
    Outcome outcome;
    const DeviceJob job = subject_.job({}, [&outcome](Outcome done) { outcome = std::move(done); });
    job.work(*device_, {{}, {1}, clock_.now() + kPatience, {}})();
    return outcome;
  }

 private:
  Subject& subject_;
  HurriedClock clock_;
  Quiet quiet_;
  std::unique_ptr<drivers::contract::Device> device_;
};

void opens_closes_twice_and_opens_again(Bench& bench) {
  BareDevice device(bench.subject());
  device->close();
  BOOST_TEST(!device->report().usable());
  for (int round = 1; round <= 2; ++round) {
    BOOST_TEST_REQUIRE(device.open());
    BOOST_TEST(device->report().usable());
    bench.subject().offer(round);
    const Outcome outcome = device.ask();
    BOOST_TEST(outcome.ok(), to_string(outcome.code) << ": " << outcome.detail);
    BOOST_TEST(outcome.content == round);
    device->close();
    device->close();
    device->poll();
    // Who asks a closed device gets an answer, too; drivers without a lasting connection may even serve.
    const Outcome closed = device.ask();
    BOOST_TEST((!closed.ok() || closed.content == round), to_string(closed.code));
    device->close();
  }
  bench.note_end("two rounds of opening, a command, closing twice");
}

void answers_each_command_exactly_once(Bench& bench) {
  bench.start();
  // The worker hands them on one after the other; that each came once is checked at the terminal's end.
  for (int content = 1; content <= 2; ++content) {
    bench.subject().offer(content);
    const auto call = bench.ask(kPatience);
    bench.require_content(call, content);
    bench.note(*call);
  }
  BOOST_TEST(bench.terminal().raised.empty());
}

}  // namespace

std::vector<Case> life_cases() {
  return {
      {"opens_closes_twice_and_opens_again", "opened and closed twice", opens_closes_twice_and_opens_again},
      {"answers_each_command_exactly_once", "nothing is wrong", answers_each_command_exactly_once},
  };
}

}  // namespace conformance

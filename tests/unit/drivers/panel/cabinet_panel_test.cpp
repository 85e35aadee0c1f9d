// The panel driver against the emulated keypad, jack, lights and contacts.
#include <boost/test/unit_test.hpp>
#include <optional>
#include <sstream>

#include "drivers/emulation/emulated_panel.h"
#include "drivers/emulation/loop_thread.h"
#include "drivers/panel/cabinet_panel.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/drivers/device_witness.h"

using namespace std::chrono_literals;
using namespace drivers;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::LightMode;
using contract::PanelKey;
using contract::PanelLight;
using kiosk::base::Duration;

namespace {

struct Bench {
  Bench() {
    std::string address;
    loop.call([&] {
      hardware.emplace(emulation::BenchPlace{loop.loop(), folder.path(), "drivers/emulation/data"});
      BOOST_REQUIRE(hardware->plug());
      address = hardware->address();
    });
    auto made = panel::make_cabinet_panel(
        {clock, witness, {"panel"}, "config"},
        {contract::DeviceClass::Panel, "", contract::DeviceAddress::parse(address).value()});
    BOOST_REQUIRE(made);
    device = std::move(*made);
    cabinet = dynamic_cast<contract::Panel*>(device.get());
  }
  ~Bench() {
    loop.call([this] { hardware.reset(); });
    BOOST_TEST(refused == 0);
  }
  static emulation::BenchCommand words_of(const std::string& line) {
    std::istringstream stream(line);
    emulation::BenchCommand command{{}, "."};
    for (std::string word; stream >> word;) command.words.push_back(word);
    return command;
  }
  void tell(const std::string& line) {
    loop.call([&] { BOOST_TEST(hardware->command(words_of(line)).has_value()); });
  }
  void tell_after(Duration delay, const std::string& line) {
    loop.loop().post_after(delay, [this, line] { refused += hardware->command(words_of(line)) ? 0 : 1; });
  }
  contract::JobContext job(Duration deadline = 20s, std::stop_token stop = {}) const {
    return {{}, {1}, clock.now() + deadline, std::move(stop)};
  }
  contract::PanelEvent next() {
    const auto event = cabinet->wait_for_event(job());
    BOOST_TEST_REQUIRE(event.ok(), event.detail);
    return *event.value;
  }
  /// The events that tell how the contacts stand at first.
  void settle() {
    while (cabinet->wait_for_event(job(300ms)).ok()) {
    }
  }
  bool shines(unsigned line) {
    bool on = false;
    loop.call([&] { on = hardware->shines(line); });
    return on;
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  emulation::LoopThread loop{clock};
  std::optional<emulation::EmulatedPanel> hardware;
  drivers::tests::DeviceWitness witness;
  std::unique_ptr<contract::Device> device;
  contract::Panel* cabinet = nullptr;
  int refused = 0;  ///< loop thread
};

}  // namespace

BOOST_AUTO_TEST_SUITE(cabinet_panel)

BOOST_AUTO_TEST_CASE(every_key_is_told_in_order) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  bench.settle();
  const std::pair<const char*, PanelKey> keys[]{{"up", PanelKey::Up},
                                                {"down", PanelKey::Down},
                                                {"left", PanelKey::Left},
                                                {"right", PanelKey::Right},
                                                {"ok", PanelKey::Ok},
                                                {"back", PanelKey::Back},
                                                {"help", PanelKey::Help},
                                                {"volume-up", PanelKey::VolumeUp},
                                                {"volume-down", PanelKey::VolumeDown}};
  for (const auto& [word, key] : keys) bench.tell(std::string("key ") + word);
  for (const auto& [word, key] : keys) BOOST_TEST((bench.next().key == key), word);
}

BOOST_AUTO_TEST_CASE(the_headset_jack_is_told) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  bench.settle();
  bench.tell_after(100ms, "headset on");
  const auto in = bench.next();
  BOOST_TEST(!in.key);
  BOOST_TEST((in.senses.headset == true));
  bench.tell("headset off");
  BOOST_TEST((bench.next().senses.headset == false));
}

BOOST_AUTO_TEST_CASE(presence_door_and_tamper_are_told_and_the_last_two_are_faults) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  bench.settle();
  bench.tell("person on");
  BOOST_TEST((bench.next().senses.person == true));
  BOOST_TEST(bench.witness.raised.empty());
  bench.tell("door on");
  BOOST_TEST((bench.next().senses.door_open == true));
  BOOST_TEST(bench.device->report().usable());
  bench.tell("tamper on");
  BOOST_TEST((bench.next().senses.tampered == true));
  BOOST_TEST(!bench.device->report().usable());
  bench.tell("tamper off");
  bench.tell("door off");
  bench.settle();
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::DoorOpen, FaultType::TamperDetected}));
  BOOST_TEST(bench.device->report().faults.empty());
}

BOOST_AUTO_TEST_CASE(a_door_that_opens_between_requests_is_noticed_by_polling) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  bench.tell("door on");
  for (int look = 0; look < 3; ++look) bench.device->poll();
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::DoorOpen}));
}

BOOST_AUTO_TEST_CASE(lights_shine_flash_and_go_out) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  bench.settle();
  BOOST_TEST(bench.cabinet->set_light(bench.job(), PanelLight::IdCardReader, LightMode::On).ok());
  BOOST_TEST(bench.shines(0));
  BOOST_TEST(!bench.shines(3));
  BOOST_TEST(bench.cabinet->set_light(bench.job(), PanelLight::ReceiptPrinter, LightMode::Flash).ok());
  bool bright = false;
  bool dark = false;
  for (const auto end = bench.clock.now() + 20s; !(bright && dark) && bench.clock.now() < end;) {
    (void)bench.cabinet->wait_for_event(bench.job(100ms));
    (bench.shines(3) ? bright : dark) = true;
  }
  BOOST_TEST(bright);
  BOOST_TEST(dark);
  BOOST_TEST(bench.cabinet->set_light(bench.job(), PanelLight::IdCardReader, LightMode::Off).ok());
  BOOST_TEST(!bench.shines(0));
}

BOOST_AUTO_TEST_CASE(deadline_and_cancel_are_not_the_same) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  bench.settle();
  BOOST_TEST((bench.cabinet->wait_for_event(bench.job(60ms)).code == CompletionCode::TimeOut));
  std::stop_source stop;
  bench.loop.loop().post_after(50ms, [&stop] { stop.request_stop(); });
  BOOST_TEST(
      (bench.cabinet->wait_for_event(bench.job(20s, stop.get_token())).code == CompletionCode::Canceled));
}

BOOST_AUTO_TEST_CASE(an_unplugged_keypad_is_missing_and_comes_back_with_its_lights) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  bench.settle();
  BOOST_TEST(bench.cabinet->set_light(bench.job(), PanelLight::Scanner, LightMode::On).ok());
  bench.tell_after(50ms, "unplug");
  const auto gone = bench.cabinet->wait_for_event(bench.job());
  BOOST_TEST((gone.code == CompletionCode::HardwareError));
  BOOST_TEST((bench.device->report().state == DeviceState::NoDevice));
  bench.device->close();
  BOOST_TEST(!bench.device->open());
  bench.tell("replug");
  BOOST_REQUIRE(bench.device->open());
  BOOST_TEST(bench.shines(5));
  bench.tell("key ok");
  contract::PanelEvent event = bench.next();
  while (!event.key) event = bench.next();
  BOOST_TEST((event.key == PanelKey::Ok));
  BOOST_TEST((bench.witness.cleared == bench.witness.raised));
}

BOOST_AUTO_TEST_CASE(lines_that_vanish_are_a_missing_device) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  std::filesystem::remove_all(bench.folder / "gpio");
  BOOST_TEST((bench.cabinet->wait_for_event(bench.job()).code == CompletionCode::HardwareError));
  BOOST_TEST((bench.device->report().state == DeviceState::NoDevice));
}

BOOST_AUTO_TEST_CASE(a_cabinet_without_lines_has_no_lights_and_wrong_words_are_refused) {
  Bench bench;
  const contract::DriverContext context{bench.clock, bench.witness, {"panel"}, "config"};
  const auto make = [&](const std::string& address) {
    return panel::make_cabinet_panel(
        context, {contract::DeviceClass::Panel, "", contract::DeviceAddress::parse(address).value()});
  };
  const std::string node = "evdev:" + (bench.folder / "panel").string();
  auto bare = make(node);
  BOOST_REQUIRE(bare && (*bare)->open());
  auto& cabinet = dynamic_cast<contract::Panel&>(**bare);
  BOOST_TEST((cabinet.set_light(bench.job(), PanelLight::Scanner, LightMode::On).code ==
              CompletionCode::UnsupportedCommand));
  BOOST_TEST(!make(node + ",colour=red"));
  BOOST_TEST(!make(node + ",model=../printers/generic-80mm"));
  auto no_chip = make(node + ",gpio=/dev/gpiochip-none");
  BOOST_REQUIRE(no_chip);
  BOOST_TEST((((*no_chip)->open().error().code) == kiosk::base::ErrorCode::NotFound));
}

BOOST_AUTO_TEST_SUITE_END()

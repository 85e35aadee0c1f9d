// The panel on a keypad's /dev/input/eventN and a chip's /dev/gpiochipN, with the kernel's calls that a pipe
// and a folder do not have: the exclusive grab, the jack's state, lines that are taken.
#include <linux/input-event-codes.h>

#include "drivers/emulation/usb/gpio_node.h"
#include "drivers/emulation/usb/input_node.h"
#include "drivers/panel/cabinet_panel.h"
#include "drivers/transport/gpio_lines.h"
#include "tests/unit/drivers/emulation/usb/usb_bench.h"

using namespace usb_bench;
using drivers::emulation::usb::GpioNode;
using drivers::emulation::usb::InputNode;
using drivers::transport::EvdevDevice;
using drivers::transport::make_gpio_lines;
using kiosk::base::ErrorCode;

namespace {

/// All that ever were: a handler must live as long as the bus, and the name of a terminal never comes back.
std::vector<std::unique_ptr<InputNode>>& keypads() {
  static std::vector<std::unique_ptr<InputNode>> all;
  return all;
}
InputNode& keypad() { return *keypads().back(); }
GpioNode& chip() {
  static GpioNode node(testbed(), "gpiochip20", 24);
  return node;
}

constexpr unsigned kReaderLight = 0, kPerson = 16, kDoor = 17,
                   kTamper = 18;  // config/devices/panels/generic.json

struct PanelBench {
  PanelBench() {
    call([this] {
      const std::string name = "input/event" + std::to_string(20 + keypads().size());
      keypads().push_back(std::make_unique<InputNode>(testbed(), name, "Emulated Keypad"));
      plugged = keypad().plug();
      if (plugged) plugged = chip().plug();
      keypad().set_jack(false);
      // Door and tamper contacts are closed to ground when all is well: active low means "open" at the low
      // level.
      chip().set_level(kPerson, false);
      chip().set_level(kDoor, true);
      chip().set_level(kTamper, true);
    });
    BOOST_TEST_REQUIRE(plugged.has_value(), (plugged ? "" : plugged.error().to_string()));
    auto made = drivers::panel::make_cabinet_panel(
        {clock, witness, {"panel"}, "config"},
        {DeviceClass::Panel, "panel",
         *DeviceAddress::parse("evdev:" + keypad().path() + ",gpio=" + chip().path())});
    BOOST_REQUIRE(made);
    device = std::move(*made);
    panel = dynamic_cast<Panel*>(device.get());
  }
  ~PanelBench() {
    device->close();
    call([] {
      keypad().unplug();
      chip().unplug();
    });
  }
  static void call(const std::function<void()>& work) { testbed().thread().call(work); }
  void require_open() {
    const auto opened = device->open();
    BOOST_TEST_REQUIRE(opened.has_value(), (opened ? "" : opened.error().to_string()));
  }
  Completion<PanelEvent> wait(Duration limit = 20s) {
    return panel->wait_for_event({{}, {1}, clock.now() + limit, {}});
  }
  /// The next event with a key.
  std::optional<PanelKey> next_key() {
    for (auto event = wait(); event.ok(); event = wait()) {
      if (event.value->key) return event.value->key;
    }
    return std::nullopt;
  }
  /// Waits until the senses are such.
  template <class Test>
  bool until(Test test) {
    for (const auto end = clock.now() + 20s; clock.now() < end;) {
      const auto event = wait(5s);
      if (event.ok() && test(event.value->senses)) return true;
    }
    return false;
  }

  kiosk::base::SystemClock clock;
  Witness witness;
  kiosk::base::Status plugged;
  std::unique_ptr<Device> device;
  Panel* panel = nullptr;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(panel_node)

BOOST_AUTO_TEST_CASE(a_keypad_is_grabbed_and_nobody_else_gets_its_keys) {
  PanelBench bench;
  bench.require_open();
  bool grabbed = false;
  bench.call([&] { grabbed = keypad().grabbed(); });
  BOOST_TEST(grabbed);
  EvdevDevice other(keypad().path(), bench.clock);
  const auto opened = other.open();
  BOOST_TEST_REQUIRE(!opened.has_value());
  BOOST_TEST((opened.error().code == ErrorCode::Conflict));
  BOOST_TEST(bench.device->report().model == "Emulated Keypad");
}

BOOST_AUTO_TEST_CASE(keys_and_volume_keys_come_from_the_node) {
  PanelBench bench;
  bench.require_open();
  bench.call([] {
    for (const int code : {KEY_UP, KEY_VOLUMEUP, KEY_VOLUMEDOWN, KEY_HELP, KEY_ENTER}) {
      keypad().send(EV_KEY, static_cast<std::uint16_t>(code), 1);
      keypad().send(EV_KEY, static_cast<std::uint16_t>(code), 0);
    }
  });
  for (const PanelKey key :
       {PanelKey::Up, PanelKey::VolumeUp, PanelKey::VolumeDown, PanelKey::Help, PanelKey::Ok}) {
    BOOST_TEST((bench.next_key() == key));
  }
}

BOOST_AUTO_TEST_CASE(a_headset_that_is_in_at_the_start_is_known_and_its_pulling_told) {
  PanelBench bench;
  bench.call([] { keypad().set_jack(true); });
  bench.require_open();
  BOOST_TEST(bench.until([](const PanelSenses& senses) { return senses.headset == true; }));
  bench.call([] {
    keypad().set_jack(false);
    keypad().send(EV_SW, SW_HEADPHONE_INSERT, 0);
  });
  BOOST_TEST(bench.until([](const PanelSenses& senses) { return senses.headset == false; }));
}

BOOST_AUTO_TEST_CASE(after_lost_events_the_jack_is_asked_again) {
  PanelBench bench;
  bench.require_open();
  BOOST_TEST(bench.until([](const PanelSenses& senses) { return senses.headset == false; }));
  bench.call([] {
    keypad().set_jack(true);
    keypad().send(EV_SYN, SYN_DROPPED, 0);
  });
  BOOST_TEST(bench.until([](const PanelSenses& senses) { return senses.headset == true; }));
}

BOOST_AUTO_TEST_CASE(lights_and_contacts_of_a_chip_work_through_libgpiod) {
  PanelBench bench;
  bench.require_open();
  bool output = false, input = true;
  std::string consumer;
  bench.call([&] {
    output = chip().is_output(kReaderLight);
    input = !chip().is_output(kDoor);
    consumer = chip().consumer(kReaderLight);
  });
  BOOST_TEST(output);
  BOOST_TEST(input);
  BOOST_TEST(consumer == "kiosk");
  const JobContext job{{}, {1}, bench.clock.now() + 20s, {}};
  BOOST_TEST(bench.panel->set_light(job, PanelLight::IdCardReader, LightMode::On).ok());
  bool shines = false;
  bench.call([&] { shines = chip().level(kReaderLight); });
  BOOST_TEST(shines);
  bench.call([] { chip().set_level(kPerson, true); });
  BOOST_TEST(bench.until([](const PanelSenses& senses) { return senses.person == true; }));
  bench.call([] { chip().set_level(kDoor, false); });
  BOOST_TEST(bench.until([](const PanelSenses& senses) { return senses.door_open == true; }));
  bench.call([] { chip().set_level(kTamper, false); });
  BOOST_TEST(bench.until([](const PanelSenses& senses) { return senses.tampered == true; }));
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::DoorOpen, FaultType::TamperDetected}));
  BOOST_TEST(bench.panel->set_light(job, PanelLight::IdCardReader, LightMode::Off).ok());
  bench.call([&] { shines = chip().level(kReaderLight); });
  BOOST_TEST(!shines);
}

BOOST_AUTO_TEST_CASE(an_active_low_light_is_dark_at_the_high_level) {
  PanelBench bench;
  const auto lines = make_gpio_lines(chip().path());
  BOOST_TEST_REQUIRE(lines->open({{5, true}}, {{6, false}}).has_value());
  bool level = false;
  bench.call([&] { level = chip().level(5); });
  BOOST_TEST(level);
  BOOST_TEST(lines->set(0, true).has_value());
  bench.call([&] { level = chip().level(5); });
  BOOST_TEST(!level);
  BOOST_TEST(!lines->set(1, true).has_value());
}

BOOST_AUTO_TEST_CASE(a_line_that_another_program_holds_and_one_that_there_is_not_are_said_so) {
  PanelBench bench;
  const auto lines = make_gpio_lines(chip().path());
  bench.call([] { chip().take_away(3, true); });
  const auto taken = lines->open({{3, false}}, {});
  bench.call([] { chip().take_away(3, false); });
  BOOST_TEST_REQUIRE(!taken.has_value());
  BOOST_TEST((taken.error().code == ErrorCode::Conflict));
  BOOST_TEST(lines->open({{3, false}}, {}).has_value());
  BOOST_TEST(!lines->open({}, {{24, false}}).has_value());
  const auto missing = make_gpio_lines("/dev/gpiochip99")->open({{0, false}}, {});
  BOOST_TEST_REQUIRE(!missing.has_value());
  BOOST_TEST((missing.error().code == ErrorCode::NotFound));
}

BOOST_AUTO_TEST_CASE(a_chip_that_vanishes_is_a_missing_device_and_comes_back) {
  PanelBench bench;
  bench.require_open();
  BOOST_TEST(bench.until([](const PanelSenses& senses) { return senses.headset == false; }));
  bench.call([] { chip().unplug(); });
  Completion<PanelEvent> event = bench.wait();
  while (event.ok()) event = bench.wait();
  BOOST_TEST((event.code == CompletionCode::HardwareError));
  BOOST_TEST((bench.device->report().state == DeviceState::NoDevice));
  bench.call([&] {
    keypad().release();
    bench.plugged = chip().plug();
  });
  BOOST_TEST_REQUIRE(bench.plugged.has_value(), (bench.plugged ? "" : bench.plugged.error().to_string()));
  bench.require_open();
  BOOST_TEST((bench.witness.cleared == std::vector{FaultType::DeviceMissing}));
}

BOOST_AUTO_TEST_SUITE_END()

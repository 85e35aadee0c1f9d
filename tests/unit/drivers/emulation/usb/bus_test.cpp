// Finding devices on the bus, hot plug, and whole terminals whose cables are pulled.
#include "drivers/supervisor/device_supervisor.h"
#include "drivers/transport/usb_transport.h"
#include "tests/unit/drivers/emulation/usb/usb_bench.h"

using namespace usb_bench;
using namespace drivers::supervisor;
using drivers::emulation::usb::class_printer;
using drivers::emulation::usb::one_pair_reader;
using drivers::emulation::usb::two_pair_reader;
using drivers::transport::UsbContext;
using drivers::transport::UsbEvent;
using drivers::transport::UsbFunction;
using drivers::transport::UsbSelector;
using drivers::transport::UsbTransport;
using kiosk::base::ErrorCode;

namespace {

/// "ok", or the kind of the error.
std::string open_by(const std::string& address, UsbFunction function = UsbFunction::CardReader) {
  const kiosk::base::SystemClock clock;
  const auto parsed = *DeviceAddress::parse(address);
  UsbTransport transport({*UsbSelector::parse(parsed.path, parsed.options), function}, clock);
  const auto opened = transport.open();
  return opened ? "ok" : std::string(to_string(opened.error().code)) + ": " + opened.error().message;
}

/// libusb hears of a new device a moment after it was plugged in.
bool opens_by(const std::string& address, UsbFunction function = UsbFunction::CardReader) {
  return wait_until([&] { return open_by(address, function) == "ok"; });
}

bool begins(const std::string& text, ErrorCode code) { return text.rfind(to_string(code), 0) == 0; }

struct Events final : Listener {
  std::vector<FaultType> raised;
  std::vector<FaultType> cleared;
  void device_changed(const DeviceReport&) override {}
  void fault_raised(const DeviceFault& fault) override { raised.push_back(fault.type); }
  void fault_cleared(const DeviceFault& fault) override { cleared.push_back(fault.type); }
};

struct Terminal {
  explicit Terminal(const std::string& address) {
    SupervisorSettings settings;
    settings.timings = {{50ms, 100ms}, 50ms, 50ms};
    supervisor.emplace(clock, mailbox, events, settings);
    BOOST_REQUIRE(supervisor->add(config_of(DeviceClass::IdCardReader, address)));
    supervisor->start();
    lease.emplace(*supervisor->lease(session, supervisor->classes()));
  }
  template <class Condition>
  bool wait(Condition condition) {
    const auto end = clock.now() + 20s;
    while (!condition() && clock.now() < end) mailbox.wait_and_drain(20ms);
    return condition();
  }
  bool wait_usable() {
    return wait([this] { return supervisor->find(DeviceClass::IdCardReader)->usable(); });
  }
  CompletionCode read(const std::function<void()>& meanwhile = {}) {
    std::optional<CompletionCode> code;
    supervisor->read_card(session, 20s,
                          [&code](const Completion<CardReading>& answer) { code = answer.code; });
    if (meanwhile) meanwhile();
    BOOST_TEST_REQUIRE(wait([&code] { return code.has_value(); }));
    return *code;
  }

  kiosk::base::SystemClock clock;
  kiosk::base::Mailbox mailbox{clock};
  Events events;
  std::optional<DeviceSupervisor> supervisor;
  kiosk::base::SessionId session{kiosk::base::Uuid::make_v7(clock)};
  std::optional<Lease> lease;
};

}  // namespace

/// The bus stands before libusb starts.
struct BusFixture {
  BusFixture() {
    BOOST_TEST_REQUIRE(UsbTestbed::available(), "run this under umockdev-wrapper");
    testbed();
  }
};
BOOST_TEST_GLOBAL_FIXTURE(BusFixture);

BOOST_AUTO_TEST_SUITE(usb_bus)

BOOST_AUTO_TEST_CASE(a_device_is_found_by_ids_port_and_serial_number) {
  BOOST_TEST(begins(open_by("usb:0400:C35A"), ErrorCode::NotFound));
  const Hardware first = Hardware::reader(two_pair_reader("1-1"));
  BOOST_TEST(opens_by("usb:0400:C35A"));
  BOOST_TEST(opens_by("usb:1-1"));
  BOOST_TEST(opens_by("usb:any"));
  BOOST_TEST(begins(open_by("usb:1-2"), ErrorCode::NotFound));
  const std::string stranger = open_by("usb:1234:5678,port=1-1");
  BOOST_TEST(stranger.find("another USB device stands here: 0400:C35A") != std::string::npos);
  const Hardware second = Hardware::reader(one_pair_reader("1-2"));
  BOOST_TEST(opens_by("usb:0400:C35A,port=1-2"));
  BOOST_TEST(begins(open_by("usb:0400:C35A"), ErrorCode::Conflict));
  const Hardware printer = Hardware::printer(class_printer("1-4"));
  BOOST_TEST(opens_by("usb:0DD4:0205,serial=TEST0001", UsbFunction::Printer));
  BOOST_TEST(begins(open_by("usb:0DD4:0205,serial=TEST0002", UsbFunction::Printer), ErrorCode::NotFound));
  BOOST_TEST(opens_by("usb:any", UsbFunction::Printer));
  BOOST_TEST(begins(open_by("usb:1-4"), ErrorCode::Unsupported));
}

BOOST_AUTO_TEST_CASE(an_opened_device_is_found_again_at_its_own_port) {
  const kiosk::base::SystemClock clock;
  Hardware first = Hardware::reader(two_pair_reader("1-1"));
  UsbTransport transport({*UsbSelector::parse("0400:C35A", {}), UsbFunction::CardReader}, clock);
  BOOST_REQUIRE(wait_until([&] { return transport.open().has_value(); }));
  const Hardware second = Hardware::reader(one_pair_reader("1-2"));
  first.tell("unplug");
  first.tell("replug");
  // Two fit now; the one at the port of before is meant.
  BOOST_TEST(wait_until([&] { return transport.open().has_value(); }));
}

BOOST_AUTO_TEST_CASE(arrivals_and_departures_are_told_with_the_port) {
  const kiosk::base::SystemClock clock;
  const auto mailbox = std::make_shared<kiosk::base::Mailbox>(clock);
  std::vector<std::string> told;
  const auto watch =
      UsbContext::watch(UsbContext::of_process(), {mailbox, [&told](const UsbEvent& event) {
                                                     told.push_back((event.arrived ? "+" : "-") +
                                                                    event.id.to_string() + "@" + event.port);
                                                   }});
  const auto heard = [&](const std::string& text) {
    return wait_until([&] {
      mailbox->drain();
      return !told.empty() && told.back() == text;
    });
  };
  Hardware hub = Hardware::reader(one_pair_reader("1-3"));
  BOOST_TEST(heard("+0400:C35A@1-3"));
  Hardware behind = Hardware::printer(class_printer("1-3.2"));
  BOOST_TEST(heard("+0DD4:0205@1-3.2"));
  behind.tell("unplug");
  BOOST_TEST(heard("-0DD4:0205@1-3.2"));
  hub.tell("unplug");
  BOOST_TEST(heard("-0400:C35A@1-3"));
}

BOOST_AUTO_TEST_CASE(a_terminal_recovers_from_cables_pulled_in_any_state_without_a_restart) {
  for (const UsbBuild& build : {two_pair_reader("1-1"), one_pair_reader("1-1")}) {
    Hardware hardware = Hardware::reader(build);
    Terminal terminal("usb:1-1");
    BOOST_TEST_REQUIRE(terminal.wait_usable());
    hardware.tell("unplug");
    BOOST_TEST(
        terminal.wait([&] { return !terminal.supervisor->find(DeviceClass::IdCardReader)->usable(); }));
    hardware.tell("replug");
    BOOST_TEST_REQUIRE(terminal.wait_usable());
    const auto pulled = terminal.read([&] { hardware.tell_after(100ms, "unplug"); });
    BOOST_TEST((pulled == CompletionCode::HardwareError));
    hardware.tell("replug");
    BOOST_TEST_REQUIRE(terminal.wait_usable());
    hardware.tell("card put 测试人甲");
    BOOST_TEST((terminal.read() == CompletionCode::Success));
    BOOST_TEST((terminal.events.raised == std::vector<FaultType>(2, FaultType::DeviceMissing)));
    BOOST_TEST((terminal.events.cleared == std::vector<FaultType>(2, FaultType::DeviceMissing)));
  }
}

BOOST_AUTO_TEST_SUITE_END()

// The ID-card reader over USB: both pipe variants, stalls, mute modules, pulled cables, wrong devices.
#include <boost/test/data/test_case.hpp>

#include "drivers/id_card/samv_reader.h"
#include "drivers/transport/usb_transport.h"
#include "tests/unit/drivers/emulation/usb/usb_bench.h"

using namespace usb_bench;
using drivers::emulation::usb::hid_reader;
using drivers::emulation::usb::one_pair_reader;
using drivers::emulation::usb::two_pair_reader;
using drivers::emulation::usb::UsbDevice;
using drivers::id_card::SamvReader;
using drivers::transport::UsbFunction;
using drivers::transport::UsbSelector;
using drivers::transport::UsbTransport;
using kiosk::base::ErrorCode;

// Named: the data-driven cases are templates.
namespace reader_usb_test {

constexpr std::array kVariants{2, 1};  // pairs of pipes

UsbBuild build_of(int pairs, const std::string& port = "1-1") {
  return pairs == 2 ? two_pair_reader(port) : one_pair_reader(port);
}

struct ReaderBench {
  explicit ReaderBench(const UsbBuild& build) : hardware(Hardware::reader(build)) {
    const auto address = *DeviceAddress::parse(hardware.address());
    drivers::id_card::SamvSettings settings;
    settings.speeds = {115200};
    settings.timings = {20ms, 1500ms, 5000ms, 800ms, 40ms, 0ms};
    const drivers::transport::UsbSettings usb{*UsbSelector::parse(address.path, address.options),
                                              UsbFunction::CardReader};
    reader.emplace(DriverContext{clock, witness, {"id-card-reader"}, "config"},
                   std::make_unique<UsbTransport>(usb, clock), settings);
  }
  Completion<CardReading> read(Duration deadline = 15s, std::stop_token stop = {}) {
    return reader->read_card({{}, {1}, clock.now() + deadline, std::move(stop)});
  }
  void require_open() {
    // libusb hears of a new device a moment after it was plugged in.
    kiosk::base::Status opened;
    (void)wait_until(
        [&] { return (opened = reader->open()).has_value() || opened.error().code != ErrorCode::NotFound; });
    BOOST_TEST_REQUIRE(opened.has_value(), (opened ? "" : opened.error().to_string()));
  }
  void require_card(const std::string& name) {
    hardware.tell("card put " + name);
    const auto reading = read();
    BOOST_TEST_REQUIRE((reading.ok() && reading.value->card.has_value()), reading.detail);
    BOOST_TEST(reading.value->card->name.reveal() == name);
    BOOST_TEST(reading.value->card->photo_wlt.size() == 1024u);
  }

  kiosk::base::SystemClock clock;
  Hardware hardware;
  Witness witness;
  std::optional<SamvReader> reader;
};

using Faults = std::vector<FaultType>;

}  // namespace reader_usb_test

using namespace reader_usb_test;

BOOST_AUTO_TEST_SUITE(reader_over_usb)

BOOST_DATA_TEST_CASE(a_card_of_1295_bytes_is_read_in_packets_of_64, boost::unit_test::data::make(kVariants),
                     pairs) {
  ReaderBench bench(build_of(pairs));
  bench.require_open();
  BOOST_TEST(bench.reader->report().serial_number == "05.03-20260101-0001234567-0000000089");
  bench.require_card("测试人甲");
  bench.hardware.tell("card remove");
  BOOST_TEST(bench.reader->wait_for_removal({{}, {1}, bench.clock.now() + 10s, {}}).ok());
  bench.require_card("测试人乙");
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_DATA_TEST_CASE(garbage_and_late_answers_cost_no_card, boost::unit_test::data::make(kVariants), pairs) {
  ReaderBench bench(build_of(pairs));
  bench.require_open();
  bench.hardware.tell("checksum wrong");
  bench.require_card("测试人甲");
  bench.hardware.tell("card remove");
  bench.hardware.tell("late 1800");
  bench.require_card("测试人乙");
}

BOOST_DATA_TEST_CASE(a_mute_module_raises_a_fault_and_works_again_later,
                     boost::unit_test::data::make(kVariants), pairs) {
  ReaderBench bench(build_of(pairs));
  bench.require_open();
  bench.hardware.tell("mute on");
  const auto reading = bench.read();
  BOOST_TEST((reading.code == CompletionCode::HardwareError));
  BOOST_TEST((bench.witness.raised == Faults{FaultType::CommunicationFault}));
  BOOST_TEST((bench.reader->report().state == DeviceState::Offline));
  bench.reader->close();
  bench.hardware.tell("mute off");
  bench.require_open();
  BOOST_TEST((bench.witness.cleared == Faults{FaultType::CommunicationFault}));
  bench.require_card("测试人甲");
}

BOOST_DATA_TEST_CASE(a_module_that_hangs_comes_back_by_a_reset_of_its_port,
                     boost::unit_test::data::make(kVariants), pairs) {
  ReaderBench bench(build_of(pairs));
  bench.hardware.call([&] { bench.hardware.port().hang(); });
  bench.require_open();
  BOOST_TEST(bench.hardware.look([](UsbDevice& device) { return device.resets(); }) == 1);
  bench.require_card("测试人甲");
}

BOOST_DATA_TEST_CASE(a_stalled_pipe_is_cleared_and_nobody_notices,
                     boost::unit_test::data::make(kVariants) * boost::unit_test::data::make({0x81, 0x02}),
                     pairs, endpoint) {
  ReaderBench bench(build_of(pairs));
  bench.require_open();
  bench.hardware.call([&] { bench.hardware.port().device().stall(static_cast<std::uint8_t>(endpoint), 1); });
  bench.require_card("测试人甲");
  BOOST_TEST(bench.hardware.look([](UsbDevice& device) { return device.halts_cleared(); }) == 1);
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_pipe_that_stays_halted_costs_a_reset_and_a_new_opening) {
  ReaderBench bench(build_of(2));
  bench.require_open();
  bench.hardware.call([&] { bench.hardware.port().device().stall(0x85, 3); });
  bench.hardware.tell("card put 测试人甲");
  BOOST_TEST((bench.read().code == CompletionCode::HardwareError));
  BOOST_TEST((bench.witness.raised == Faults{FaultType::DeviceMissing}));
  BOOST_TEST(bench.hardware.look([](UsbDevice& device) { return device.resets(); }) == 1);
  bench.require_open();
  bench.require_card("测试人甲");
}

BOOST_DATA_TEST_CASE(an_idle_reader_that_is_pulled_is_missed_and_works_when_it_is_back,
                     boost::unit_test::data::make(kVariants), pairs) {
  ReaderBench bench(build_of(pairs));
  for (int round = 0; round < 3; ++round) {
    bench.require_open();
    bench.require_card("测试人甲");
    bench.hardware.tell("unplug");
    BOOST_TEST(wait_until([&] {
      bench.reader->poll();
      return bench.reader->report().state == DeviceState::NoDevice;
    }));
    BOOST_TEST(!bench.reader->open().has_value());
    bench.hardware.tell("replug");
  }
  bench.require_open();
  BOOST_TEST((bench.witness.raised == Faults(3, FaultType::DeviceMissing)));
  BOOST_TEST((bench.witness.cleared == Faults(3, FaultType::DeviceMissing)));
}

BOOST_DATA_TEST_CASE(a_reader_that_is_pulled_in_the_middle_of_an_answer_is_missed,
                     boost::unit_test::data::make(kVariants), pairs) {
  ReaderBench bench(build_of(pairs));
  bench.require_open();
  bench.hardware.tell("card put 测试人甲");
  bench.hardware.call([&] { bench.hardware.port().pull_after(600); });
  const auto reading = bench.read();
  BOOST_TEST((reading.code == CompletionCode::HardwareError));
  BOOST_TEST((reading.fault == FaultType::DeviceMissing));
  bench.hardware.tell("replug");
  bench.require_open();
  bench.require_card("测试人甲");
}

BOOST_DATA_TEST_CASE(a_module_that_answers_one_byte_at_a_time_is_read,
                     boost::unit_test::data::make(kVariants), pairs) {
  ReaderBench bench(build_of(pairs));
  bench.require_open();
  bench.hardware.tell("slow on");
  bench.require_card("测试人甲");
}

BOOST_DATA_TEST_CASE(noise_around_answers_is_survived, boost::unit_test::data::make(kVariants), pairs) {
  ReaderBench bench(build_of(pairs));
  bench.require_open();
  for (const char* where : {"before", "inside", "after"}) {
    bench.hardware.tell(std::string("garbage ") + where);
    bench.require_card("测试人甲");
    bench.hardware.tell("card remove");
  }
}

BOOST_AUTO_TEST_CASE(a_canceled_reading_says_canceled_and_the_next_one_works) {
  ReaderBench bench(build_of(2));
  bench.require_open();
  std::stop_source stop;
  testbed().loop().post_after(100ms, [&stop] { stop.request_stop(); });
  BOOST_TEST((bench.read(20s, stop.get_token()).code == CompletionCode::Canceled));
  BOOST_TEST((bench.read(100ms).code == CompletionCode::TimeOut));
  bench.require_card("测试人甲");
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_hid_reader_with_the_same_ids_is_refused_with_the_reason) {
  ReaderBench bench(hid_reader("1-1"));
  kiosk::base::Status opened;
  BOOST_TEST(wait_until([&] { return (opened = bench.reader->open()).error().code != ErrorCode::NotFound; }));
  BOOST_TEST_REQUIRE(!opened.has_value());
  BOOST_TEST((opened.error().code == ErrorCode::Unsupported));
  BOOST_TEST(opened.error().message.find("HID") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

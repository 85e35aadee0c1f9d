// What is decided about USB without a device: addresses, endpoints, split frames.
#include <boost/test/unit_test.hpp>

#include "drivers/transport/usb_descriptors.h"
#include "drivers/transport/usb_selector.h"
#include "drivers/transport/usb_split_frame.h"
#include "drivers/transport/usb_transport.h"

using namespace drivers::transport;
using kiosk::base::ErrorCode;
using kiosk::base::SecureBytes;

namespace {

UsbInterface interface_with(std::uint8_t class_code, std::initializer_list<std::uint8_t> addresses) {
  UsbInterface interface {
    0, 0, class_code, {}
  };
  for (const std::uint8_t address : addresses) interface.endpoints.push_back({address, true, 64});
  return interface;
}

std::vector<int> addresses_of(const std::vector<UsbEndpoint>& endpoints) {
  std::vector<int> addresses;
  for (const UsbEndpoint& endpoint : endpoints) addresses.push_back(endpoint.address);
  return addresses;
}

std::string refused(const std::vector<UsbInterface>& interfaces, UsbFunction function) {
  const auto pipes = choose_pipes(interfaces, function);
  if (pipes) return "";
  BOOST_TEST((pipes.error().code == ErrorCode::Unsupported));
  return pipes.error().message;
}

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

std::vector<int> take(UsbSplitFrame& split, SecureBytes& header, SecureBytes& rest, std::size_t size) {
  std::vector<std::uint8_t> buffer(size);
  buffer.resize(split.take(header, rest, buffer));
  return {buffer.begin(), buffer.end()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(usb_choice)

BOOST_AUTO_TEST_CASE(addresses_name_ids_ports_and_serial_numbers) {
  const auto by_id = UsbSelector::parse("0400:c35a", {{"port", "1-1.2"}, {"serial", "A1"}});
  BOOST_REQUIRE(by_id);
  BOOST_TEST(by_id->to_string() == "usb:0400:C35A,port=1-1.2,serial=A1");
  BOOST_TEST(by_id->wants({0x0400, 0xC35A}));
  BOOST_TEST(!by_id->wants({0x0400, 0xC35B}));
  BOOST_TEST(UsbSelector::parse("2-4.1.3", {}).value().port == "2-4.1.3");
  BOOST_TEST(UsbSelector::parse("any", {}).value().wants({1, 2}));
}

BOOST_AUTO_TEST_CASE(wrong_addresses_are_refused) {
  for (const char* path : {"", "0400", "0400:C35", "0400:C35AA", "0400:XYZW", "1-", "-1", "1-1.", "1-1..2",
                           "1-1-2", "1.2", "12", "anything"}) {
    BOOST_TEST(!UsbSelector::parse(path, {}).has_value(), path);
  }
  BOOST_TEST(!UsbSelector::parse("0400:C35A", {{"baud", "9600"}}).has_value());
  BOOST_TEST(!UsbSelector::parse("0400:C35A", {{"port", "here"}}).has_value());
  BOOST_TEST(!UsbSelector::parse("1-1", {{"port", "1-2"}}).has_value());
}

BOOST_AUTO_TEST_CASE(two_pairs_carry_header_and_rest_whatever_their_order) {
  const auto pipes = choose_pipes({interface_with(0xFF, {0x85, 0x06, 0x81, 0x02})}, UsbFunction::CardReader);
  BOOST_REQUIRE(pipes);
  BOOST_TEST(addresses_of(pipes->inputs) == (std::vector<int>{0x81, 0x85}), boost::test_tools::per_element());
  BOOST_TEST(addresses_of(pipes->outputs) == (std::vector<int>{0x02, 0x06}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(one_pair_is_found_behind_a_hid_interface) {
  UsbInterface keyboard = interface_with(usb_class::kHid, {0x83});
  keyboard.endpoints[0].bulk = false;
  UsbInterface bulk = interface_with(0xFF, {0x81, 0x02});
  bulk.number = 1;
  const auto pipes = choose_pipes({keyboard, bulk}, UsbFunction::CardReader);
  BOOST_REQUIRE(pipes);
  BOOST_TEST(pipes->interface_number == 1);
  BOOST_TEST(!pipes->has_alternates);
}

BOOST_AUTO_TEST_CASE(a_reader_that_cannot_be_spoken_to_says_why) {
  UsbInterface hid = interface_with(usb_class::kHid, {0x81});
  hid.endpoints[0].bulk = false;
  BOOST_TEST(has(refused({hid}, UsbFunction::CardReader), "HID"));
  BOOST_TEST(
      has(refused({interface_with(usb_class::kSmartCard, {0x81, 0x02})}, UsbFunction::CardReader), "CCID"));
  BOOST_TEST(
      has(refused({interface_with(usb_class::kCommunicationData, {0x81, 0x02})}, UsbFunction::CardReader),
          "serial:"));
  BOOST_TEST(has(refused({interface_with(0xFF, {0x81, 0x85, 0x02})}, UsbFunction::CardReader), "pairs"));
  BOOST_TEST(has(refused({}, UsbFunction::CardReader), "pairs"));
}

BOOST_AUTO_TEST_CASE(a_printer_needs_its_class_and_a_way_back) {
  UsbInterface one_way = interface_with(usb_class::kPrinter, {0x02});
  UsbInterface both_ways = interface_with(usb_class::kPrinter, {0x02, 0x81});
  BOOST_TEST(has(refused({one_way}, UsbFunction::Printer), "no way back"));
  BOOST_TEST(has(refused({interface_with(0xFF, {0x02, 0x81})}, UsbFunction::Printer), "printer class"));
  both_ways.alternate = 1;
  const auto pipes = choose_pipes({one_way, both_ways}, UsbFunction::Printer);
  BOOST_REQUIRE(pipes);
  BOOST_TEST(pipes->alternate == 1);
  BOOST_TEST(pipes->has_alternates);
}

BOOST_AUTO_TEST_CASE(a_split_frame_is_joined_in_order_however_it_is_cut) {
  UsbSplitFrame split;
  SecureBytes header{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00};
  SecureBytes rest{1, 2};
  const std::vector<int> six{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00};
  BOOST_TEST(take(split, header, rest, 64) == six, boost::test_tools::per_element());
  header.push_back(3);
  const std::vector<int> begun{3, 1, 2};
  BOOST_TEST(take(split, header, rest, 64) == begun, boost::test_tools::per_element());
  // The next header waits until the rest of this frame has come.
  header.assign({0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x01});
  BOOST_TEST(take(split, header, rest, 64).empty());
  rest.assign({9, 8});
  const std::vector<int> last{9};
  BOOST_TEST(take(split, header, rest, 1) == last, boost::test_tools::per_element());
  const std::vector<int> next{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x01, 8};
  BOOST_TEST(take(split, header, rest, 64) == next, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_absent_device_is_not_found_and_everything_else_unavailable) {
  const kiosk::base::SystemClock clock;
  UsbTransport transport({*UsbSelector::parse("FFFF:FFFE", {}), UsbFunction::CardReader}, clock);
  const auto opened = transport.open();
  BOOST_REQUIRE(!opened);
  BOOST_TEST((opened.error().code == ErrorCode::NotFound));
  BOOST_TEST(!transport.is_open());
  std::array<std::uint8_t, 8> buffer{};
  BOOST_TEST((transport.write(buffer, clock.now(), {}).error().code == ErrorCode::Unavailable));
  BOOST_TEST((transport.read_some(buffer, clock.now(), {}).error().code == ErrorCode::Unavailable));
  BOOST_TEST((transport.drain_input(kiosk::base::Duration{1}).error().code == ErrorCode::Unavailable));
  BOOST_TEST((transport.reset_device().error().code == ErrorCode::Unavailable));
  BOOST_TEST((transport.port_status().error().code == ErrorCode::Unavailable));
}

BOOST_AUTO_TEST_SUITE_END()

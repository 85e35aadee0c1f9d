// What the terminal can do now, and what its status file says of it.
#include <boost/test/unit_test.hpp>

#include "kiosk/app/surroundings_watch.h"

using namespace kiosk;
using namespace drivers::contract;
using central::Connectivity;

namespace {

DeviceReport online(DeviceClass device_class) {
  DeviceReport report;
  report.id.value = "d" + std::to_string(static_cast<int>(device_class));
  report.device_class = device_class;
  report.state = DeviceState::Online;
  report.model = "Bench 80";
  report.supplies = {{"toner", SupplyLevel::Low, 12}, {"receipt-paper", SupplyLevel::Ok, -1}};
  return report;
}

DeviceReport with_fault(DeviceReport report, FaultType type, FaultSeverity severity) {
  DeviceFault fault;
  fault.device = report.id;
  fault.type = type;
  fault.severity = severity;
  fault.detail = "sensor 3";
  report.faults.push_back(fault);
  return report;
}

std::vector<std::string> usable(const std::vector<DeviceReport>& devices) {
  return app::make_surroundings(devices, Connectivity::Online, true).usable_devices;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(surroundings)

BOOST_AUTO_TEST_CASE(devices_that_work_are_named_by_their_class_in_order) {
  const std::vector<std::string> all{"certificate-printer", "id-card-reader", "receipt-printer"};
  BOOST_TEST(usable({online(DeviceClass::ReceiptPrinter), online(DeviceClass::IdCardReader),
                     online(DeviceClass::CertificatePrinter)}) == all);
  BOOST_TEST(usable({}).empty());
}

BOOST_AUTO_TEST_CASE(a_high_fault_blocks_its_device_and_a_low_one_does_not) {
  const DeviceReport printer = online(DeviceClass::ReceiptPrinter);
  BOOST_TEST(usable({with_fault(printer, FaultType::PaperOut, FaultSeverity::High)}).empty());
  BOOST_TEST(usable({with_fault(printer, FaultType::PaperLow, FaultSeverity::Low)}).size() == 1);
  const auto both = with_fault(with_fault(printer, FaultType::PaperLow, FaultSeverity::Low),
                               FaultType::CoverOpen, FaultSeverity::High);
  BOOST_TEST(usable({both, online(DeviceClass::IdCardReader)}) == std::vector<std::string>{"id-card-reader"});
}

BOOST_AUTO_TEST_CASE(a_device_that_is_not_online_is_not_usable) {
  for (const DeviceState state : {DeviceState::Starting, DeviceState::Offline, DeviceState::NoDevice,
                                  DeviceState::HardwareError, DeviceState::PotentialFraud}) {
    DeviceReport reader = online(DeviceClass::IdCardReader);
    reader.state = state;
    BOOST_TEST(usable({reader}).empty(), to_string(state));
  }
}

BOOST_AUTO_TEST_CASE(the_line_and_the_room_of_the_queue_are_taken_over) {
  using Flow = flow::Surroundings::Connectivity;
  BOOST_TEST((app::make_surroundings({}, Connectivity::Online, true).connectivity == Flow::Online));
  BOOST_TEST((app::make_surroundings({}, Connectivity::Degraded, true).connectivity == Flow::Degraded));
  const auto worst = app::make_surroundings({}, Connectivity::Offline, false);
  BOOST_TEST((worst.connectivity == Flow::Offline));
  BOOST_TEST(!worst.queue_has_room);
}

BOOST_AUTO_TEST_CASE(the_status_names_terminal_line_keys_and_every_device_with_faults_and_supplies) {
  const base::ManualClock clock;
  const auto printer =
      with_fault(online(DeviceClass::ReceiptPrinter), FaultType::PaperOut, FaultSeverity::High);
  const auto json = app::to_json(app::TerminalStatus{{"T05"},
                                                     clock.wall(),
                                                     Connectivity::Degraded,
                                                     false,
                                                     "file",
                                                     "memory",
                                                     {online(DeviceClass::IdCardReader), printer}});
  BOOST_TEST(json["terminal"] == "T05");
  BOOST_TEST(json["at"] == "2026-11-23T14:32:00+08:00");
  BOOST_TEST(json["connectivity"] == "degraded");
  BOOST_TEST(json["queue_has_room"] == false);
  BOOST_TEST(json["keys"] == "file");
  BOOST_TEST(json["memory_locked"].is_boolean());
  BOOST_REQUIRE(json["devices"].size() == 2);
  const base::Json& device = json["devices"][1];
  BOOST_TEST(device["class"] == "receipt-printer");
  BOOST_TEST(device["usable"] == false);
  BOOST_TEST(device["faults"][0]["type"] == std::string(to_string(FaultType::PaperOut)));
  BOOST_TEST(device["faults"][0]["severity"] == std::string(to_string(FaultSeverity::High)));
  BOOST_TEST(device["faults"][0]["detail"] == "sensor 3");
  BOOST_TEST(device["supplies"][0]["percent"] == 12);
  BOOST_TEST(device["supplies"][1]["percent"].is_null(), "a level that nobody measured is not invented");
  BOOST_TEST(json["devices"][0]["usable"] == true);
}

BOOST_AUTO_TEST_SUITE_END()

// Faults are raised once, counted, cleared by somebody; reports tell only changes; addresses are words.
#include <boost/test/unit_test.hpp>

#include "drivers/contract/device_address.h"
#include "drivers/contract/status_board.h"

using namespace drivers::contract;

namespace {

struct Witness final : DeviceObserver {
  int reports = 0;
  std::vector<DeviceFault> raised;
  std::vector<DeviceFault> cleared;
  void report_changed(const DeviceReport&) override { ++reports; }
  void fault_raised(const DeviceFault& fault) override { raised.push_back(fault); }
  void fault_cleared(const DeviceFault& fault) override { cleared.push_back(fault); }
};

struct Board {
  kiosk::base::ManualClock clock;
  Witness witness;
  StatusBoard board{clock, DeviceClass::ReceiptPrinter, {"receipt-printer"}, witness};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(faults)

BOOST_AUTO_TEST_CASE(a_fault_is_told_once_and_counted_while_it_lasts) {
  Board b;
  b.board.raise(FaultType::PaperOut, "first");
  b.board.raise(FaultType::PaperOut, "second");
  BOOST_TEST(b.witness.raised.size() == 1u);
  BOOST_TEST(b.board.report().faults.front().count == 2u);
  BOOST_TEST(b.board.report().faults.front().detail == "first");
  BOOST_TEST((b.witness.raised.front().since == b.clock.wall()));
  BOOST_TEST((b.witness.raised.front().severity == FaultSeverity::High));
}

BOOST_AUTO_TEST_CASE(a_cleared_fault_keeps_its_number_and_says_who_cleared_it) {
  Board b;
  b.board.raise(FaultType::PaperLow, "");
  b.board.clear(FaultType::PaperLow, ClearedBy::Operator);
  b.board.clear(FaultType::PaperLow, ClearedBy::Operator);
  BOOST_REQUIRE(b.witness.cleared.size() == 1u);
  BOOST_TEST((b.witness.cleared.front().id == b.witness.raised.front().id));
  BOOST_TEST((b.witness.cleared.front().cleared_by == ClearedBy::Operator));
  BOOST_TEST(!b.board.is_active(FaultType::PaperLow));
  b.board.raise(FaultType::PaperLow, "");
  BOOST_TEST((b.witness.raised[1].id != b.witness.raised[0].id));
}

BOOST_AUTO_TEST_CASE(only_changes_are_told) {
  Board b;
  b.board.set_state(DeviceState::Online);
  b.board.set_state(DeviceState::Online);
  b.board.set_supply({"receipt-paper", SupplyLevel::Ok, -1});
  b.board.set_supply({"receipt-paper", SupplyLevel::Ok, -1});
  BOOST_TEST(b.witness.reports == 2);
  b.board.set_supply({"receipt-paper", SupplyLevel::Low, -1});
  b.board.set_identity("VKP80III", "1");
  b.board.set_identity("VKP80III", "1");
  BOOST_TEST(b.witness.reports == 4);
  BOOST_TEST(b.board.report().supplies.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_high_fault_or_an_offline_state_makes_a_device_unusable) {
  Board b;
  b.board.set_state(DeviceState::Online);
  BOOST_TEST(b.board.report().usable());
  b.board.raise(FaultType::PaperLow, "");
  BOOST_TEST(b.board.report().usable());
  b.board.raise(FaultType::PaperJam, "");
  BOOST_TEST(!b.board.report().usable());
  b.board.clear(FaultType::PaperJam);
  b.board.set_state(DeviceState::Offline);
  BOOST_TEST(!b.board.report().usable());
}

BOOST_AUTO_TEST_CASE(addresses_are_parsed_and_written_back) {
  const auto address = DeviceAddress::parse("serial:/dev/ttyS1,baud=9600,slow");
  BOOST_REQUIRE(address);
  BOOST_TEST(address->transport == "serial");
  BOOST_TEST(address->path == "/dev/ttyS1");
  BOOST_TEST(address->options.at("baud") == "9600");
  BOOST_TEST(address->options.at("slow") == "true");
  BOOST_TEST(address->to_string() == "serial:/dev/ttyS1,baud=9600,slow=true");
  for (const char* wrong : {"", ":", "serial", "serial:", "serial:,baud=1", ":/dev/ttyS1"}) {
    BOOST_TEST(!DeviceAddress::parse(wrong), wrong);
  }
  const auto given = DeviceOverride::parse("certificate-printer=ipp://localhost:8631/ipp/print");
  BOOST_REQUIRE(given);
  BOOST_TEST((given->device_class == DeviceClass::CertificatePrinter));
  BOOST_TEST(given->address.path == "//localhost:8631/ipp/print");
  BOOST_TEST(!DeviceOverride::parse("toaster=serial:/dev/ttyS1"));
}

BOOST_AUTO_TEST_SUITE_END()

// Supplies are judged by thresholds and raise their faults once; capabilities are told as words.
#include <boost/test/unit_test.hpp>

#include "drivers/contract/status_board.h"
#include "tests/unit/drivers/device_witness.h"

using namespace drivers::contract;

namespace {

using FaultTypes = std::vector<FaultType>;

}  // namespace

BOOST_AUTO_TEST_SUITE(supplies)

BOOST_AUTO_TEST_CASE(a_counted_supply_is_low_then_out_then_well_each_told_once) {
  kiosk::base::ManualClock clock;
  drivers::tests::DeviceWitness witness;
  StatusBoard board{clock, DeviceClass::CardDispenser, {"card-dispenser"}, witness};
  board.watch_supply("card-stacker", {FaultType::StackerLow, FaultType::StackerEmpty, -1, 20});
  for (const int count : {200, 21, 20, 19, 5}) board.set_supply({"card-stacker", SupplyLevel::Ok, -1, count});
  BOOST_TEST((witness.raised == FaultTypes{FaultType::StackerLow}));
  BOOST_TEST((board.report().supplies.front().level == SupplyLevel::Low));
  board.set_supply({"card-stacker", SupplyLevel::Ok, -1, 0});
  BOOST_TEST((witness.raised == FaultTypes{FaultType::StackerLow, FaultType::StackerEmpty}));
  BOOST_TEST((witness.cleared == FaultTypes{FaultType::StackerLow}));
  board.set_supply({"card-stacker", SupplyLevel::Unknown});
  BOOST_TEST(board.is_active(FaultType::StackerEmpty));
  board.set_supply({"card-stacker", SupplyLevel::Ok, -1, 200});
  BOOST_TEST((witness.cleared == FaultTypes{FaultType::StackerLow, FaultType::StackerEmpty}));
  BOOST_TEST(board.report().faults.empty());
}

BOOST_AUTO_TEST_CASE(what_the_device_says_itself_is_never_made_better) {
  const SupplyRule rule{{}, {}, 10, -1};
  BOOST_TEST((judge({"toner", SupplyLevel::Low, 80}, rule) == SupplyLevel::Low));
  BOOST_TEST((judge({"toner", SupplyLevel::Ok, 10}, rule) == SupplyLevel::Low));
  BOOST_TEST((judge({"toner", SupplyLevel::Ok, 11}, rule) == SupplyLevel::Ok));
  BOOST_TEST((judge({"toner", SupplyLevel::Ok, 0}, rule) == SupplyLevel::Out));
  BOOST_TEST((judge({"toner", SupplyLevel::Unknown}, rule) == SupplyLevel::Unknown));
  BOOST_TEST((judge({"toner", SupplyLevel::Ok}, {}) == SupplyLevel::Ok));
}

BOOST_AUTO_TEST_CASE(thresholds_are_shares_or_pieces) {
  SupplyRule rule;
  std::map<std::string, std::string> settings{{"toner-low", "15%"}, {"stacker-low", "200"}, {"model", "M"}};
  BOOST_TEST(take_threshold(settings, "toner-low", rule).has_value());
  BOOST_TEST(take_threshold(settings, "stacker-low", rule).has_value());
  BOOST_TEST(take_threshold(settings, "absent", rule).has_value());
  BOOST_TEST(rule.low_percent == 15);
  BOOST_TEST(rule.low_count == 200);
  BOOST_TEST(settings.size() == 1u);
  for (const char* wrong : {"", "%", "101%", "-1", "few", "5 %"}) {
    settings["low"] = wrong;
    BOOST_TEST(!take_threshold(settings, "low", rule).has_value(), wrong);
  }
}

BOOST_AUTO_TEST_CASE(fault_words_are_read_back) {
  FaultType type{};
  BOOST_TEST(parse_fault_type("paper-jam", type));
  BOOST_TEST((type == FaultType::PaperJam));
  BOOST_TEST(parse_fault_type("error-bin-full", type));
  BOOST_TEST((type == FaultType::ErrorBinFull));
  BOOST_TEST(!parse_fault_type("unknown", type));
}

BOOST_AUTO_TEST_CASE(capabilities_are_told_as_words) {
  ReceiptPrinterCapabilities can;
  can.columns = 48;
  can.presenter = true;
  const auto json = to_json(Capabilities{"ESC/POS", "", can});
  BOOST_TEST(json.at("protocol") == "ESC/POS");
  BOOST_TEST(json.at("columns") == 48);
  BOOST_TEST(json.at("presenter") == true);
  BOOST_TEST(to_json(Capabilities{}).size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()

// The spelling of faults, and a script that goes through them.
#include <boost/test/unit_test.hpp>

#include "kiosk/base/file.h"
#include "tests/central/faults/fault_script.h"
#include "tests/support/temporary_folder.h"

using namespace tests::central;

BOOST_AUTO_TEST_SUITE(faults)

BOOST_AUTO_TEST_CASE(each_spelling_means_one_fault) {
  BOOST_TEST((parse_fault("slow:2000")->number == 2000));
  BOOST_TEST((parse_fault("drop-reply:3")->times == 3));
  BOOST_TEST((parse_fault("cut:40*2")->times == 2));
  BOOST_TEST(to_string(*parse_fault("html-400")) == "status:400");
  BOOST_TEST(to_string(*parse_fault("cut:40*2")) == "cut:40*2");
  for (const char* wrong : {"", "sleep", "slow", "slow:x", "down:1", "drop-reply*", "status:-1"}) {
    BOOST_TEST(!parse_fault(wrong).has_value(), wrong);
  }
}

BOOST_AUTO_TEST_CASE(a_script_is_gone_through_in_order_and_its_last_fault_stays) {
  const kiosk::tests::TemporaryFolder folder;
  BOOST_REQUIRE(kiosk::base::write_file_atomically(folder / "script.json",
                                                   R"({"faults":["busy:1*2","drop-reply*1","slow:10"]})"));
  auto script = FaultScript::load(folder / "script.json");
  BOOST_REQUIRE(script.has_value());
  BOOST_TEST((script->next(false).kind == FaultKind::Busy));
  BOOST_TEST((script->next(true).kind == FaultKind::Busy));
  // A dropped reply waits for a submission.
  BOOST_TEST((script->next(false).kind == FaultKind::None));
  BOOST_TEST((script->next(true).kind == FaultKind::DropReply));
  BOOST_TEST((script->next(true).kind == FaultKind::Slow));
  BOOST_TEST((script->next(true).kind == FaultKind::Slow));
}

BOOST_AUTO_TEST_CASE(a_wrong_script_names_its_place) {
  const kiosk::tests::TemporaryFolder folder;
  const auto load = [&folder](const char* text) {
    BOOST_REQUIRE(kiosk::base::write_file_atomically(folder / "script.json", text));
    return FaultScript::load(folder / "script.json").error().where;
  };
  const std::string file = (folder / "script.json").string();
  BOOST_TEST(load(R"({"faults":["none","nonsense"]})") == file + "#/faults/1");
  BOOST_TEST(load(R"({"faults":"none"})") == file + "#/faults");
  BOOST_TEST(load("[]") == file + "#/faults");
}

BOOST_AUTO_TEST_SUITE_END()

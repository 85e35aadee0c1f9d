// Which other terminal is named when this one cannot.
#include "kiosk/settings/fleet.h"

#include <boost/test/unit_test.hpp>

namespace kiosk::settings::tests {
namespace {

TerminalSettings terminal(const std::string& id, int number, const std::string& place) {
  TerminalSettings made;
  made.id = {id};
  made.number = number;
  made.place_zh = place;
  return made;
}

FleetTerminal other(const std::string& id, int number, const std::string& place) {
  return {{id}, number, id, id, place, place, {{"RS-01"}}};
}

BOOST_AUTO_TEST_SUITE(fleet)

BOOST_AUTO_TEST_CASE(a_terminal_at_the_same_place_comes_before_a_nearer_number) {
  const Fleet all({other("T03", 3, "A"), other("T06", 6, "B"), other("T09", 9, "B")});
  BOOST_TEST(all.nearest_that_offers({"RS-01"}, terminal("T04", 4, "B"))->number == 6);
}

BOOST_AUTO_TEST_CASE(a_terminal_never_names_itself_and_nobody_where_nobody_offers_it) {
  const Fleet all({other("T05", 5, "B")});
  BOOST_TEST((all.nearest_that_offers({"RS-01"}, terminal("T05", 5, "B")) == nullptr));
  BOOST_TEST((all.nearest_that_offers({"GA-01"}, terminal("T01", 1, "A")) == nullptr));
}

BOOST_AUTO_TEST_CASE(the_county_s_own_files_give_18_terminals_without_the_desk) {
  BOOST_TEST(Fleet::load("config").terminals().size() == 18U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kiosk::settings::tests

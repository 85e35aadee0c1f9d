// Services and terminals against the county's table: 43 services on 18 terminals.
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "tests/unit/tests/services/shipped.h"

using namespace kiosk;
using kiosk::base::Json;
using kiosk::catalog::ServiceDefinition;
using kiosk::tests::all_services;
using kiosk::tests::county_table;
using kiosk::tests::in_the_table;
using kiosk::tests::TestWorld;

namespace {

using Words = std::vector<std::string>;

bool holds(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The classes of the table's devices for which there is a driver.
Words classes_of(const Json& terminal) {
  Words classes;
  for (const auto& [word, device_class] : county_table().at("classes").items()) {
    // Two of the table's words may be one device: a code reader reads slips and payment codes.
    if (holds(classes, device_class)) continue;
    if (holds(terminal.at("devices").get<Words>(), word)) classes.push_back(device_class);
  }
  return classes;
}

/// The table's services that are written and whose devices this terminal has.
Words services_of(const Json& terminal, const Words& classes) {
  Words services;
  for (const auto& id : terminal.at("services")) {
    const ServiceDefinition* service = TestWorld::get().catalog.find({id.get<std::string>()});
    if (service == nullptr) continue;
    const auto has = [&classes](const std::string& device) { return holds(classes, device); };
    if (std::all_of(service->devices.begin(), service->devices.end(), has)) services.push_back(id);
  }
  return services;
}

std::string_view policy(const ServiceDefinition& service) {
  switch (service.offline) {
    case catalog::OfflinePolicy::Queue: return "queue";
    case catalog::OfflinePolicy::Apply: return "apply";
    case catalog::OfflinePolicy::Online: break;
  }
  return "online";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_county_s_table)

BOOST_AUTO_TEST_CASE(every_service_has_the_table_s_name_and_offline_policy) {
  const Json& table = county_table().at("services");
  BOOST_TEST(table.size() == 43U);
  for (const ServiceDefinition& service : all_services()) {
    if (!in_the_table(service)) continue;
    BOOST_TEST_REQUIRE(table.contains(service.id.value), service.id.value);
    BOOST_TEST(table.at(service.id.value).at("offline").get<std::string>() == policy(service),
               service.id.value);
  }
  for (const auto& [id, row] : table.items()) {
    if (TestWorld::get().catalog.find({id}) == nullptr) {
      BOOST_TEST_MESSAGE("not written yet: " << id << " " << row.at("name").get<std::string>());
    }
  }
}

BOOST_AUTO_TEST_CASE(every_terminal_has_the_table_s_devices_and_the_services_that_they_allow) {
  BOOST_TEST(county_table().at("terminals").size() == 18U);
  for (const auto& [id, row] : county_table().at("terminals").items()) {
    const auto settings = settings::TerminalSettings::load("config", base::TerminalId{id});
    BOOST_TEST_REQUIRE(settings.has_value(), id);
    const Words classes = classes_of(row);
    Words here = settings->device_classes();
    BOOST_TEST(std::is_permutation(here.begin(), here.end(), classes.begin(), classes.end()), id);
    Words offered;
    for (const base::ServiceId& service : settings->services) {
      if (in_the_table(*TestWorld::get().catalog.find(service))) offered.push_back(service.value);
    }
    BOOST_TEST(offered == services_of(row, classes), boost::test_tools::per_element());
    for (const auto& wanted : row.at("services")) {
      const bool written = TestWorld::get().catalog.find({wanted.get<std::string>()}) != nullptr;
      if (written && !holds(offered, wanted)) {
        BOOST_TEST_MESSAGE(id << " has no device for " << wanted.get<std::string>());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(every_service_is_on_the_desk_and_on_a_terminal) {
  BOOST_TEST(TestWorld::get().terminal.services.size() == all_services().size());
  for (const ServiceDefinition& service : all_services()) {
    int terminals = 0;
    for (const auto& [id, row] : county_table().at("terminals").items()) {
      const auto settings = settings::TerminalSettings::load("config", base::TerminalId{id});
      BOOST_TEST_REQUIRE(settings.has_value(), id);
      const auto& here = settings->services;
      terminals += std::count(here.begin(), here.end(), service.id) > 0 ? 1 : 0;
    }
    BOOST_TEST(terminals >= 1, service.id.value);
  }
}

BOOST_AUTO_TEST_SUITE_END()

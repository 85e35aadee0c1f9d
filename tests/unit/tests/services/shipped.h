// The services, terminals and centre's rules that are shipped, and the county's table.
#pragma once

#include <stdexcept>

#include "kiosk/base/json_file.h"
#include "tests/central/service/service_rule.h"
#include "tests/unit/kiosk/flow/visitor.h"

namespace kiosk::tests {

inline const std::vector<catalog::ServiceDefinition>& all_services() {
  return TestWorld::get().catalog.services();
}

/// What is asked of the county itself stands beside the table of the 43.
inline bool in_the_table(const catalog::ServiceDefinition& service) {
  return service.domain != catalog::Domain::CountyService;
}

inline const ::tests::central::ServiceRules& centre_rules() {
  static const auto rules = TestWorld::load(::tests::central::load_service_rules("tests/central/services"));
  return rules;
}

/// 43 services, 18 terminals, and the device classes for the table's words.
inline const base::Json& county_table() {
  static const base::Json table =
      TestWorld::load(base::read_json_file("tests/unit/tests/services/table.json"));
  return table;
}

}  // namespace kiosk::tests

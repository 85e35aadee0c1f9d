// CasePromise: until when a case will be done, and how that time stands.
#pragma once

#include <optional>
#include <string>

#include "tests/central/cases/case_record.h"
#include "tests/central/service/service_rule.h"
#include "tests/central/service/supervision.h"

namespace tests::central {

struct CasePromise {
  std::string by;                                 ///< RFC 3339; empty when nothing is promised
  std::optional<kiosk::protocol::Light> light{};  ///< only of a case that is still worked on
};

CasePromise promise_of(const CaseRecord& record, const ServiceRule& rule, const WorkCalendar& calendar,
                       kiosk::base::WallTime now);

}  // namespace tests::central

// The promised time of a case by its service's rule.
#include "tests/central/service/case_promise.h"

namespace tests::central {

CasePromise promise_of(const CaseRecord& record, const ServiceRule& rule, const WorkCalendar& calendar,
                       kiosk::base::WallTime now) {
  using namespace kiosk::protocol;
  if (rule.promised_workdays == 0) return {};
  const kiosk::base::WallTime received{kiosk::base::Duration{record.received_ms}};
  CasePromise promise;
  promise.by = kiosk::base::to_rfc3339(calendar.deadline(received, rule.promised_workdays));
  if (record.state == wire_word(CaseState::Accepted, kCaseStateWords)) {
    promise.light = light_of(calendar, received, rule.promised_workdays, now);
  }
  return promise;
}

}  // namespace tests::central

// Promised times in working days, and the lights of the electronic supervision.
#include <boost/test/unit_test.hpp>

#include "tests/central/service/supervision.h"

using namespace tests::central;
using kiosk::base::Duration;
using kiosk::base::ManualClock;
using kiosk::base::to_rfc3339;
using kiosk::base::WallTime;
using kiosk::protocol::Light;

namespace {

constexpr Duration kDay{86'400'000};

WorkCalendar real_calendar() { return *WorkCalendar::load(KIOSK_SOURCE "/tests/central/calendar.json"); }

/// 14:32 county time, so many days after Monday, 23 November 2026.
WallTime day(int days) {
  const ManualClock monday;
  return {monday.wall().since_epoch + days * kDay};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(supervision)

BOOST_AUTO_TEST_CASE(a_weekend_does_not_count) {
  const WorkCalendar calendar = real_calendar();
  BOOST_TEST(to_rfc3339(calendar.deadline(day(0), 3)) == "2026-11-27T00:00:00+08:00");
  BOOST_TEST(to_rfc3339(calendar.deadline(day(0), 5)) == "2026-12-01T00:00:00+08:00");
  BOOST_TEST(to_rfc3339(calendar.deadline(day(5), 1)) == "2026-12-01T00:00:00+08:00");
}

BOOST_AUTO_TEST_CASE(a_holiday_does_not_count_and_a_worked_weekend_does) {
  const WorkCalendar calendar = real_calendar();
  // From Wednesday, 30 September: 1, 2, 5, 6, 7 October are free, Saturday the 10th is worked.
  BOOST_TEST(to_rfc3339(calendar.deadline(day(-54), 1)) == "2026-10-09T00:00:00+08:00");
  BOOST_TEST(to_rfc3339(calendar.deadline(day(-54), 3)) == "2026-10-11T00:00:00+08:00");
}

BOOST_AUTO_TEST_CASE(a_case_turns_yellow_on_its_last_day_and_red_after_it) {
  const WorkCalendar calendar = real_calendar();
  const auto light = [&calendar](int promised, int days_later) {
    return light_of(calendar, day(0), promised, day(days_later));
  };
  BOOST_TEST((light(3, 0) == Light::Green));
  BOOST_TEST((light(3, 2) == Light::Green));
  BOOST_TEST((light(3, 3) == Light::Yellow));
  BOOST_TEST((light(3, 4) == Light::Red));
  BOOST_TEST((light(20, 21) == Light::Green));
  BOOST_TEST((light(20, 22) == Light::Yellow));
}

BOOST_AUTO_TEST_CASE(a_calendar_that_cannot_be_read_is_told) {
  BOOST_TEST(!WorkCalendar::load("/nonexistent/calendar.json").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

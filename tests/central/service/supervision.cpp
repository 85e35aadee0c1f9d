// Counting working days.
#include "tests/central/service/supervision.h"

#include <algorithm>

#include "kiosk/base/json_file.h"

namespace tests::central {

using kiosk::base::Duration;
using kiosk::base::WallTime;

namespace {

constexpr Duration kDay{86'400'000};

WallTime next_day(WallTime time) { return {time.since_epoch + kDay}; }

/// 24:00 of the day in the county's zone.
WallTime end_of_day(WallTime time) {
  const auto civil = kiosk::base::to_civil(time);
  const Duration into{((civil.hour * 60 + civil.minute) * 60 + civil.second) * 1000 +
                      time.since_epoch.count() % 1000};
  return {time.since_epoch - into + kDay};
}

}  // namespace

kiosk::base::Result<WorkCalendar> WorkCalendar::load(const std::filesystem::path& file) {
  const auto json = kiosk::base::read_json_file(file);
  if (!json) return tl::unexpected(json.error());
  WorkCalendar calendar;
  try {
    calendar.holidays_ = json->at("holidays").get<std::set<std::string>>();
    calendar.workdays_ = json->at("workdays").get<std::set<std::string>>();
  } catch (const kiosk::base::Json::exception& error) {
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidData, error.what(), file.string());
  }
  return calendar;
}

bool WorkCalendar::is_workday(WallTime day) const {
  const std::string date = kiosk::base::to_compact_date(day);
  if (workdays_.count(date) > 0) return true;
  const int weekday = kiosk::base::to_civil(day).weekday;
  return weekday != 0 && weekday != 6 && holidays_.count(date) == 0;
}

WallTime WorkCalendar::deadline(WallTime from, int days) const {
  WallTime day = from;
  for (int counted = 0; counted < days;) {
    day = next_day(day);
    if (is_workday(day)) ++counted;
  }
  return end_of_day(day);
}

int WorkCalendar::workdays_left(WallTime now, WallTime deadline) const {
  int left = 0;
  for (WallTime day = next_day(now); end_of_day(day) <= deadline; day = next_day(day)) {
    if (is_workday(day)) ++left;
  }
  return left;
}

kiosk::protocol::Light light_of(const WorkCalendar& calendar, WallTime received, int days, WallTime now) {
  using kiosk::protocol::Light;
  const WallTime deadline = calendar.deadline(received, days);
  if (now >= deadline) return Light::Red;
  return calendar.workdays_left(now, deadline) <= days / 5 ? Light::Yellow : Light::Green;
}

}  // namespace tests::central

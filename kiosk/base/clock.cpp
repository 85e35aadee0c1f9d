// System clocks and the civil calendar of the county's zone.
#include "kiosk/base/clock.h"

#include <ctime>

#include <array>
#include <cstdio>

namespace kiosk::base {
namespace {

constexpr std::chrono::hours kCountyOffset{8};

Duration read_clock(clockid_t id) {
  timespec ts{};
  clock_gettime(id, &ts);
  return std::chrono::duration_cast<Duration>(std::chrono::seconds{ts.tv_sec} +
                                              std::chrono::nanoseconds{ts.tv_nsec});
}

}  // namespace

CivilTime to_civil(WallTime time) {
  using namespace std::chrono;
  const sys_time<milliseconds> local{time.since_epoch + kCountyOffset};
  const auto midnight = floor<days>(local);
  const year_month_day date{midnight};
  const hh_mm_ss clock{local - midnight};
  return {int{date.year()},
          static_cast<int>(unsigned{date.month()}),
          static_cast<int>(unsigned{date.day()}),
          static_cast<int>(clock.hours().count()),
          static_cast<int>(clock.minutes().count()),
          static_cast<int>(clock.seconds().count()),
          static_cast<int>(weekday{midnight}.c_encoding())};
}

std::string to_rfc3339(WallTime time) {
  const CivilTime c = to_civil(time);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d+08:00", c.year, c.month, c.day,
                c.hour, c.minute, c.second);
  return text.data();
}

std::string to_compact_date(WallTime time) {
  const CivilTime c = to_civil(time);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d%02d%02d", c.year, c.month, c.day);
  return text.data();
}

MonoTime SystemClock::now() const { return {read_clock(CLOCK_BOOTTIME)}; }

WallTime SystemClock::wall() const { return {read_clock(CLOCK_REALTIME)}; }

ManualClock::ManualClock(WallTime start) : wall_(start) {}

void ManualClock::advance(Duration by) {
  mono_ = mono_ + by;
  wall_.since_epoch += by;
}

}  // namespace kiosk::base

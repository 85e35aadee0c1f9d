// Civil dates and months as answers write them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.h"

namespace kiosk::catalog {

using std::chrono::year_month;
using std::chrono::year_month_day;

/// One or more of 0…9.
bool is_digits(std::string_view text);

/// The day in the county's zone.
std::chrono::sys_days civil_day(base::WallTime time);

/// YYYY-MM-DD, a day that exists.
std::optional<year_month_day> parse_date(std::string_view text);
/// YYYYMMDD, a day that exists.
std::optional<year_month_day> parse_compact_date(std::string_view text);
std::string to_text(year_month_day date);

/// First and last month, both included.
struct Period {
  year_month from, to;
  std::int64_t months() const { return (to - from).count() + 1; }
};

/// YYYY-MM/YYYY-MM, not backwards.
std::optional<Period> parse_period(std::string_view text);
std::string to_text(const Period& period);

}  // namespace kiosk::catalog

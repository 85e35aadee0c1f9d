// Parsing and writing of dates and months.
#include "kiosk/catalog/calendar.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace kiosk::catalog {
namespace {

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

std::optional<year_month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-' || !is_digits(text.substr(0, 4)) || !is_digits(text.substr(5))) {
    return std::nullopt;
  }
  const year_month month{std::chrono::year{number(text.substr(0, 4))},
                         std::chrono::month{static_cast<unsigned>(number(text.substr(5)))}};
  return month.ok() ? std::optional(month) : std::nullopt;
}

std::string month_text(year_month month) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u", int{month.year()}, unsigned{month.month()});
  return text.data();
}

}  // namespace

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::chrono::sys_days civil_day(base::WallTime time) {
  const base::CivilTime civil = base::to_civil(time);
  return year_month_day{std::chrono::year{civil.year}, std::chrono::month{static_cast<unsigned>(civil.month)},
                        std::chrono::day{static_cast<unsigned>(civil.day)}};
}

std::optional<year_month_day> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  std::string compact(text.substr(0, 4));
  compact.append(text.substr(5, 2)).append(text.substr(8, 2));
  return parse_compact_date(compact);
}

std::optional<year_month_day> parse_compact_date(std::string_view text) {
  if (text.size() != 8 || !is_digits(text)) return std::nullopt;
  const year_month_day date{std::chrono::year{number(text.substr(0, 4))},
                            std::chrono::month{static_cast<unsigned>(number(text.substr(4, 2)))},
                            std::chrono::day{static_cast<unsigned>(number(text.substr(6, 2)))}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::string to_text(year_month_day date) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", int{date.year()}, unsigned{date.month()},
                unsigned{date.day()});
  return text.data();
}

std::optional<Period> parse_period(std::string_view text) {
  if (text.size() != 15 || text[7] != '/') return std::nullopt;
  const auto from = parse_month(text.substr(0, 7));
  const auto to = parse_month(text.substr(8));
  if (!from || !to || *to < *from) return std::nullopt;
  return Period{*from, *to};
}

std::string to_text(const Period& period) { return month_text(period.from) + "/" + month_text(period.to); }

}  // namespace kiosk::catalog

// The words of answers and defaults, and how several choices are written in one answer.
#pragma once

#include <string_view>
#include <vector>

namespace kiosk::catalog {

inline constexpr std::string_view kYes = "yes";
inline constexpr std::string_view kNo = "no";
/// Default of a Period: the twelve whole months before the current one.
inline constexpr std::string_view kLast12Months = "last-12-months";
/// Default of a Date.
inline constexpr std::string_view kToday = "today";

/// "pension,medical" → its parts. An empty answer has none; an empty part stays, so that it is refused.
std::vector<std::string_view> split_choices(std::string_view answer);

}  // namespace kiosk::catalog

// The citizen identity number of GB 11643.
#include <array>

#include "kiosk/catalog/calendar.h"
#include "kiosk/catalog/checked_numbers.h"

namespace kiosk::catalog {
namespace {

constexpr std::size_t kDigits = 17;
constexpr std::array<int, kDigits> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr std::string_view kCheckCharacters = "10X98765432";

/// People type X in four ways: capital, small, full-width and as the Roman numeral ten.
char check_character(std::string_view tail) {
  if (tail == "x" || tail == "Ｘ" || tail == "Ⅹ") return 'X';
  return tail.size() == 1 ? tail.front() : '\0';
}

}  // namespace

bool is_valid_identity_number(std::string_view number, std::optional<base::WallTime> today) {
  if (number.size() <= kDigits || number.front() == '0' || !is_digits(number.substr(0, kDigits)))
    return false;
  int sum = 0;
  for (std::size_t i = 0; i < kDigits; ++i) sum += kWeights[i] * (number[i] - '0');
  if (check_character(number.substr(kDigits)) != kCheckCharacters[static_cast<std::size_t>(sum % 11)])
    return false;
  const auto birth = parse_compact_date(number.substr(6, 8));
  return birth && int{birth->year()} >= 1880 &&
         (!today || std::chrono::sys_days{*birth} <= civil_day(*today));
}

}  // namespace kiosk::catalog

// GB 11643 check digits and calendar dates.
#include "drivers/id_card/card_number.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace drivers::id_card {
namespace {

constexpr std::array kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr std::string_view kCheckCharacters = "10X98765432";

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int to_number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

int days_in_month(int year, int month) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

}  // namespace

char check_digit(std::string_view first_17) {
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (first_17[i] - '0') * kWeights[i];
  return kCheckCharacters[static_cast<std::size_t>(sum % 11)];
}

bool has_right_check_digit(std::string_view number) {
  return number.size() == 18 && all_digits(number.substr(0, 17)) && check_digit(number) == number[17];
}

bool is_date(std::string_view text) {
  if (text.size() != 8 || !all_digits(text)) return false;
  const int year = to_number(text.substr(0, 4));
  const int month = to_number(text.substr(4, 2));
  const int day = to_number(text.substr(6, 2));
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return false;
  return day >= 1 && day <= days_in_month(year, month);
}

}  // namespace drivers::id_card

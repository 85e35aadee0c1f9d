// Numbers and dates on identity cards: check digits and consistency. Pure.
#pragma once

#include <string_view>

namespace drivers::id_card {

/// The 18-character number of GB 11643: 17 digits and the check character of ISO 7064 MOD 11-2.
bool has_right_check_digit(std::string_view number);
/// The check character of the first 17 digits: '0'…'9' or 'X'. All 17 must be digits.
char check_digit(std::string_view first_17);
/// True for YYYYMMDD of the calendar, 1900 to 2199.
bool is_date(std::string_view text);

}  // namespace drivers::id_card

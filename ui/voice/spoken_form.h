// spoken_form: numbers, dates, money and codes as a person reads them aloud.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/secure.h"
#include "kiosk/catalog/language.h"

namespace ui::voice {

/// 1203 -> 一千二百零三; below 10^12.
std::string chinese_number(std::uint64_t number);
/// Digit by digit; a 1 is 幺 when `telephone`, as people read long numbers.
kiosk::base::SecureString spell_digits(std::string_view digits, bool telephone);
/// The text as it is said. Years and long numbers digit by digit, 12.50 元 as 十二元五角, 14:32 as
/// 十四点三十二分, 2026-09-01 as a date, 2 个 as 两个, stars of a mask counted. English: only long numbers
/// and masks are spelled, the synthesiser reads the rest.
kiosk::base::SecureString spoken_form(std::string_view text, kiosk::catalog::Language language);

}  // namespace ui::voice

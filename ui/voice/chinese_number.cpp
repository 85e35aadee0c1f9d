// Numbers in Chinese words.
#include <array>

#include "ui/voice/spoken_form.h"

namespace ui::voice {
namespace {

constexpr std::array<const char*, 10> kDigits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/// 1 … 9999; `inner`: a higher group stands before it, so 十 is 一十 and a missing thousand is 零.
std::string group_words(unsigned group, bool inner) {
  constexpr std::array<const char*, 4> kUnits{"千", "百", "十", ""};
  std::string words;
  bool zero = false;
  unsigned unit = 1000;
  for (const char* name : kUnits) {
    const unsigned digit = group / unit % 10;
    if (digit == 0) {
      zero = inner || !words.empty();
    } else {
      if (zero) words += "零";
      zero = false;
      const bool plain_ten = unit == 10 && digit == 1 && words.empty() && !inner;
      if (!plain_ten) words += kDigits[digit];
      words += name;
    }
    unit /= 10;
  }
  return words;
}

}  // namespace

std::string chinese_number(std::uint64_t number) {
  if (number == 0) return "零";
  constexpr std::array<std::pair<std::uint64_t, const char*>, 3> kGroups{
      {{100'000'000, "亿"}, {10'000, "万"}, {1, ""}}};
  std::string words;
  bool gap = false;
  for (const auto& [size, name] : kGroups) {
    const auto group = static_cast<unsigned>(number / size % 10'000);
    if (group == 0) {
      gap = !words.empty();
      continue;
    }
    const bool inner = !words.empty();
    if (inner && gap && group >= 1000) words += "零";
    words += group_words(group, inner) + name;
    gap = false;
  }
  return words;
}

kiosk::base::SecureString spell_digits(std::string_view digits, bool telephone) {
  kiosk::base::SecureString words;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') continue;
    words.append(digit == '1' && telephone ? "幺" : kDigits[static_cast<std::size_t>(digit - '0')]);
  }
  return words;
}

}  // namespace ui::voice

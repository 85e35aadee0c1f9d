// Check characters of firms, vehicles and bank cards; amounts of money.
#include "kiosk/catalog/checked_numbers.h"

#include <algorithm>
#include <array>

#include "kiosk/base/text.h"
#include "kiosk/catalog/calendar.h"

namespace kiosk::catalog {
namespace {

constexpr std::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::u32string_view kProvinces = U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
constexpr std::u32string_view kLastOfPlate = U"挂学警港澳";
constexpr std::size_t kVinLength = 17;
constexpr std::size_t kVinCheckAt = 8;

bool is_plate_character(char32_t c) {
  const bool letter = c >= U'A' && c <= U'Z' && c != U'I' && c != U'O';
  return letter || (c >= U'0' && c <= U'9');
}

/// The number that stands for a letter in the check sum; nothing for a character that a VIN does not have.
std::optional<int> vin_value(char c) {
  static constexpr std::string_view kLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
  static constexpr std::string_view kValues = "12345678123457923456789";
  if (c >= '0' && c <= '9') return c - '0';
  const std::size_t at = kLetters.find(c);
  if (at == std::string_view::npos) return std::nullopt;
  return kValues[at] - '0';
}

bool has_two_decimals_at_most(std::string_view amount, std::size_t point) {
  const std::string_view decimals = amount.substr(point + 1);
  return is_digits(decimals) && decimals.size() <= 2;
}

}  // namespace

bool is_valid_credit_code(std::string_view code) {
  constexpr std::size_t kLength = 18;
  if (code.size() != kLength) return false;
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (std::size_t i = 0; i + 1 < kLength; ++i) {
    const std::size_t value = kCreditAlphabet.find(code[i]);
    if (value == std::string_view::npos) return false;
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  return code.back() == kCreditAlphabet[(31 - sum % 31) % 31];
}

bool is_valid_plate(std::string_view plate) {
  if (!base::is_valid_utf8(plate)) return false;
  const std::u32string points = base::to_code_points(plate);
  if (points.size() != 7 && points.size() != 8) return false;
  const bool known = kProvinces.find(points[0]) != std::u32string_view::npos;
  if (!known || points[1] < U'A' || !is_plate_character(points[1])) return false;
  const bool middle = std::all_of(points.begin() + 2, points.end() - 1, is_plate_character);
  const char32_t last = points.back();
  const bool special = points.size() == 7 && kLastOfPlate.find(last) != std::u32string_view::npos;
  return middle && (special || is_plate_character(last));
}

bool is_valid_vin(std::string_view vin) {
  static constexpr std::array<int, kVinLength> kWeights{8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  if (vin.size() != kVinLength) return false;
  int sum = 0;
  for (std::size_t i = 0; i < kVinLength; ++i) {
    const auto value = vin_value(vin[i]);
    if (!value) return false;
    sum += kWeights[i] * *value;
  }
  const int rest = sum % 11;
  return vin[kVinCheckAt] == (rest == 10 ? 'X' : static_cast<char>('0' + rest));
}

bool is_valid_bank_card(std::string_view number) {
  if (number.size() < 13 || number.size() > 19 || !is_digits(number)) return false;
  int sum = 0;
  bool doubled = false;
  for (auto digit = number.rbegin(); digit != number.rend(); ++digit) {
    const int value = (*digit - '0') * (doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
    doubled = !doubled;
  }
  return sum % 10 == 0;
}

std::optional<std::int64_t> parse_fen(std::string_view amount) {
  constexpr std::size_t kMostDigits = 13;
  const std::size_t point = amount.find('.');
  const std::string_view yuan = amount.substr(0, point);
  if (yuan.empty() || yuan.size() > kMostDigits || !is_digits(yuan)) return std::nullopt;
  if (yuan.size() > 1 && yuan.front() == '0') return std::nullopt;
  if (point != std::string_view::npos && !has_two_decimals_at_most(amount, point)) return std::nullopt;
  std::int64_t fen = 0;
  for (const char c : yuan) fen = fen * 10 + (c - '0');
  for (std::size_t i = 0; i < 2; ++i) {
    const std::size_t at = point + 1 + i;
    const bool given = point != std::string_view::npos && at < amount.size();
    fen = fen * 10 + (given ? amount[at] - '0' : 0);
  }
  return fen;
}

}  // namespace kiosk::catalog

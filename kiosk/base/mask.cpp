// Masking rules.
#include "kiosk/base/mask.h"

#include <algorithm>
#include <array>

#include "kiosk/base/text.h"

namespace kiosk::base {
namespace {

constexpr std::array<std::u32string_view, 20> kCompoundSurnames{
    U"欧阳", U"司马", U"上官", U"诸葛", U"东方", U"皇甫", U"尉迟", U"公孙", U"慕容", U"长孙",
    U"令狐", U"宇文", U"司徒", U"司空", U"夏侯", U"闻人", U"钟离", U"轩辕", U"端木", U"独孤"};

bool is_latin(char32_t c) { return c < 0x250; }

std::string mask_middle(std::string_view text, std::size_t head, std::size_t tail) {
  const std::u32string points = to_code_points(text);
  if (points.size() <= head + tail) return std::string(points.size(), '*');
  return to_utf8(points.substr(0, head)) + std::string(points.size() - head - tail, '*') +
         to_utf8(points.substr(points.size() - tail));
}

}  // namespace

std::string mask_name(std::string_view name) {
  const std::u32string points = to_code_points(name);
  if (points.empty()) return "";
  if (is_latin(points.front())) {
    const std::size_t space = points.find(U' ');
    const std::size_t keep = space == std::u32string::npos ? 1 : std::min(points.size(), space + 2);
    return to_utf8(points.substr(0, keep)) + "*";
  }
  const bool compound = points.size() > 2 && std::find(kCompoundSurnames.begin(), kCompoundSurnames.end(),
                                                       points.substr(0, 2)) != kCompoundSurnames.end();
  return to_utf8(points.substr(0, compound ? 2 : 1)) + "*";
}

std::string mask_id_number(std::string_view number) { return mask_middle(number, 3, 4); }

std::string mask_phone(std::string_view phone) {
  return to_code_points(phone).size() < 8 ? mask_middle(phone, 0, 2) : mask_middle(phone, 3, 4);
}

std::string mask_tail(std::string_view text, std::size_t keep) {
  const std::u32string points = to_code_points(text);
  if (points.size() <= keep) return to_utf8(points);
  return to_utf8(points.substr(0, keep)) + "******";
}

}  // namespace kiosk::base

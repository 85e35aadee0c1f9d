// Greedy line breaking with the forbidden positions of Chinese typesetting (GB/T 15834).
#include "drivers/printing/line_breaker.h"

#include <algorithm>

#include "drivers/printing/slip_layout.h"
#include "kiosk/base/text.h"

namespace drivers::printing {
namespace {

using kiosk::base::SecureString;
using CodePoints = std::vector<char32_t, kiosk::base::SecureAllocator<char32_t>>;

CodePoints decode(std::string_view text) {
  std::u32string plain = kiosk::base::to_code_points(text);
  CodePoints points(plain.begin(), plain.end());
  kiosk::base::wipe(plain.data(), plain.size() * sizeof(char32_t));
  for (char32_t& c : points) {
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    if (control && c != U'\n') c = U' ';
  }
  return points;
}

SecureString encode(CodePoints::const_iterator begin, CodePoints::const_iterator end) {
  while (begin != end && *(end - 1) == U' ') --end;
  SecureString text;
  std::string one;
  for (; begin != end; ++begin) {
    one.clear();
    kiosk::base::append_utf8(one, *begin);
    text.append(one);
  }
  kiosk::base::wipe(one.data(), one.size());
  return text;
}

bool is_word(char32_t c) { return c > 0x20 && c < 0x7F; }
bool never_first(char32_t c) {
  return std::u32string_view(U"，。、；：！？）》〉」』】〕”’·…,.;:!?)").find(c) != std::u32string_view::npos;
}
bool never_last(char32_t c) {
  return std::u32string_view(U"（《〈「『【〔“‘(").find(c) != std::u32string_view::npos;
}

bool may_break(char32_t before, char32_t after) {
  if (before == U' ') return true;
  if (is_word(before) && is_word(after)) return false;
  return !never_first(after) && !never_last(before);
}

/// Where the line that starts at `begin` ends when it may hold `columns`.
CodePoints::const_iterator line_end(CodePoints::const_iterator begin, CodePoints::const_iterator end,
                                    int columns) {
  int used = 0;
  auto last = begin;
  while (last != end && *last != U'\n' && used + columns_of(*last) <= columns) used += columns_of(*last++);
  if (last == begin && last != end && *last != U'\n') return last + 1;  // wider than the whole line
  if (last == end || *last == U'\n' || *last == U' ') return last;
  auto cut = last;
  while (cut != begin && !may_break(*(cut - 1), *cut)) --cut;
  return cut == begin ? last : cut;  // a word longer than the line is cut anywhere
}

}  // namespace

std::vector<SecureString> break_lines(std::string_view text, int columns) {
  const CodePoints points = decode(text);
  std::vector<SecureString> lines;
  auto at = points.begin();
  do {
    const auto stop = line_end(at, points.end(), std::max(columns, 2));
    lines.push_back(encode(at, stop));
    at = stop;
    if (at == points.end()) break;
    if (*at == U'\n') {
      ++at;
    } else {
      while (at != points.end() && *at == U' ') ++at;
    }
  } while (at != points.end());
  return lines;
}

}  // namespace drivers::printing

// Reading a text aloud, character by character, without a copy outside secure memory.
#include "ui/voice/spoken_form.h"

#include <algorithm>
#include <array>

#include "ui/voice/utf8_walk.h"

namespace ui::voice {
namespace {

using kiosk::base::SecureString;

constexpr std::size_t kLongNumber = 7;      // from here on people read digit by digit
constexpr std::size_t kShortTelephone = 6;  // a hotline behind "call"

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

template <class Accept>
std::string_view take_while(std::string_view rest, Accept accept) {
  const auto end = std::find_if_not(rest.begin(), rest.end(), accept);
  return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
}

std::string_view digits_of(std::string_view rest) { return take_while(rest, is_digit); }

std::string_view without_spaces(std::string_view rest) {
  rest.remove_prefix(take_while(rest, [](char c) { return c == ' '; }).size());
  return rest;
}

std::uint64_t value_of(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char digit : digits) value = value * 10 + static_cast<unsigned>(digit - '0');
  return value;
}

/// A number with stars: 100***********0010. Stars are counted.
SecureString masked(std::string_view token, bool chinese) {
  SecureString words;
  while (!token.empty()) {
    const std::string_view stars = take_while(token, [](char c) { return c == '*'; });
    if (stars.empty()) {
      const bool digit = is_digit(token.front());
      if (chinese && digit) {
        words.append(spell_digits(token.substr(0, 1), true).reveal());
      } else {
        words.append(" ");
        words.append(token.substr(0, 1));
      }
      token.remove_prefix(1);
      continue;
    }
    const std::string count = chinese ? chinese_number(stars.size()) : std::to_string(stars.size());
    words.append(chinese ? "，" + count + "个星号，" : ", " + count + " stars, ");
    token.remove_prefix(stars.size());
  }
  return words;
}

/// YX-T05-000007: letters one by one, digits as on the telephone.
SecureString spelled_code(std::string_view token, bool chinese) {
  SecureString words;
  for (const char c : token) {
    if (is_digit(c) && chinese) {
      words.append(spell_digits({&c, 1}, true).reveal());
    } else if (c == '-') {
      words.append(chinese ? "杠" : ", ");
    } else {
      words.append(" ");
      words.append({&c, 1});
      words.append(" ");
    }
  }
  return words;
}

class ChineseReader {
 public:
  explicit ChineseReader(std::string_view text) : whole_(text), rest_(text) {}

  SecureString read() {
    while (!rest_.empty()) {
      if (is_digit(rest_.front())) {
        number();
      } else if (is_letter(rest_.front())) {
        letters();
      } else {
        other();
      }
    }
    return std::move(out_);
  }

 private:
  std::string_view before() const { return whole_.substr(0, whole_.size() - rest_.size()); }
  bool follows(std::string_view text) const {
    std::string_view head = before();
    while (!head.empty() && head.back() == ' ') head.remove_suffix(1);
    return head.size() >= text.size() && head.substr(head.size() - text.size()) == text;
  }
  void say(std::string_view words, std::size_t used) {
    out_.append(words);
    rest_.remove_prefix(used);
  }

  void letters() {
    const auto token =
        take_while(rest_, [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '*'; });
    const bool has_digit = std::any_of(token.begin(), token.end(), is_digit);
    if (has_digit && token.size() > 3) return say(spelled_code(token, true).reveal(), token.size());
    const auto word = take_while(rest_, is_letter);
    out_.append(" ");
    say(word, word.size());
    out_.append(" ");
  }

  void number() {
    const auto mask =
        take_while(rest_, [](char c) { return is_digit(c) || c == '*' || c == 'X' || c == 'x'; });
    if (mask.find('*') != std::string_view::npos) return say(masked(mask, true).reveal(), mask.size());
    const std::string_view digits = digits_of(rest_);
    const std::string_view after = rest_.substr(digits.size());
    if (dashed(digits, after) || clock(digits, after)) return;
    const bool leading_zero = digits.size() > 1 && digits.front() == '0' && after.substr(0, 1) != ".";
    const bool telephone = follows("拨打") || follows("电话") || follows("热线");
    if (digits.size() >= kLongNumber || leading_zero ||
        (telephone && digits.size() >= 3 && digits.size() <= kShortTelephone)) {
      return say(spell_digits(digits, true).reveal(), digits.size());
    }
    if (digits.size() == 4 && without_spaces(after).starts_with("年")) {
      return say(spell_digits(digits, false).reveal(), digits.size());
    }
    amount(digits, after);
  }

  /// 2026-09-01, 2026-09, or a telephone number with its area code.
  bool dashed(std::string_view digits, std::string_view after) {
    if (!after.starts_with("-")) return false;
    const std::string_view second = digits_of(after.substr(1));
    if (second.empty()) return false;
    std::size_t used = digits.size() + 1 + second.size();
    if (digits.size() != 4 || second.size() != 2) {
      out_.append(spell_digits(digits, true).reveal());
      out_.append("，");
      say(spell_digits(second, true).reveal(), used);
      return true;
    }
    out_.append(spell_digits(digits, false).reveal());
    out_.append("年" + chinese_number(value_of(second)) + "月");
    const std::string_view tail = rest_.substr(used);
    const std::string_view day = tail.starts_with("-") ? digits_of(tail.substr(1)) : std::string_view();
    if (day.size() == 2) out_.append(chinese_number(value_of(day)) + "日");
    if (day.size() == 2) used += 1 + day.size();
    rest_.remove_prefix(used);
    return true;
  }

  /// 14:32
  bool clock(std::string_view digits, std::string_view after) {
    if (digits.size() > 2 || !after.starts_with(":")) return false;
    const std::string_view minutes = digits_of(after.substr(1));
    if (minutes.size() != 2) return false;
    out_.append(chinese_number(value_of(digits)) + "点");
    const std::uint64_t count = value_of(minutes);
    if (count > 0) out_.append((count < 10 ? "零" : "") + chinese_number(count) + "分");
    rest_.remove_prefix(digits.size() + 1 + minutes.size());
    return true;
  }

  /// A quantity: thousands with commas, decimals, money, percent, two of something.
  void amount(std::string_view digits, std::string_view after) {
    std::uint64_t value = value_of(digits);
    std::size_t used = digits.size();
    while (after.starts_with(",") && digits_of(after.substr(1)).size() == 3 && value < 1'000'000'000) {
      value = value * 1000 + value_of(digits_of(after.substr(1)));
      used += 4;
      after.remove_prefix(4);
    }
    std::string_view decimals;
    if (after.starts_with(".")) decimals = digits_of(after.substr(1));
    if (!decimals.empty()) used += 1 + decimals.size();
    const std::string_view unit = without_spaces(rest_.substr(used));
    if (unit.starts_with("元") && decimals.size() <= 2) return money(value, decimals, unit);
    if (unit.starts_with("%")) {
      out_.append("百分之");
      used = rest_.size() - unit.size() + 1;
    }
    const bool two = value == 2 && decimals.empty() && !follows("第") && is_measure(unit);
    out_.append(two ? "两" : chinese_number(value));
    if (!decimals.empty()) {
      out_.append("点");
      out_.append(spell_digits(decimals, false).reveal());
    }
    rest_.remove_prefix(used);
  }

  static bool is_measure(std::string_view unit) {
    constexpr std::array<std::string_view, 17> kMeasures{"个", "页", "项", "份", "张",   "位",
                                                         "条", "件", "种", "台", "分钟", "小时",
                                                         "次", "天", "年", "秒", "人"};
    return std::any_of(kMeasures.begin(), kMeasures.end(),
                       [unit](auto word) { return unit.starts_with(word); });
  }

  void money(std::uint64_t yuan, std::string_view decimals, std::string_view unit) {
    const auto digit = [decimals](std::size_t i) {
      return i < decimals.size() ? static_cast<unsigned>(decimals[i] - '0') : 0U;
    };
    const unsigned jiao = digit(0);
    const unsigned fen = digit(1);
    if (yuan > 0 || (jiao == 0 && fen == 0)) out_.append((yuan == 2 ? "两" : chinese_number(yuan)) + "元");
    if (jiao > 0) out_.append(chinese_number(jiao) + "角");
    if (jiao == 0 && fen > 0 && yuan > 0) out_.append("零");
    if (fen > 0) out_.append(chinese_number(fen) + "分");
    rest_ = unit.substr(std::string_view("元").size());
  }

  void other() {
    if (rest_.front() == '*') {
      const auto stars = take_while(rest_, [](char c) { return c == '*'; });
      return say(masked(stars, true).reveal(), stars.size());
    }
    const std::string_view character = first_character(rest_);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kMarks{{{" ", ""},
                                                                                    {"·", "，"},
                                                                                    {"–", "至"},
                                                                                    {"/", "，"},
                                                                                    {"“", ""},
                                                                                    {"”", ""},
                                                                                    {"《", ""},
                                                                                    {"》", ""},
                                                                                    {"（", "，"},
                                                                                    {"）", "，"},
                                                                                    {"(", "，"},
                                                                                    {")", "，"},
                                                                                    {"\n", "。"},
                                                                                    {"「", ""},
                                                                                    {"」", ""},
                                                                                    {"-", "，"}}};
    for (const auto& [mark, words] : kMarks) {
      if (character == mark) return say(words, character.size());
    }
    say(character, character.size());
  }

  std::string_view whole_, rest_;
  SecureString out_;
};

/// Long numbers and masks apart; the synthesiser reads the rest of English.
SecureString read_english(std::string_view rest) {
  SecureString out;
  while (!rest.empty()) {
    const auto token =
        take_while(rest, [](char c) { return is_digit(c) || is_letter(c) || c == '*' || c == '-'; });
    if (token.empty()) {
      out.append(first_character(rest));
      rest.remove_prefix(character_size(rest));
      continue;
    }
    const auto digits = static_cast<std::size_t>(std::count_if(token.begin(), token.end(), is_digit));
    const bool date = token.size() == 10 && token[4] == '-' && token[7] == '-';
    if (token.find('*') != std::string_view::npos) {
      out.append(masked(token, false).reveal());
    } else if (digits >= 5 && !date) {
      out.append(spelled_code(token, false).reveal());
    } else {
      out.append(token);
    }
    rest.remove_prefix(token.size());
  }
  return out;
}

}  // namespace

SecureString spoken_form(std::string_view text, kiosk::catalog::Language language) {
  if (language == kiosk::catalog::Language::En) return read_english(text);
  return ChineseReader(text).read();
}

}  // namespace ui::voice

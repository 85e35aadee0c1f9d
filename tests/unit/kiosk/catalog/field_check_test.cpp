// Form answers: what is taken, what is refused with which word, and how it is read back.
#include <boost/test/unit_test.hpp>

#include "kiosk/catalog/field_check.h"
#include "tests/unit/kiosk/catalog/real_catalog.h"

using namespace kiosk;
using namespace kiosk::catalog;
using kiosk::tests::real;
using enum FieldTrouble;

namespace {

/// 2026-11-23 14:32 in the county.
base::WallTime today() { return base::ManualClock().wall(); }

FieldRule rule_of(FieldKind kind) {
  FieldRule rule;
  rule.id = {"f"};
  rule.kind = kind;
  rule.choices = {{"a", {{"甲", "A"}}}, {"b", {{"乙", "B"}}}, {"c", {{"丙", "C"}}}};
  return rule;
}

void takes(const FieldRule& rule, std::string_view answer) {
  BOOST_TEST((check_answer(rule, answer, real(), today()) == std::nullopt), answer);
}
void refuses(const FieldRule& rule, std::string_view answer, FieldTrouble trouble) {
  BOOST_TEST((check_answer(rule, answer, real(), today()) == trouble), answer);
}
std::string read(const FieldRule& rule, std::string_view answer, Language language = Language::ZhCn) {
  return readable_answer(rule, answer, real(), language);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(field_check)

BOOST_AUTO_TEST_CASE(an_empty_answer_is_only_missing_where_one_is_required) {
  FieldRule rule = rule_of(FieldKind::Phone);
  refuses(rule, "", Missing);
  rule.required = false;
  takes(rule, "");
  refuses(rule, "1", NotAPhone);
}

BOOST_AUTO_TEST_CASE(a_choice_is_one_of_its_values) {
  const FieldRule rule = rule_of(FieldKind::Choice);
  takes(rule, "b");
  refuses(rule, "d", NotAChoice);
  refuses(rule, "a,b", NotAChoice);
  refuses(rule, "甲", NotAChoice);
}

BOOST_AUTO_TEST_CASE(a_multiple_choice_is_some_of_its_values_once_each) {
  const FieldRule rule = rule_of(FieldKind::MultiChoice);
  takes(rule, "a");
  takes(rule, "c,a");
  refuses(rule, "a,a", NotAChoice);
  refuses(rule, "a,", NotAChoice);
  refuses(rule, ",", NotAChoice);
  refuses(rule, "a,x", NotAChoice);
}

BOOST_AUTO_TEST_CASE(a_period_is_two_months_up_to_this_one) {
  FieldRule rule = rule_of(FieldKind::Period);
  rule.max_months = 12;
  takes(rule, "2026-01/2026-10");
  takes(rule, "2026-11/2026-11");
  takes(rule, "2025-12/2026-11");
  refuses(rule, "2025-11/2026-11", PeriodTooLong);
  refuses(rule, "2026-11/2026-12", TooLate);
  refuses(rule, "2026-10/2026-01", NotAPeriod);
  refuses(rule, "2026-13/2026-13", NotAPeriod);
  refuses(rule, "2026-1/2026-10", NotAPeriod);
  refuses(rule, "2026-00/2026-01", NotAPeriod);
  refuses(rule, "202601/202610", NotAPeriod);
  rule.earliest_days = -365;
  refuses(rule, "2025-10/2026-01", TooEarly);
  takes(rule, "2025-11/2026-01");
}

BOOST_AUTO_TEST_CASE(a_date_exists_and_lies_within_its_days) {
  FieldRule rule = rule_of(FieldKind::Date);
  rule.earliest_days = -30;
  takes(rule, "2026-11-23");
  refuses(rule, "2026-11-24", TooLate);
  takes(rule, "2026-10-24");
  refuses(rule, "2026-10-23", TooEarly);
  refuses(rule, "2026-02-29", NotADate);
  refuses(rule, "2026-11-3", NotADate);
  refuses(rule, "2026/11/03", NotADate);
  refuses(rule, "-026-11-03", NotADate);
  rule.latest_days = 7;
  takes(rule, "2026-11-30");
  rule.earliest_days = -36'500;
  takes(rule, "2024-02-29");
}

BOOST_AUTO_TEST_CASE(today_is_the_countys_day_and_not_greenwichs) {
  const FieldRule rule = rule_of(FieldKind::Date);
  const base::WallTime just_after_midnight{base::Duration{1'795'363'260'000}};  // 2026-11-23 00:01 +08:00
  BOOST_TEST((check_answer(rule, "2026-11-23", real(), just_after_midnight) == std::nullopt));
  BOOST_TEST((check_answer(rule, "2026-11-24", real(), just_after_midnight) == TooLate));
}

BOOST_AUTO_TEST_CASE(a_region_is_a_place_without_further_parts) {
  const FieldRule rule = rule_of(FieldKind::Region);
  takes(rule, "100001100200");
  refuses(rule, "100001100", UnknownRegion);
  refuses(rule, "100001", UnknownRegion);
  refuses(rule, "100001100299", UnknownRegion);
  refuses(rule, "桥头村", UnknownRegion);
}

BOOST_AUTO_TEST_CASE(a_text_is_counted_in_characters) {
  FieldRule rule = rule_of(FieldKind::Text);
  rule.min_length = 2;
  rule.max_length = 4;
  takes(rule, "桥头");
  takes(rule, "桥头十号");
  takes(rule, "\U0002B5AF氏");
  refuses(rule, "桥", TooShort);
  refuses(rule, "桥头路十号", TooLong);
  refuses(rule, " 　", Missing);
}

BOOST_AUTO_TEST_CASE(a_text_with_what_cannot_be_drawn_is_refused) {
  const FieldRule rule = rule_of(FieldKind::Text);
  refuses(rule, "一\n二", BadCharacter);
  refuses(rule, "一\x7F", BadCharacter);
  refuses(rule, "一\u202E二", BadCharacter);
  refuses(rule, "\xE4\xB8", BadCharacter);
  refuses(rule, std::string_view("a\0b", 3), BadCharacter);
}

BOOST_AUTO_TEST_CASE(numbers_that_check_themselves_are_checked) {
  takes(rule_of(FieldKind::IdentityNumber), "100000199003070018");
  refuses(rule_of(FieldKind::IdentityNumber), "100000199003070019", NotAnIdentityNumber);
  refuses(rule_of(FieldKind::IdentityNumber), "100000900307001", NotAnIdentityNumber);
  takes(rule_of(FieldKind::CreditCode), "91100000MA0000001G");
  refuses(rule_of(FieldKind::CreditCode), "91100000MA0000001H", NotACreditCode);
  takes(rule_of(FieldKind::Plate), "陕G12345");
  refuses(rule_of(FieldKind::Plate), "陕12345", NotAPlate);
  takes(rule_of(FieldKind::Vin), "LTESTAA1400000001");
  refuses(rule_of(FieldKind::Vin), "LTESTAA1400000002", NotAVin);
  takes(rule_of(FieldKind::BankCard), "6200000000000000000");
  refuses(rule_of(FieldKind::BankCard), "6200000000000000001", NotABankCard);
}

BOOST_AUTO_TEST_CASE(an_amount_is_more_than_nothing_and_at_most_the_limit) {
  FieldRule rule = rule_of(FieldKind::Amount);
  rule.max_yuan = 500;
  takes(rule, "500");
  takes(rule, "0.01");
  refuses(rule, "500.01", AmountTooLarge);
  refuses(rule, "0", NotAnAmount);
  refuses(rule, "12.345", NotAnAmount);
  BOOST_TEST(read(rule, "120.50") == "120.50 元");
}

BOOST_AUTO_TEST_CASE(digits_are_digits_of_a_length) {
  FieldRule rule = rule_of(FieldKind::Digits);
  rule.min_length = 3;
  rule.max_length = 4;
  takes(rule, "0501");
  refuses(rule, "50a", NotDigits);
  refuses(rule, "５０１", NotDigits);
  refuses(rule, "50", TooShort);
  refuses(rule, "50111", TooLong);
}

BOOST_AUTO_TEST_CASE(a_phone_is_a_mobile_or_a_fixed_number_with_area_code) {
  const FieldRule rule = rule_of(FieldKind::Phone);
  for (const char* const good : {"13800001234", "19900001234", "010-62345678", "01062345678", "02987654321",
                                 "0915-3212345", "09153212345", "091532123456"}) {
    takes(rule, good);
  }
  for (const char* const bad :
       {"12800001234", "1380000123", "138000012345", "3212345", "0915-321234", "0915-1212345", "0115-3212345",
        "0015-3212345", "+8613800001234", "138 0000 1234", "010-", "0915-32123456-1"}) {
    refuses(rule, bad, NotAPhone);
  }
}

BOOST_AUTO_TEST_CASE(yes_or_no_is_nothing_else) {
  const FieldRule rule = rule_of(FieldKind::YesNo);
  takes(rule, "yes");
  takes(rule, "no");
  refuses(rule, "Yes", NotAChoice);
}

BOOST_AUTO_TEST_CASE(a_trouble_is_said_with_the_rules_limits) {
  FieldRule rule = rule_of(FieldKind::Text);
  rule.max_length = 30;
  BOOST_TEST(trouble_text(rule, TooLong, real().texts(), Language::ZhCn) == "太长了，最多 30 个字");
  BOOST_TEST(trouble_text(rule, TooLong, real().texts(), Language::En) == "Too long: at most 30 characters");
  for (const FieldTrouble trouble : kFieldTroubles) {
    BOOST_TEST(placeholders(trouble_text(rule, trouble, real().texts(), Language::En)).empty(),
               to_string(trouble));
  }
}

BOOST_AUTO_TEST_CASE(defaults_become_dates) {
  FieldRule rule = rule_of(FieldKind::Period);
  BOOST_TEST(default_answer(rule, today()).empty());
  rule.default_value = "last-12-months";
  BOOST_TEST(default_answer(rule, today()) == "2025-11/2026-10");
  FieldRule date = rule_of(FieldKind::Date);
  date.default_value = "today";
  BOOST_TEST(default_answer(date, today()) == "2026-11-23");
}

BOOST_AUTO_TEST_CASE(answers_are_read_back_in_words) {
  BOOST_TEST(read(rule_of(FieldKind::Choice), "b") == "乙");
  BOOST_TEST(read(rule_of(FieldKind::MultiChoice), "a,c") == "甲、丙");
  BOOST_TEST(read(rule_of(FieldKind::MultiChoice), "a,c", Language::En) == "A, C");
  BOOST_TEST(read(rule_of(FieldKind::Period), "2026-01/2026-10") == "2026年1月 – 2026年10月");
  BOOST_TEST(read(rule_of(FieldKind::Period), "2026-01/2026-10", Language::En) ==
             "January 2026 – October 2026");
  BOOST_TEST(read(rule_of(FieldKind::Date), "2026-11-03") == "2026年11月3日");
  BOOST_TEST(read(rule_of(FieldKind::Date), "2026-11-03", Language::En) == "3 November 2026");
  BOOST_TEST(read(rule_of(FieldKind::Region), "100001100200") == "青溪镇桥头村");
  BOOST_TEST(read(rule_of(FieldKind::Region), "100001100200", Language::En) ==
             "Qiaotou Village, Qingxi Town");
  BOOST_TEST(read(rule_of(FieldKind::YesNo), "no") == "否");
  BOOST_TEST(read(rule_of(FieldKind::Text), "桥头路 12 号") == "桥头路 12 号");
  BOOST_TEST(read(rule_of(FieldKind::Text), "") == "未填写");
  BOOST_TEST(read(rule_of(FieldKind::Period), "garbage") == "garbage");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(identity_number)

BOOST_AUTO_TEST_CASE(numbers_with_the_right_check_character_are_valid) {
  BOOST_TEST(is_valid_identity_number("11010519491231002X"));
  BOOST_TEST(is_valid_identity_number("440524188001010014"));
  for (const char* const typed : {"11010519491231002x", "11010519491231002Ｘ", "11010519491231002Ⅹ"}) {
    BOOST_TEST(is_valid_identity_number(typed), typed);
  }
}

BOOST_AUTO_TEST_CASE(every_changed_digit_is_noticed) {
  const std::string good = "440524188001010014";
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = bad[i] == '9' ? '8' : static_cast<char>(bad[i] + 1);
    BOOST_TEST(!is_valid_identity_number(bad), bad);
  }
}

BOOST_AUTO_TEST_CASE(wrong_lengths_signs_and_dates_are_refused) {
  for (const char* const bad : {"", "1", "440524880101001", "44052418800101001", "4405241880010100144",
                                "44052418800101001Y", "4405241880O1010014", "11010519491231002XX"}) {
    BOOST_TEST(!is_valid_identity_number(bad), bad);
  }
}

/// The number with its right check character, found by trying all eleven: exactly one must be taken.
int characters_that_fit(const std::string& seventeen) {
  int fitting = 0;
  for (const char c : std::string_view("0123456789X"))
    fitting += is_valid_identity_number(seventeen + c) ? 1 : 0;
  return fitting;
}

BOOST_AUTO_TEST_CASE(the_birth_date_must_exist_since_1880) {
  BOOST_TEST(characters_that_fit("10000019900307001") == 1);
  BOOST_TEST(characters_that_fit("10000020000229001") == 1);
  BOOST_TEST(characters_that_fit("10000019000229001") == 0);
  BOOST_TEST(characters_that_fit("10000019901301001") == 0);
  BOOST_TEST(characters_that_fit("10000018791231001") == 0);
  BOOST_TEST(characters_that_fit("00000019900307001") == 0);
}

BOOST_AUTO_TEST_CASE(nobody_is_born_after_today) {
  const base::WallTime today = base::ManualClock().wall();
  const std::string number = "10000020261124001";
  for (const char c : std::string_view("0123456789X"))
    BOOST_TEST(!is_valid_identity_number(number + c, today));
  BOOST_TEST(is_valid_identity_number("11010519491231002X", today));
}

BOOST_AUTO_TEST_SUITE_END()

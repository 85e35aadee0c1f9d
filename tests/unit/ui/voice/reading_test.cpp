// How numbers, codes and words with several readings are said.
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "kiosk/base/json_file.h"
#include "ui/voice/readings.h"
#include "ui/voice/spoken_form.h"

namespace ui::voice {
namespace {

using kiosk::catalog::Language;

std::string zh(std::string_view text) { return std::string(spoken_form(text, Language::ZhCn).reveal()); }
std::string en(std::string_view text) { return std::string(spoken_form(text, Language::En).reveal()); }

void check_texts(const Readings& readings, const kiosk::base::Json& json, const std::string& where) {
  if (json.is_string()) {
    for (const std::string& place : readings.unread(json.get_ref<const std::string&>())) {
      BOOST_ERROR(where << ": no reading for " << place << " in " << json.get<std::string>());
    }
  } else if (json.is_structured()) {
    for (const auto& part : json) check_texts(readings, part, where);
  }
}

BOOST_AUTO_TEST_SUITE(reading)

BOOST_AUTO_TEST_CASE(numbers_are_said_as_words) {
  BOOST_TEST(chinese_number(0) == "零");
  BOOST_TEST(chinese_number(10) == "十");
  BOOST_TEST(chinese_number(15) == "十五");
  BOOST_TEST(chinese_number(110) == "一百一十");
  BOOST_TEST(chinese_number(1203) == "一千二百零三");
  BOOST_TEST(chinese_number(2010) == "二千零一十");
  BOOST_TEST(chinese_number(10'005) == "一万零五");
  BOOST_TEST(chinese_number(120'345) == "十二万零三百四十五");
  BOOST_TEST(chinese_number(100'000'000) == "一亿");
  BOOST_TEST(chinese_number(100'010'000) == "一亿零一万");
}

BOOST_AUTO_TEST_CASE(dates_times_and_counts_are_said_as_a_person_would) {
  BOOST_TEST(zh("2026年11月23日") == "二零二六年十一月二十三日");
  BOOST_TEST(zh("2026-09-01") == "二零二六年九月一日");
  BOOST_TEST(zh("2025年11月 – 2026年10月") == "二零二五年十一月至二零二六年十月");
  BOOST_TEST(zh("14:32") == "十四点三十二分");
  BOOST_TEST(zh("14:05") == "十四点零五分");
  BOOST_TEST(zh("9:00") == "九点");
  BOOST_TEST(zh("第 2 步 / 共 4 步") == "第二步，共四步");
  BOOST_TEST(zh("共 2 个选项") == "共两个选项");
  BOOST_TEST(zh("12 个月") == "十二个月");
  BOOST_TEST(zh("2月2日") == "二月二日");
  BOOST_TEST(zh("5%") == "百分之五");
}

BOOST_AUTO_TEST_CASE(money_is_said_in_yuan_jiao_and_fen) {
  BOOST_TEST(zh("12.50 元") == "十二元五角");
  BOOST_TEST(zh("1,200.05元") == "一千二百元零五分");
  BOOST_TEST(zh("2 元") == "两元");
  BOOST_TEST(zh("0.80元") == "八角");
  BOOST_TEST(zh("3.256") == "三点二五六");
}

BOOST_AUTO_TEST_CASE(long_numbers_are_said_digit_by_digit) {
  BOOST_TEST(zh("13900001234") == "幺三九零零零零幺二三四");
  BOOST_TEST(zh("拨打 12345 咨询") == "拨打幺二三四五咨询");
  BOOST_TEST(zh("0900-0000001") == "零九零零，零零零零零零幺");
  BOOST_TEST(zh("100000199003070010") == "幺零零零零零幺九九零零三零七零零幺零");
  BOOST_TEST(zh("100***0010") == "幺零零，三个星号，零零幺零");
  BOOST_TEST(zh("测**") == "测，二个星号，");
  BOOST_TEST(en("100***0010") == " 1 0 0, 3 stars,  0 0 1 0");
  BOOST_TEST(en("Step 2 of 4") == "Step 2 of 4");
}

BOOST_AUTO_TEST_CASE(listed_words_get_their_pinyin_and_the_longest_wins) {
  const auto readings = Readings::load("config").value();
  BOOST_TEST(readings.apply("请重新填写").reveal() == "请 chong2 xin1 填写");
  BOOST_TEST(readings.apply("银行").reveal() == " yin2 hang2 ");
  BOOST_TEST(readings.unread("重长").size() == 2U);
}

BOOST_AUTO_TEST_CASE(every_word_with_several_readings_in_the_texts_has_one) {
  const auto readings = Readings::load("config").value();
  check_texts(readings, kiosk::base::read_json_file("config/locales/zh-CN.json").value(), "locales");
  for (const auto& entry : std::filesystem::recursive_directory_iterator("config/services")) {
    if (entry.path().extension() != ".json") continue;
    check_texts(readings, kiosk::base::read_json_file(entry.path()).value(),
                entry.path().filename().string());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::voice

// The four layouts of a card's text, published vectors, check digits, random blocks.
#include <boost/test/unit_test.hpp>
#include <random>

#include "drivers/emulation/card_image.h"
#include "drivers/id_card/card_number.h"
#include "drivers/id_card/card_text.h"
#include "drivers/id_card/samv_frame.h"
#include "kiosk/base/text.h"

using namespace drivers::id_card;
using drivers::contract::IdCardKind;
using kiosk::base::Json;

namespace {

const std::filesystem::path kPeople = "drivers/emulation/data/people.json";

using Bytes = std::vector<std::uint8_t>;

drivers::emulation::CardImage person(const std::string& name) {
  auto card = drivers::emulation::find_person(kPeople, name);
  BOOST_REQUIRE_MESSAGE(card, "people.json has " << name);
  return std::move(*card);
}

/// The published synthetic answer for a citizen, field by field.
Json published_citizen() {
  return {{"kind", "resident"},
          {"name", "测试甲"},
          {"sex", "2"},
          {"nation", "03"},
          {"birth", "19900307"},
          {"address", "测试省测试市测试县测试路一号"},
          {"number", "999901199003070017"},
          {"authority", "测试县公安局"},
          {"valid_from", "20200101"},
          {"valid_to", "长期"}};
}

/// The published synthetic answer for a foreigner.
Json published_foreigner() {
  return {{"kind", "foreigner-2017"},     {"english_name", "TEST, FOREIGN PERSON"},
          {"sex", "1"},                   {"number", "XXX110080010101"},
          {"nation", "XXX"},              {"name", "测试丙"},
          {"valid_from", "20180101"},     {"valid_to", "20280101"},
          {"birth", "19800101"},          {"card_version", "01"},
          {"authority", "1500"}};
}

/// The data of an answer to 30 01 with its status bytes.
Bytes answer_body(const Json& someone) {
  const auto image = drivers::emulation::make_card(someone);
  BOOST_REQUIRE(image);
  Bytes body{0, 0, 0x90, 1, 0, 4, 0};
  body.insert(body.end(), image->text.begin(), image->text.end());
  body.insert(body.end(), image->photo.begin(), image->photo.end());
  return body;
}

std::string_view text(const kiosk::base::SecureString& secure) { return secure.reveal(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(card_texts)

BOOST_AUTO_TEST_CASE(a_resident_card_valid_for_ever_is_read) {
  const auto card = parse_card_text(person("测试人甲").text);
  BOOST_REQUIRE(card);
  BOOST_TEST((card->kind == IdCardKind::Resident));
  BOOST_TEST(text(card->name) == "测试人甲");
  BOOST_TEST(text(card->sex_code) == "1");
  BOOST_TEST(text(card->nation_code) == "01");
  BOOST_TEST(text(card->birth_date) == "19650307");
  BOOST_TEST(text(card->number).substr(0, 6) == "100000");
  BOOST_TEST(text(card->authority) == "测试县公安局");
  BOOST_TEST(text(card->valid_from) == "20200101");
  BOOST_TEST(text(card->valid_to) == "长期");
}

BOOST_AUTO_TEST_CASE(names_with_spaces_dots_and_rare_characters_stay_whole) {
  for (const char* name : {"测试 人戊", "测试提·测试江", "测试𬱖"}) {
    const auto card = parse_card_text(person(name).text);
    BOOST_REQUIRE(card);
    BOOST_TEST(text(card->name) == name);
  }
}

BOOST_AUTO_TEST_CASE(a_permit_has_the_number_of_the_travel_permit) {
  const auto card = parse_card_text(person("测试人港").text);
  BOOST_REQUIRE(card);
  BOOST_TEST((card->kind == IdCardKind::HkMoTwPermit));
  BOOST_TEST(text(card->permit_number) == "H00000000");
  BOOST_TEST(card->nation_code.empty());
}

BOOST_AUTO_TEST_CASE(a_foreigners_card_of_2017_is_read) {
  const auto card = parse_card_text(person("测试外人").text);
  BOOST_REQUIRE(card);
  BOOST_TEST((card->kind == IdCardKind::Foreigner2017));
  BOOST_TEST(text(card->english_name) == "TEST, FOREIGN PERSON");
  BOOST_TEST(text(card->name) == "测试外人");
  BOOST_TEST(text(card->nation_code) == "XXX");
  BOOST_TEST(text(card->number) == "XXX100080010101");
}

BOOST_AUTO_TEST_CASE(a_foreigners_card_of_2023_joins_the_two_parts_of_the_name) {
  const auto card = parse_card_text(person("测试星").text);
  BOOST_REQUIRE(card);
  BOOST_TEST((card->kind == IdCardKind::Foreigner2023));
  BOOST_TEST(text(card->english_name) == "TEST PERSON WITH A NAME OF FORTY-FIVE LETTERS");
  BOOST_TEST(text(card->birth_date) == "19910808");
}

BOOST_AUTO_TEST_CASE(the_published_answers_have_their_published_checksums) {
  const Bytes citizen = answer_body(published_citizen());
  BOOST_TEST(encode_frame(citizen).size() == 1295u);
  BOOST_TEST(encode_frame(citizen).back() == 0x2A);
  BOOST_TEST(encode_frame(answer_body(published_foreigner())).back() == 0x91);
  const auto card = parse_card_data(std::span(citizen).subspan(3));
  BOOST_REQUIRE(card);
  BOOST_TEST(text(card->number) == "999901199003070017");
  BOOST_TEST(card->photo_wlt.size() == 1024u);
}

BOOST_AUTO_TEST_CASE(a_number_that_contradicts_itself_is_refused) {
  auto citizen = published_citizen();
  citizen["number"] = "999901199003070018";
  BOOST_TEST(!parse_card_text(drivers::emulation::make_card(citizen)->text));
  citizen = published_citizen();
  citizen["birth"] = "19900308";
  BOOST_TEST(!parse_card_text(drivers::emulation::make_card(citizen)->text));
  citizen = published_citizen();
  citizen["valid_to"] = "20230229";
  BOOST_TEST(!parse_card_text(drivers::emulation::make_card(citizen)->text));
}

BOOST_AUTO_TEST_CASE(errors_hold_nothing_from_the_card) {
  auto citizen = published_citizen();
  citizen["number"] = "999901199003070018";
  const auto card = parse_card_text(drivers::emulation::make_card(citizen)->text);
  BOOST_REQUIRE(!card);
  BOOST_TEST(card.error().to_string().find("9999") == std::string::npos);
  BOOST_TEST(card.error().to_string().find("测试") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_unknown_layout_mark_and_wrong_sizes_are_refused) {
  Bytes block = person("测试人甲").text;
  block[kLayoutMark] = 'Z';
  BOOST_TEST(!parse_card_text(block));
  block.pop_back();
  BOOST_TEST(!parse_card_text(block));
  BOOST_TEST(!parse_card_data(Bytes{1, 0, 4}));
  BOOST_TEST(!parse_card_data(Bytes{1, 0, 4, 0, 0}));
}

BOOST_AUTO_TEST_CASE(the_newest_address_is_the_last_one) {
  Bytes data(140, 0);
  const auto first = kiosk::base::utf8_to_utf16le_padded("第一址", 70);
  const auto second = kiosk::base::utf8_to_utf16le_padded("第二址", 70);
  std::copy(first.begin(), first.end(), data.begin());
  std::copy(second.begin(), second.end(), data.begin() + 70);
  BOOST_TEST(text(*parse_newest_address(data)) == "第二址");
  BOOST_TEST(!parse_newest_address(std::span(data).first(69)));
  BOOST_TEST(!parse_newest_address({}));
}

BOOST_AUTO_TEST_CASE(check_digits_and_dates) {
  BOOST_TEST(has_right_check_digit("999901199003070017"));
  BOOST_TEST(!has_right_check_digit("999901199003070010"));
  BOOST_TEST(!has_right_check_digit("99990119900307001"));
  BOOST_TEST(!has_right_check_digit("99990119900307001A"));
  BOOST_TEST(is_date("20240229"));
  BOOST_TEST(!is_date("20230229"));
  BOOST_TEST(!is_date("20231301"));
  BOOST_TEST(!is_date("长期"));
}

BOOST_AUTO_TEST_CASE(random_blocks_never_crash) {
  std::mt19937 random(2);
  constexpr std::string_view kMarks = " JIY";
  const Bytes good = person("测试人甲").text;
  for (int round = 0; round < 5'000; ++round) {
    Bytes block = good;
    for (int changes = 0; changes < 40; ++changes) block[random() % 256] = std::uint8_t(random() & 0xFF);
    block[kLayoutMark] = std::uint8_t(kMarks[random() % 4]);
    block[kLayoutMark + 1] = 0;
    const auto card = parse_card_text(block);
    if (card) BOOST_REQUIRE(card->number.size() >= 15u);
  }
}

BOOST_AUTO_TEST_SUITE_END()

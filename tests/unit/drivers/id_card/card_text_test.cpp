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

BOOST_AUTO_TEST_CASE(a_resident_card_with_a_last_day_is_read_with_its_address) {
  const auto card = parse_card_text(person("测试人乙").text);
  BOOST_REQUIRE(card);
  BOOST_TEST(text(card->sex_code) == "2");
  BOOST_TEST(text(card->address) == "测试省测试市测试县测试镇二号路22号2单元202室");
  BOOST_TEST(text(card->number) == "100000199003070026");
  BOOST_TEST(text(card->valid_to) == "20350601");
  BOOST_TEST(card->permit_number.empty());
  BOOST_TEST(card->issue_count.empty());
  BOOST_TEST(card->former_number.empty());
}

/// A character beyond the BMP that a field's end cuts in half must not spoil the rest.
BOOST_AUTO_TEST_CASE(half_a_rare_character_becomes_a_replacement) {
  Bytes block = person("测试𬱖").text;
  BOOST_REQUIRE((block[4] == 0x73 && block[5] == 0xD8));  // U+2CC56 is D873 DC56
  block[6] = ' ', block[7] = 0;
  const auto card = parse_card_text(block);
  BOOST_REQUIRE(card);
  BOOST_TEST(text(card->name) == "测试\uFFFD");
}

BOOST_AUTO_TEST_CASE(codes_of_nations_beyond_the_table_are_kept) {
  auto citizen = published_citizen();
  for (const char* nation : {"56", "97", "98"}) {
    citizen["nation"] = nation;
    const auto card = parse_card_text(drivers::emulation::make_card(citizen)->text);
    BOOST_REQUIRE(card);
    BOOST_TEST(text(card->nation_code) == nation);
  }
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
  BOOST_TEST(text(card->issue_count) == "01");
  BOOST_TEST(card->nation_code.empty());
  BOOST_TEST(text(card->name) == "测试人港");
  BOOST_TEST(text(card->sex_code) == "2");
  BOOST_TEST(text(card->birth_date) == "19880618");
  BOOST_TEST(text(card->address) == "测试省测试市测试县测试镇六号路6号");
  BOOST_TEST(text(card->number) == "810000198806180061");
  BOOST_TEST(text(card->authority) == "测试县公安局");
  BOOST_TEST(text(card->valid_from) == "20230701");
  BOOST_TEST(text(card->valid_to) == "20280701");
}

BOOST_AUTO_TEST_CASE(a_foreigners_card_of_2017_is_read) {
  const auto card = parse_card_text(person("测试外人").text);
  BOOST_REQUIRE(card);
  BOOST_TEST((card->kind == IdCardKind::Foreigner2017));
  BOOST_TEST(text(card->english_name) == "TEST, FOREIGN PERSON");
  BOOST_TEST(text(card->name) == "测试外人");
  BOOST_TEST(text(card->nation_code) == "XXX");
  BOOST_TEST(text(card->number) == "XXX100080010101");
  BOOST_TEST(text(card->sex_code) == "1");
  BOOST_TEST(text(card->birth_date) == "19800101");
  BOOST_TEST(text(card->authority) == "1000");
  BOOST_TEST(text(card->card_version) == "01");
  BOOST_TEST(text(card->valid_from) == "20180101");
  BOOST_TEST(text(card->valid_to) == "20280101");
}

BOOST_AUTO_TEST_CASE(a_foreigners_card_of_2023_joins_the_two_parts_of_the_name) {
  const auto card = parse_card_text(person("测试星").text);
  BOOST_REQUIRE(card);
  BOOST_TEST((card->kind == IdCardKind::Foreigner2023));
  BOOST_TEST(text(card->english_name) == "TEST PERSON WITH A NAME OF FORTY-FIVE LETTERS");
  BOOST_TEST(text(card->birth_date) == "19910808");
  BOOST_TEST(text(card->name) == "测试星");
  BOOST_TEST(text(card->sex_code) == "2");
  BOOST_TEST(text(card->nation_code) == "XXX");
  BOOST_TEST(text(card->number) == "910000199108080029");
  BOOST_TEST(text(card->issue_count) == "02");
  BOOST_TEST(text(card->former_number) == "A01");
  BOOST_TEST(text(card->valid_from) == "20240101");
  BOOST_TEST(text(card->valid_to) == "20340101");
}

/// The seam lies between characters 35 and 36: a space there belongs to the name.
BOOST_AUTO_TEST_CASE(a_space_at_the_seam_of_a_long_name_survives) {
  std::string name(36, 'A');
  name[34] = ' ';
  const Json someone{{"kind", "foreigner-2023"}, {"name", "测试星"},       {"english_name", name},
                     {"sex", "2"},               {"birth", "19910808"},    {"number", "910000199108080029"},
                     {"valid_from", "20240101"}, {"valid_to", "20340101"}, {"nation", "XXX"}};
  const auto card = parse_card_text(drivers::emulation::make_card(someone)->text);
  BOOST_REQUIRE(card);
  BOOST_TEST(text(card->english_name) == name);
}

BOOST_AUTO_TEST_CASE(check_digit_and_birth_are_checked_in_each_layout_that_has_them) {
  struct Change {
    const char* person;
    std::size_t offset;  // of a character that changes
  };
  // The last character of the number, then the day of birth: J, I (no check digit is published for it), Y.
  for (const Change& change : {Change{"测试人港", 156}, {"测试人港", 50}, {"测试外人", 234}, {"测试星", 156},
                               {"测试星", 50}}) {
    Bytes block = person(change.person).text;
    block[change.offset] = block[change.offset] == '1' ? '2' : '1';
    BOOST_TEST(!parse_card_text(block), change.person << " at " << change.offset);
  }
}

BOOST_AUTO_TEST_CASE(fingerprints_of_every_size_are_taken_and_wrong_ones_refused) {
  const Bytes body = answer_body(published_citizen());
  for (const std::size_t size : {0U, 512U, 1024U}) {
    Bytes data{1, 0, 4, 0, static_cast<std::uint8_t>(size >> 8), 0};
    data.insert(data.end(), body.begin() + 7, body.end());
    for (std::size_t i = 0; i < size; ++i) data.push_back(static_cast<std::uint8_t>(i));
    const auto card = parse_card_and_fingerprints(data);
    BOOST_REQUIRE(card);
    BOOST_TEST(card->fingerprints.size() == size);
    BOOST_TEST(card->photo_wlt.size() == 1024u);
    BOOST_TEST(text(card->number) == "999901199003070017");
    if (size > 0) BOOST_TEST(card->fingerprints[511] == 255);
    data.push_back(0);
    BOOST_TEST(!parse_card_and_fingerprints(data));
    data[5] = 1;
    BOOST_TEST(!parse_card_and_fingerprints(data));
  }
  BOOST_TEST(!parse_card_and_fingerprints(Bytes{1, 0, 4, 0, 4}));
}

/// The checksums that the standard's frames have with 1024, 512 and no bytes of fingerprints.
BOOST_AUTO_TEST_CASE(answers_with_fingerprints_have_their_published_sizes) {
  const Bytes body = answer_body(published_citizen());
  for (const auto& [size, total] : {std::pair{1024U, 2321U}, {512U, 1809U}, {0U, 1297U}}) {
    Bytes with{0, 0, 0x90, 1, 0, 4, 0, static_cast<std::uint8_t>(size >> 8), 0};
    with.insert(with.end(), body.begin() + 7, body.end());
    with.insert(with.end(), size, 0);
    const auto frame = encode_frame(with);
    BOOST_TEST(frame.size() == total);
    FrameParser parser;
    parser.feed(frame);
    BOOST_TEST(!parser.take()->trouble);
  }
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
  // A module that always sends four blocks leaves the unused ones blank.
  for (int i = 0; i < 70; ++i) data.insert(data.end(), {' ', 0});
  BOOST_TEST(data.size() == 280u);
  BOOST_TEST(text(*parse_newest_address(data)) == "第二址");
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

// Commands, records and the dialog with all kinds of cards, without any reader.
#include <boost/test/unit_test.hpp>

#include "drivers/emulation/social_card_chip.h"
#include "drivers/smart_card/card_dialog.h"
#include "kiosk/base/text.h"

using namespace drivers::smart_card;
using drivers::contract::SmartCardReading;
using drivers::contract::SmartCardTrouble;
using drivers::emulation::SocialCardBuild;
using drivers::emulation::SocialCardChip;
using kiosk::base::Json;
using kiosk::base::Result;
using kiosk::base::SecureBytes;

namespace {

const Json kPerson{{"name", "测试人甲"}, {"number", "100000196503070010"}, {"sex", "1"}, {"nation", "01"}};

/// Reads this card; `commands` counts.
Result<SmartCardReading> read(SocialCardBuild build, int* commands = nullptr, const Json& person = kPerson) {
  auto chip = SocialCardChip::make(person, build).value();
  return read_social_card([&](const Command& command) -> Result<SecureBytes> {
    if (commands != nullptr) ++*commands;
    const auto answer = chip.answer(command);
    return SecureBytes(answer.begin(), answer.end());
  });
}

SecureBytes bytes(std::initializer_list<int> values) {
  SecureBytes all;
  for (const int value : values) all.push_back(static_cast<std::uint8_t>(value));
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(social_card_dialog)

BOOST_AUTO_TEST_CASE(every_generation_layout_and_way_of_answering_gives_the_same_card) {
  for (const int generation : {1, 2, 3}) {
    for (const bool by_tag : {false, true}) {
      for (const int follow_up : {0, 0x61, 0x6C}) {
        BOOST_TEST_CONTEXT(generation << " " << by_tag << " " << follow_up) {
          const auto reading = read(SocialCardBuild{generation, by_tag, follow_up});
          BOOST_REQUIRE(reading && reading->card);
          BOOST_TEST(reading->card->name.reveal() == "测试人甲");
          BOOST_TEST(reading->card->number.reveal() == "100000196503070010");
          BOOST_TEST(reading->card->sex_code.reveal() == "1");
          BOOST_TEST(reading->card->card_number.reveal() == "T00000001");
          BOOST_TEST(reading->card->card_class.reveal() == "3");
          BOOST_TEST(reading->card->generation == generation);
          BOOST_TEST(reading->card->version.reveal() == std::to_string(generation) + ".00");
        }
      }
    }
  }
}

/// Makers disagree on the order, and on what stands at which number: only the tag tells.
BOOST_AUTO_TEST_CASE(records_in_any_order_give_the_same_card) {
  for (const int generation : {1, 2}) {
    for (int turned_by = 0; turned_by < 7; ++turned_by) {
      BOOST_TEST_CONTEXT(generation << " turned by " << turned_by) {
        SocialCardBuild build{generation};
        build.turned_by = turned_by;
        const auto reading = read(build);
        BOOST_REQUIRE(reading && reading->card);
        BOOST_TEST(reading->card->name.reveal() == "测试人甲");
        BOOST_TEST(reading->card->number.reveal() == "100000196503070010");
        BOOST_TEST(reading->card->sex_code.reveal() == "1");
        BOOST_TEST(reading->card->card_number.reveal() == "T00000001");
        BOOST_TEST(reading->card->generation == generation);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_card_whose_files_are_read_in_two_ways_is_read) {
  SocialCardBuild build;
  build.mixed = true;
  const auto reading = read(build);
  BOOST_REQUIRE(reading && reading->card);
  BOOST_TEST(reading->card->name.reveal() == "测试人甲");
  BOOST_TEST(reading->card->card_number.reveal() == "T00000001");
}

BOOST_AUTO_TEST_CASE(whatever_a_card_says_to_a_way_of_reading_the_other_one_is_tried) {
  for (const int refusal : {0x6A81, 0x6A82, 0x6A83, 0x6A86, 0x6981, 0x6986, 0x6D00, 0x6B00}) {
    SocialCardBuild build{2, true};
    build.refusal = static_cast<std::uint16_t>(refusal);
    const auto reading = read(build);
    BOOST_TEST_REQUIRE((reading && reading->card), refusal);
    BOOST_TEST(reading->card->number.reveal() == "100000196503070010");
  }
}

BOOST_AUTO_TEST_CASE(a_card_that_wants_a_pin_is_told_as_protected_and_never_asked_for_one) {
  for (const int refusal : {0x6982, 0x63C3, 0x6983}) {
    auto chip = SocialCardChip::make(kPerson, {}).value();
    bool asked = false;
    const auto reading = read_social_card([&](const Command& command) -> Result<SecureBytes> {
      asked = asked || command[1] == 0x20;
      const bool holder = command[1] == 0xB2 && (command[3] >> 3 == 6 || command[3] == 0);
      if (holder) return bytes({refusal >> 8, refusal & 0xFF});
      const auto answer = chip.answer(command);
      return SecureBytes(answer.begin(), answer.end());
    });
    BOOST_TEST_REQUIRE(reading.has_value());
    BOOST_TEST((reading->trouble == SmartCardTrouble::Protected), refusal);
    BOOST_TEST(!asked);
  }
}

BOOST_AUTO_TEST_CASE(cards_that_do_not_tell_say_why) {
  SocialCardBuild kept;
  kept.is_protected = true;
  BOOST_TEST((read(kept)->trouble == SmartCardTrouble::Protected));
  SocialCardBuild other;
  other.other_card = true;
  int commands = 0;
  BOOST_TEST((read(other, &commands)->trouble == SmartCardTrouble::OtherCard));
  BOOST_TEST(commands == 1);
  Json nobody = kPerson;
  nobody["number"] = "";
  BOOST_TEST((read(SocialCardBuild{}, nullptr, nobody)->trouble == SmartCardTrouble::ContentsInvalid));
}

BOOST_AUTO_TEST_CASE(a_card_that_never_ends_is_given_up) {
  const auto again = read_social_card([](const Command&) -> Result<SecureBytes> { return bytes({0x61, 0x10}); });
  BOOST_TEST(!again);
  int commands = 0;
  const auto records = read_social_card([&commands](const Command&) -> Result<SecureBytes> {
    ++commands;
    return bytes({0x55, 0x00, 0x90, 0x00});
  });
  BOOST_REQUIRE(records);
  BOOST_TEST((records->trouble == SmartCardTrouble::ContentsInvalid));
  BOOST_TEST(commands < 60);
}

BOOST_AUTO_TEST_CASE(an_error_of_the_reader_is_handed_on) {
  int left = 5;
  auto chip = SocialCardChip::make(kPerson, {}).value();
  const auto reading = read_social_card([&](const Command& command) -> Result<SecureBytes> {
    if (left-- == 0) return kiosk::base::fail(kiosk::base::ErrorCode::Conflict, "pulled");
    const auto answer = chip.answer(command);
    return SecureBytes(answer.begin(), answer.end());
  });
  BOOST_REQUIRE(!reading);
  BOOST_TEST((reading.error().code == kiosk::base::ErrorCode::Conflict));
}

BOOST_AUTO_TEST_CASE(records_of_any_shape_are_taken_or_refused) {
  CardRecords records;
  BOOST_TEST(!records.add(bytes({})));
  BOOST_TEST(!records.add(bytes({0x08})));
  BOOST_TEST(!records.add(bytes({0x08, 0x02, 0x31})));
  BOOST_TEST(records.add(bytes({0x08, 0x00})));
  BOOST_TEST(records.value(0x08).empty());
  BOOST_TEST(records.add(bytes({0x0A, 0x01, 0x00, 0xFF, 0xFF})));
  BOOST_TEST(records.value(0x0A).size() == 1u);
  BOOST_TEST(records.add(bytes({0x09, 0x04, 0xB2, 0xE2, 0x20, 0x00})));
  BOOST_TEST(records.value(0x09).size() == 2u);
  BOOST_TEST(records.add(bytes({0x09, 0x01, 0x41})));
  BOOST_TEST(records.value(0x09).size() == 2u);
  BOOST_TEST(records.value(0x77).empty());
  BOOST_TEST(!card_of(records));
}

BOOST_AUTO_TEST_CASE(a_name_that_is_not_gbk_is_no_name) {
  CardRecords records;
  auto number = bytes({0x08, 18});
  for (const char digit : std::string("100000196503070010")) number.push_back(static_cast<std::uint8_t>(digit));
  BOOST_TEST(records.add(number));
  BOOST_TEST(records.add(bytes({0x09, 0x02, 0x81, 0x01})));
  const auto card = card_of(records);
  BOOST_REQUIRE(!card);
  BOOST_TEST(card.error().to_string().find("100000") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(status_words_ask_for_the_rest_of_an_answer) {
  const Command read_one{0x00, 0xB2, 0x01, 0x2C, 0x00};
  BOOST_TEST((*follow_up(read_one, 0x6112) == Command{0x00, 0xC0, 0x00, 0x00, 0x12}));
  BOOST_TEST((*follow_up(read_one, 0x6C12) == Command{0x00, 0xB2, 0x01, 0x2C, 0x12}));
  BOOST_TEST((*follow_up(Command{0x00, 0xB2, 0x01, 0x2C}, 0x6C12) == Command{0x00, 0xB2, 0x01, 0x2C, 0x12}));
  const auto select = follow_up(select_environment(), 0x6C1E);
  BOOST_TEST(select->size() == select_environment().size() + 1);
  BOOST_TEST(select->back() == 0x1E);
  BOOST_TEST(!follow_up(read_one, 0x9000));
  BOOST_TEST(!follow_up(read_one, 0x6A83));
  BOOST_TEST(wants_authentication(0x6982));
  BOOST_TEST(wants_authentication(0x63C3));
  BOOST_TEST(!wants_authentication(0x6A82));
}

BOOST_AUTO_TEST_SUITE_END()

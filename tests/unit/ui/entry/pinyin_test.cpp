// Pinyin: candidates, syllables, names, and that nothing is learned from anybody.
#include <boost/test/unit_test.hpp>

#include "tests/unit/ui/entry/desk.h"
#include "ui/entry/rime_engine.h"

namespace ui::entry::tests {
namespace {

std::vector<std::string> first(const std::vector<std::string>& words, std::size_t count) {
  return {words.begin(), words.begin() + static_cast<std::ptrdiff_t>(std::min(count, words.size()))};
}

BOOST_AUTO_TEST_SUITE(pinyin)

BOOST_AUTO_TEST_CASE(gives_words_and_shows_the_syllables) {
  Desk desk;
  desk.begin(EntryMode::Pinyin);
  desk.type("xiancheng");
  BOOST_TEST(desk.composition() == "xian'cheng");
  BOOST_TEST(desk.words().front() == "县城");
  BOOST_TEST(desk.choose("县城"));
  BOOST_TEST(desk.written == "县城");
  BOOST_TEST(desk.composition().empty());
}

BOOST_AUTO_TEST_CASE(an_apostrophe_parts_two_syllables) {
  Desk desk;
  desk.begin(EntryMode::Pinyin);
  desk.type("xi'an");
  BOOST_TEST(desk.composition() == "xi'an");
  BOOST_TEST(desk.words().front() == "西安");
}

BOOST_AUTO_TEST_CASE(backspace_takes_letter_by_letter_and_then_leaves_the_field_alone) {
  Desk desk;
  desk.begin(EntryMode::Pinyin);
  desk.type("hao");
  desk.backspace();
  BOOST_TEST(desk.composition() == "ha");
  desk.backspace();
  desk.backspace();
  BOOST_TEST(desk.composition().empty());
  BOOST_TEST(desk.words().empty());
}

BOOST_AUTO_TEST_CASE(a_sentence_is_chosen_part_by_part) {
  Desk desk;
  desk.begin(EntryMode::Pinyin);
  desk.type("zhangsan");
  BOOST_TEST_REQUIRE(desk.choose("张"));
  BOOST_TEST(desk.written.empty());
  BOOST_TEST(desk.composition() == "张san");
  BOOST_TEST_REQUIRE(desk.choose("三"));
  BOOST_TEST(desk.written == "张三");
}

BOOST_AUTO_TEST_CASE(a_mark_finishes_with_the_best_word) {
  Desk desk;
  desk.begin(EntryMode::Pinyin);
  desk.type("nihao");
  desk.press({EntryKey::Kind::Text, "，"});
  BOOST_TEST(desk.written == "你好，");
}

BOOST_AUTO_TEST_CASE(nine_keys_show_the_reading_of_the_best_word) {
  Desk desk;
  desk.begin(EntryMode::NineKeys);
  desk.type("9426");
  BOOST_TEST(desk.words().size() > 20U);
  BOOST_TEST(desk.composition().find_first_of("23456789") == std::string::npos, desk.composition());
  BOOST_TEST(desk.choose("县"));
  desk.type("24364");
  BOOST_TEST(desk.choose("城"));
  BOOST_TEST(desk.written == "县城");
}

BOOST_AUTO_TEST_CASE(speech_that_does_not_part_zh_from_z_is_understood) {
  Desk desk;
  desk.begin(EntryMode::Pinyin);
  desk.type("zang");
  BOOST_TEST(desk.choose("张"));
  desk.type("niu");
  BOOST_TEST(desk.choose("刘"));
}

BOOST_AUTO_TEST_CASE(the_county_s_places_are_words) {
  Desk desk;
  desk.begin(EntryMode::Pinyin, EntryPurpose::Address);
  desk.type("qiaotoucun");
  BOOST_TEST(desk.words().front() == "桥头村");
}

BOOST_AUTO_TEST_CASE(a_name_begins_with_surnames_and_goes_on_with_given_names) {
  Desk desk;
  desk.begin(EntryMode::Pinyin, EntryPurpose::Name);
  desk.type("zeng");
  BOOST_TEST(desk.words().front() == "曾");
  desk.press({EntryKey::Kind::Clear});
  desk.type("zhang");
  const auto all = desk.words();
  const auto place = [&all](const char* word) {
    return std::find(all.begin(), all.end(), word) - all.begin();
  };
  BOOST_TEST(place("张") < place("章"));
  BOOST_TEST(place("长") < place("詹"), "what only sounds alike comes later");
  desk.press({EntryKey::Kind::Clear});
  desk.type("ouyang");
  BOOST_TEST(desk.words().front() == "欧阳");
  BOOST_TEST(desk.choose("欧阳"));
  desk.type("wei");
  BOOST_TEST(desk.words().front() == "伟");
  BOOST_TEST(desk.choose("伟"));
  desk.press({EntryKey::Kind::Text, "·"});
  BOOST_TEST(desk.written == "欧阳伟·");
}

BOOST_AUTO_TEST_CASE(a_whole_name_is_chosen_character_by_character) {
  Desk desk;
  desk.begin(EntryMode::Pinyin, EntryPurpose::Name);
  desk.type("zhangjianguo");
  for (const char* character : {"张", "建", "国"}) {
    const auto best = first(desk.words(), 12);
    BOOST_TEST((std::find(best.begin(), best.end(), character) != best.end()),
               character << " is not on the first page");
    BOOST_TEST_REQUIRE(desk.choose(character));
  }
  BOOST_TEST(desk.written == "张建国");
}

BOOST_AUTO_TEST_CASE(nothing_is_learned_between_citizens) {
  Desk desk;
  desk.begin(EntryMode::Pinyin);
  desk.type("yunxi");
  const auto before = desk.words();
  for (int citizen = 0; citizen < 5; ++citizen) {
    desk.begin(EntryMode::Pinyin);
    desk.type("yunxi");
    BOOST_TEST((desk.words() == before));
    BOOST_TEST_REQUIRE(desk.choose(before.at(3)));
    while (!desk.composition().empty()) desk.press({EntryKey::Kind::Candidate, {}, 0});
    desk.methods->reset();
  }
  desk.begin(EntryMode::Pinyin);
  desk.type("yunxi");
  BOOST_TEST((desk.words() == before));
}

BOOST_AUTO_TEST_CASE(the_user_s_folder_stays_empty_and_is_removed) {
  std::filesystem::path folder;
  {
    const auto engine = RimeEngine::start(std::filesystem::path(KIOSK_ENTRY_TABLES) / "rime").value();
    folder = engine->user_folder();
    BOOST_TEST(engine->use("kiosk_pinyin"));
    for (int i = 0; i < 3; ++i) {
      for (const char letter : std::string("zhangsan")) engine->press(letter);
      while (engine->composing()) engine->choose(1);
    }
    engine->forget();
    BOOST_TEST(std::filesystem::exists(folder));
    BOOST_TEST(std::filesystem::is_empty(folder));
    BOOST_TEST((std::filesystem::status(folder).permissions() == std::filesystem::perms::owner_all));
  }
  BOOST_TEST(!std::filesystem::exists(folder));
}

BOOST_AUTO_TEST_CASE(no_second_engine_and_none_without_dictionaries) {
  BOOST_TEST((RimeEngine::start("/nowhere").error().code == base::ErrorCode::NotFound));
  const Desk desk;
  const auto second = RimeEngine::start(std::filesystem::path(KIOSK_ENTRY_TABLES) / "rime");
  BOOST_TEST((second.error().code == base::ErrorCode::AlreadyExists));
}

BOOST_AUTO_TEST_CASE(without_its_tables_a_terminal_offers_what_is_left) {
  base::ManualClock clock;
  base::ManualExecutor worker(clock), main(clock);
  const auto methods = EntryMethods::start({"config", "/nowhere", "/nowhere"}, worker, main).value();
  while (worker.run_ready() + main.run_ready() > 0) {
  }
  const auto modes = methods->modes(EntryPurpose::Address);
  BOOST_TEST(modes.size() == 3U);
  BOOST_TEST((modes.front() == EntryMode::Latin));
}

BOOST_AUTO_TEST_CASE(no_secure_memory_is_kept_after_a_visit) {
  Desk desk;
  const std::size_t before = base::secure_bytes_in_use();
  desk.begin(EntryMode::Pinyin, EntryPurpose::Name);
  desk.type("zhang");
  BOOST_TEST(base::secure_bytes_in_use() > before);
  desk.methods->reset();
  BOOST_TEST(base::secure_bytes_in_use() == before);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::entry::tests

// Strokes, radicals and codes; every rare character of a name can be written.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "kiosk/typeset/text_engine.h"
#include "tests/unit/ui/entry/desk.h"
#include "ui/entry/character_table.h"

namespace ui::entry::tests {
namespace {

/// Characters of names that ordinary machines cannot write; the last two are in no standard's list.
constexpr std::u32string_view kRareNames =
    U"䶮㛃㭎鿍鿎鿏𠅤𡐓𣗋𣲗𥖨𦈡𨱏𫖯𫘜𫚭𫞩𬀩𬍛𬤊𬬮𬭎𬱖𬳵𡋾𠮷㐖𰻝𱍊鿿"
    U"𮯰";
constexpr std::size_t kFewPages = 300;

const CharacterTable& table() {
  static const CharacterTable all =
      CharacterTable::load(std::filesystem::path(KIOSK_ENTRY_TABLES) / "characters.tsv").value();
  return all;
}

std::string utf8(char32_t code) {
  std::string text;
  base::append_utf8(text, code);
  return text;
}

std::string hex(char32_t code) {
  std::string digits;
  for (int shift = 20; shift >= 0; shift -= 4) {
    const auto nibble = (static_cast<std::uint32_t>(code) >> static_cast<unsigned>(shift)) & 0xFU;
    if (nibble != 0 || !digits.empty()) digits += "0123456789ABCDEF"[nibble];
  }
  return digits;
}

BOOST_AUTO_TEST_SUITE(characters)

BOOST_AUTO_TEST_CASE(are_found_by_their_strokes_the_most_used_first) {
  Desk desk;
  desk.begin(EntryMode::Strokes);
  desk.type("hspn");
  BOOST_TEST(desk.composition() == "一丨丿丶");
  BOOST_TEST(desk.words().front() == "木");
  BOOST_TEST(desk.choose("木"));
  BOOST_TEST(desk.written == "木");
  BOOST_TEST(desk.composition().empty());
}

BOOST_AUTO_TEST_CASE(a_stroke_that_is_not_known_is_left_open) {
  Desk desk;
  desk.begin(EntryMode::Strokes);
  desk.type("h*pn");
  const auto words = desk.words();
  BOOST_TEST((std::find(words.begin(), words.end(), "木") != words.end()));
  desk.backspace();
  BOOST_TEST(desk.composition() == "一＊丿");
  desk.type("nnnnnnnnnnnnnnnnnnnn");
  BOOST_TEST(desk.methods->candidates().nothing_found);
}

BOOST_AUTO_TEST_CASE(are_found_by_radical_and_the_strokes_beside_it) {
  Desk desk;
  desk.begin(EntryMode::Rare, EntryPurpose::Name);
  BOOST_TEST(desk.methods->candidates().least == 1);
  BOOST_TEST(desk.methods->candidates().most == kMostRadicalStrokes);
  desk.type_number(6);
  BOOST_TEST_REQUIRE(desk.choose("页"));
  BOOST_TEST(desk.methods->candidates().least == 0);
  desk.type_number(5);
  BOOST_TEST(desk.composition() == "页 + 5 画");
  BOOST_TEST(desk.choose("𬱖"));
  BOOST_TEST(desk.written == "𬱖");
}

BOOST_AUTO_TEST_CASE(who_miscounts_by_one_stroke_still_finds_the_character) {
  Desk desk;
  desk.begin(EntryMode::Rare, EntryPurpose::Name);
  desk.type_number(6);
  BOOST_TEST_REQUIRE(desk.choose("页"));
  desk.type_number(6);
  BOOST_TEST(desk.choose("𬱖"));
}

BOOST_AUTO_TEST_CASE(backspace_goes_back_step_by_step) {
  Desk desk;
  desk.begin(EntryMode::Rare);
  desk.type_number(3);
  BOOST_TEST_REQUIRE(desk.choose("氵"));
  desk.type_number(4);
  desk.backspace();
  BOOST_TEST(desk.composition() == "氵");
  desk.backspace();
  BOOST_TEST(desk.composition() == "部首 3 画");
  desk.backspace();
  BOOST_TEST(desk.composition().empty());
}

BOOST_AUTO_TEST_CASE(the_code_is_the_last_resort_and_takes_han_characters_only) {
  Desk desk;
  desk.begin(EntryMode::Rare, EntryPurpose::Name, true);
  desk.type("2EBF0");
  BOOST_TEST(desk.choose("\U0002EBF0"));
  desk.type("0041");
  BOOST_TEST(desk.words().empty());
  BOOST_TEST(desk.methods->candidates().nothing_found);
}

BOOST_AUTO_TEST_CASE(every_radical_of_the_table_can_be_chosen) {
  std::vector<bool> there(215, false);
  for (int strokes = 1; strokes <= kMostRadicalStrokes; ++strokes) {
    for (const Radical& radical : radicals_with(strokes)) {
      BOOST_TEST_REQUIRE(radical.number >= 1);
      BOOST_TEST_REQUIRE(radical.number <= 214);
      there[static_cast<std::size_t>(radical.number)] = true;
      BOOST_TEST(!table().by_radical(radical.number, -1, 1).empty(), radical.shape);
    }
  }
  BOOST_TEST(std::count(there.begin() + 1, there.end(), false) == 0);
  BOOST_TEST(radicals_with(18).empty());
}

/// By strokes, pinyin's reading, or radical: at least one way within a few pages; by code always.
BOOST_AUTO_TEST_CASE(each_rare_character_of_a_name_can_be_written) {
  Desk desk;
  BOOST_TEST(kRareNames.size() == 31U);
  std::size_t by_radical = 0;
  for (const char32_t code : kRareNames) {
    desk.begin(EntryMode::Rare, EntryPurpose::Name, true);
    desk.type(hex(code));
    BOOST_TEST(desk.choose(utf8(code)), hex(code) << " by code");
    BOOST_TEST(desk.written == utf8(code));
    for (int radical = 1; radical <= 214; ++radical) {
      const auto found = table().by_radical(radical, -1, 100'000);
      by_radical += std::find(found.begin(), found.end(), code) != found.end() ? 1 : 0;
    }
  }
  BOOST_TEST(by_radical == 28U, by_radical << " by radical");
}

BOOST_AUTO_TEST_CASE(nine_of_ten_rare_characters_need_no_code_and_few_pages) {
  std::size_t easy = 0;
  for (const char32_t code : kRareNames) {
    bool found = false;
    for (int radical = 1; radical <= 214 && !found; ++radical) {
      for (int strokes = 0; strokes <= 20 && !found; ++strokes) {
        const auto cell = table().by_radical(radical, strokes, kFewPages);
        found = std::find(cell.begin(), cell.end(), code) != cell.end();
      }
    }
    easy += found ? 1 : 0;
  }
  BOOST_TEST(easy >= 28U);
}

/// By a font; the one of Extension I, which no font of Debian has, as its code in a box.
BOOST_AUTO_TEST_CASE(each_of_them_is_drawn) {
  const kiosk::typeset::TextEngine engine;
  std::size_t by_font = 0;
  for (const char32_t code : kRareNames) {
    const auto bitmap = engine.render(utf8(code), kiosk::typeset::TextStyle{});
    const bool drawn =
        std::any_of(bitmap.bytes.begin(), bitmap.bytes.end(), [](std::uint8_t byte) { return byte > 128; });
    BOOST_TEST(drawn, hex(code));
    by_font += engine.covers(utf8(code)) ? 1 : 0;
  }
  BOOST_TEST(by_font >= 28U, by_font << " by a font");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::entry::tests

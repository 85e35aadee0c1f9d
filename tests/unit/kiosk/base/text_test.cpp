// Text conversion keeps every character; masking shows only what may be seen.
#include <boost/test/unit_test.hpp>

#include "kiosk/base/mask.h"
#include "kiosk/base/text.h"

using namespace kiosk::base;

BOOST_AUTO_TEST_SUITE(text)

BOOST_AUTO_TEST_CASE(a_name_beyond_the_basic_plane_survives_the_way_to_the_card_and_back) {
  const std::string name = "测𬱖·𠅤 试";
  const SecureBytes card = utf8_to_utf16le_padded(name, 30);
  BOOST_TEST(card.size() == 30u);
  BOOST_TEST(utf16le_to_secure(card).reveal() == name);
}

BOOST_AUTO_TEST_CASE(an_unpaired_surrogate_becomes_the_replacement_character) {
  const std::vector<std::uint8_t> bytes{0x00, 0xD8, 0x4B, 0x6D};
  BOOST_TEST(utf16le_to_secure(bytes).reveal() == "\xEF\xBF\xBD测");
}

BOOST_AUTO_TEST_CASE(malformed_utf8_is_seen_and_never_read_past) {
  BOOST_TEST(!is_valid_utf8("\xE6\xB5"));
  BOOST_TEST(!is_valid_utf8("\xC0\x80"));
  BOOST_TEST(!is_valid_utf8("\xED\xA0\x80"));
  BOOST_TEST(is_valid_utf8("测𬱖"));
  BOOST_TEST((to_code_points("a\xFFz") == U"a\xFFFDz"));
}

BOOST_AUTO_TEST_CASE(gb18030_has_four_bytes_for_rare_names) {
  BOOST_TEST(to_gb18030("证明编号").value() == "\xD6\xA4\xC3\xF7\xB1\xE0\xBA\xC5");
  BOOST_TEST(to_gb18030("𫖯").value() == "\x98\x38\xF5\x37");
  BOOST_TEST(from_gb18030("\xD6\xA4").value() == "证");
  BOOST_TEST(!from_gb18030("\xFF\xFF"));
}

BOOST_AUTO_TEST_CASE(masks_show_the_surname_and_the_ends_of_numbers_only) {
  BOOST_TEST(mask_name("张三") == "张*");
  BOOST_TEST(mask_name("欧阳测试") == "欧阳*");
  BOOST_TEST(mask_name("ALICE SAMPLE") == "ALICE S*");
  BOOST_TEST(mask_id_number("10000019491231002X") == "100***********002X");
  BOOST_TEST(mask_phone("13800001234") == "138****1234");
  BOOST_TEST(mask_tail("测试省测试市测试县", 6) == "测试省测试市******");
}

BOOST_AUTO_TEST_CASE(wide_characters_count_two_columns) { BOOST_TEST(display_columns("A测𬱖") == 5u); }

BOOST_AUTO_TEST_SUITE_END()

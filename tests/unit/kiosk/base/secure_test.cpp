// Secure memory is wiped when it is given back; ids have their standard form.
#include <boost/test/unit_test.hpp>

#include "kiosk/base/ids.h"
#include "kiosk/base/secure.h"

using namespace kiosk::base;

BOOST_AUTO_TEST_SUITE(secure)

BOOST_AUTO_TEST_CASE(secure_text_leaves_nothing_in_its_block) {
  const std::size_t before = secure_bytes_in_use();
  const char* block = nullptr;
  {
    SecureString name("测试人甲测试人甲");
    block = name.reveal().data();
    BOOST_TEST(secure_bytes_in_use() > before);
  }
  BOOST_TEST(secure_bytes_in_use() == before);
  // The pool keeps the page, so reading it is allowed; only its own list pointer may stand there.
  BOOST_TEST((std::string_view(block + sizeof(void*), 16) ==
              std::string_view("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16)));
}

BOOST_AUTO_TEST_CASE(secure_texts_compare_by_value) {
  BOOST_TEST((SecureString("a") == SecureString("a")));
  BOOST_TEST(!(SecureString("a") == SecureString("b")));
  BOOST_TEST(!(SecureString("a") == SecureString("ab")));
}

BOOST_AUTO_TEST_CASE(a_uuid_of_version_7_sorts_by_time_and_reads_back) {
  ManualClock clock;
  const Uuid first = Uuid::make_v7(clock);
  clock.advance(Duration{1});
  const Uuid second = Uuid::make_v7(clock);
  BOOST_TEST((first < second));
  BOOST_TEST(first.to_string()[14] == '7');
  BOOST_TEST((Uuid::parse(first.to_string()) == first));
  BOOST_TEST(!Uuid::parse("not-a-uuid"));
}

BOOST_AUTO_TEST_CASE(time_is_written_in_the_county_zone) {
  const WallTime time{Duration{1'795'415'520'000}};
  BOOST_TEST(to_rfc3339(time) == "2026-11-23T14:32:00+08:00");
  BOOST_TEST(to_compact_date(time) == "20261123");
  BOOST_TEST(to_civil(time).weekday == 1);
}

BOOST_AUTO_TEST_SUITE_END()

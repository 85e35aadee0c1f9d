// Disk space held for the moment when there is none left.
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "offline_cache/store/ballast.h"
#include "tests/support/temporary_folder.h"

using kiosk::tests::TemporaryFolder;
using offline_cache::store::Ballast;

BOOST_AUTO_TEST_SUITE(ballast)

BOOST_AUTO_TEST_CASE(its_blocks_are_really_taken_given_back_and_taken_again) {
  const TemporaryFolder folder;
  Ballast held(folder / "ballast", 1 << 20);
  BOOST_TEST(!held.is_whole());
  for (int i = 0; i < 2; ++i) {
    BOOST_REQUIRE(held.take());
    BOOST_REQUIRE(held.take());
    BOOST_TEST(held.is_whole());
    struct stat info {};
    BOOST_REQUIRE(stat((folder / "ballast").c_str(), &info) == 0);
    BOOST_TEST(info.st_blocks * 512 >= 1 << 20);
    BOOST_TEST((info.st_mode & 0777) == 0600U);
    BOOST_TEST(held.release());
    BOOST_TEST(!held.release());
    BOOST_TEST(!held.is_whole());
  }
}

BOOST_AUTO_TEST_CASE(a_cut_ballast_is_not_whole_and_no_ballast_always_is) {
  const TemporaryFolder folder;
  Ballast held(folder / "ballast", 4096);
  BOOST_REQUIRE(held.take());
  std::filesystem::resize_file(folder / "ballast", 100);
  BOOST_TEST(!held.is_whole());
  Ballast none(folder / "none", 0);
  BOOST_TEST(none.take().has_value());
  BOOST_TEST(none.is_whole());
  BOOST_TEST(!none.release());
}

BOOST_AUTO_TEST_CASE(a_disk_without_room_says_so_and_keeps_no_half) {
  const TemporaryFolder folder;
  Ballast held(folder / "ballast", std::int64_t{1} << 60);
  BOOST_TEST(!held.take().has_value());
  BOOST_TEST(!std::filesystem::exists(folder / "ballast"));
}

BOOST_AUTO_TEST_SUITE_END()

// Pictures of papers as JPEG files.
#include <boost/test/unit_test.hpp>

#include "kiosk/typeset/jpeg.h"

using namespace kiosk;
using namespace kiosk::typeset;

namespace {

std::vector<std::uint8_t> grey_ramp(int width, int height) {
  std::vector<std::uint8_t> pixels;
  for (int i = 0; i < width * height; ++i) pixels.push_back(static_cast<std::uint8_t>(i % 251));
  return pixels;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(jpeg)

BOOST_AUTO_TEST_CASE(a_page_becomes_a_file_that_knows_its_true_size) {
  const auto pixels = grey_ramp(64, 32);
  const auto file = encode_jpeg({64, 32, 1, pixels}, 80, 300);
  BOOST_TEST_REQUIRE(file.has_value());
  BOOST_TEST_REQUIRE(file->size() > 20U);
  BOOST_TEST(((*file)[0] == 0xFF && (*file)[1] == 0xD8));
  BOOST_TEST((*file)[13] == 1);
  BOOST_TEST(((*file)[14] << 8 | (*file)[15]) == 300);
  BOOST_TEST(((*file)[16] << 8 | (*file)[17]) == 300);
}

BOOST_AUTO_TEST_CASE(a_finer_quality_takes_more_bytes) {
  const auto pixels = grey_ramp(256, 256);
  const auto coarse = encode_jpeg({256, 256, 1, pixels}, 30, 200);
  const auto fine = encode_jpeg({256, 256, 1, pixels}, 95, 200);
  BOOST_TEST(fine.value().size() > coarse.value().size());
}

BOOST_AUTO_TEST_CASE(a_picture_without_the_bytes_of_its_size_is_refused) {
  const auto pixels = grey_ramp(8, 8);
  BOOST_TEST(!encode_jpeg({8, 8, 3, pixels}, 80, 0).has_value());
  BOOST_TEST(!encode_jpeg({8, 9, 1, pixels}, 80, 0).has_value());
  BOOST_TEST(!encode_jpeg({0, 0, 1, {}}, 80, 0).has_value());
  BOOST_TEST(!encode_jpeg({8, 4, 2, pixels}, 80, 0).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

// Pictures: PNG there and back, one-bit copies, QR codes.
#include "kiosk/typeset/bitmap.h"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "kiosk/typeset/qr.h"
#include "tests/support/temporary_folder.h"

using namespace kiosk::typeset;
using kiosk::base::ErrorCode;
using kiosk::tests::TemporaryFolder;

BOOST_AUTO_TEST_CASE(reads_back_the_png_that_it_wrote) {
  const TemporaryFolder folder;
  RgbaBitmap bitmap = RgbaBitmap::make(3, 2);
  for (std::size_t i = 0; i < bitmap.bytes.size(); ++i) bitmap.bytes[i] = static_cast<std::uint8_t>(i * 9);
  for (int x = 0; x < 3; ++x) bitmap.at(x, 0)[3] = bitmap.at(x, 1)[3] = 255;
  BOOST_TEST(write_png(folder / "a.png", bitmap).has_value());
  const auto back = read_png(folder / "a.png");
  BOOST_REQUIRE(back.has_value());
  BOOST_TEST(back->width == 3);
  BOOST_TEST(back->bytes == bitmap.bytes);
}

BOOST_AUTO_TEST_CASE(says_why_a_png_cannot_be_read) {
  const TemporaryFolder folder;
  BOOST_TEST((read_png(folder / "none.png").error().code == ErrorCode::NotFound));
  std::ofstream(folder / "bad.png") << "not a picture";
  const auto bad = read_png(folder / "bad.png");
  BOOST_REQUIRE(!bad.has_value());
  BOOST_TEST((bad.error().code == ErrorCode::InvalidData));
  BOOST_TEST(!write_png(folder / "no" / "folder.png", RgbaBitmap::make(1, 1)).has_value());
}

BOOST_AUTO_TEST_CASE(adds_one_bit_pictures_and_cuts_what_falls_outside) {
  MonoBitmap dot = MonoBitmap::make(2, 2);
  dot.set(0, 0);
  dot.set(1, 1);
  MonoBitmap paper = MonoBitmap::make(10, 4);
  paper.add(dot, 8, 1);
  paper.add(dot, -1, 3);
  BOOST_TEST(paper.at(8, 1));
  BOOST_TEST(paper.at(9, 2));
  BOOST_TEST(!paper.at(0, 3));
  BOOST_TEST(static_cast<int>(paper.bytes[3]) == 0x80);
}

BOOST_AUTO_TEST_CASE(draws_a_qr_code_with_its_finder_patterns_and_quiet_zone) {
  const auto qr = make_qr("https://verify.example/c/RS0120261123000001");
  BOOST_REQUIRE(qr.has_value());
  BOOST_TEST(qr->size >= 25);
  for (int i = 0; i < 7; ++i) {
    BOOST_TEST(qr->at(i, 0));
    BOOST_TEST(qr->at(qr->size - 1, i));
    BOOST_TEST(qr->at(0, qr->size - 1 - i));
  }
  const MonoBitmap drawn = draw_qr(*qr, 4);
  BOOST_TEST(drawn.width == (qr->size + 8) * 4);
  BOOST_TEST(!drawn.at(15, 15));
  BOOST_TEST(drawn.at(16, 16));
}

BOOST_AUTO_TEST_CASE(refuses_a_qr_code_without_text_or_with_too_much) {
  BOOST_TEST(!make_qr("").has_value());
  BOOST_TEST(!make_qr(std::string(5000, 'x')).has_value());
}

BOOST_AUTO_TEST_CASE(makes_a_picture_smaller_by_taking_means) {
  RgbaBitmap bitmap = RgbaBitmap::make(4, 2);
  for (int x = 0; x < 4; ++x) {
    for (int y = 0; y < 2; ++y) {
      for (int c = 0; c < 4; ++c) bitmap.at(x, y)[c] = static_cast<std::uint8_t>(x * 60 + y * 10);
    }
  }
  const RgbaBitmap small = scaled(bitmap, 2, 1);
  BOOST_TEST(static_cast<int>(small.at(0, 0)[0]) == 35);
  BOOST_TEST(static_cast<int>(small.at(1, 0)[3]) == 155);
  BOOST_TEST(scaled(bitmap, 8, 4).at(7, 3)[0] == bitmap.at(3, 1)[0]);
}

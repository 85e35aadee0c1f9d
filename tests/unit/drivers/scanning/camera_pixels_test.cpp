// Bytes of cameras to rasters, and the choice of a still picture.
#include <array>
#include <boost/test/unit_test.hpp>

#include <turbojpeg.h>

#include "drivers/scanning/camera_pixels.h"
#include "drivers/scanning/still_picker.h"
#include "tests/unit/drivers/scanning/paper.h"

using namespace drivers::scanning;
using drivers::contract::PageRaster;
using drivers::contract::ScanTrouble;

namespace {

std::vector<std::uint8_t> jpeg_of(const PageRaster& page) {
  tjhandle encoder = tjInitCompress();
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  BOOST_REQUIRE(tjCompress2(encoder, page.pixels.data(), page.width, 0, page.height, TJPF_GRAY, &bytes, &size,
                            TJSAMP_GRAY, 95, 0) == 0);
  std::vector<std::uint8_t> result(bytes, bytes + size);
  tjFree(bytes);
  tjDestroy(encoder);
  return result;
}

FrameBytes text(const char* bytes) { return kiosk::base::as_bytes(bytes); }

PageRaster sheet(int left) { return paper::on_desk(640, 480, {left, 40, left + 300, 440}); }

}  // namespace

BOOST_AUTO_TEST_SUITE(camera_pixels)

BOOST_AUTO_TEST_CASE(yuyv_gives_black_white_and_the_colours) {
  const std::array<std::uint8_t, 12> bytes{16, 128, 235,         128, /*red*/ 81, 90,
                                           81, 240, /*blue*/ 41, 240, 41,         110};
  const auto page = from_yuyv(bytes, {6, 1, 12});
  BOOST_REQUIRE(page);
  const auto near = [&page](std::size_t at, int r, int g, int b) {
    return std::abs(page->pixels[at] - r) <= 3 && std::abs(page->pixels[at + 1] - g) <= 3 &&
           std::abs(page->pixels[at + 2] - b) <= 3;
  };
  BOOST_TEST(near(0, 0, 0, 0));
  BOOST_TEST(near(3, 255, 255, 255));
  BOOST_TEST(near(6, 255, 0, 0));
  BOOST_TEST(near(12, 0, 0, 255));
}

BOOST_AUTO_TEST_CASE(rows_are_taken_out_of_their_padding) {
  const std::array<std::uint8_t, 7> bytes{1, 2, 9, 9, 3, 4, 9};
  const auto page = from_grey(bytes, {2, 2, 4});
  BOOST_REQUIRE(page);
  BOOST_TEST((page->pixels == kiosk::base::SecureBytes{1, 2, 3, 4}));
}

BOOST_AUTO_TEST_CASE(frames_that_are_too_short_or_make_no_sense_are_refused) {
  const std::vector<std::uint8_t> bytes(100);
  for (const FrameShape& shape : {FrameShape{10, 11, 10}, FrameShape{0, 1, 1}, FrameShape{-1, 1, 1},
                                  FrameShape{10, 1, 9}, FrameShape{60000, 60000, 60000}}) {
    BOOST_TEST(!from_grey(bytes, shape));
    BOOST_TEST(!from_rgb(bytes, shape));
    BOOST_TEST(!from_yuyv(bytes, shape));
  }
  BOOST_TEST(!from_yuyv(bytes, {3, 1, 6}));
}

BOOST_AUTO_TEST_CASE(a_jpeg_comes_back_and_a_cut_one_is_refused_wherever_it_was_cut) {
  const auto page = paper::written(320, 240);
  const auto bytes = jpeg_of(page);
  const auto decoded = from_jpeg(bytes);
  BOOST_REQUIRE(decoded);
  BOOST_TEST(decoded->width == 320);
  BOOST_TEST(decoded->channels == 3);
  for (std::size_t size = 0; size + 2 < bytes.size(); size += 97) {
    BOOST_TEST(!from_jpeg(FrameBytes(bytes).first(size)), size);
  }
}

BOOST_AUTO_TEST_CASE(pnm_files_with_comments_are_read_and_wrong_ones_refused) {
  const auto grey = from_pnm(text("P5 # a comment\n2 1\n255\nab"));
  BOOST_REQUIRE(grey);
  BOOST_TEST(grey->channels == 1);
  BOOST_TEST(grey->pixels[1] == 'b');
  BOOST_TEST(from_pnm(text("P6 1 1 255 abc")).has_value());
  for (const char* wrong : {"", "P", "P5", "P4 1 1\nx", "P5 1", "P5 0 1 255 a", "P5 1 1 65535 ab",
                            "P5 2 2 255 abc", "P5 9999999999 1 255 a", "P5 -1 1 255 a", "P6 1 1 255"}) {
    BOOST_TEST(!from_pnm(text(wrong)), wrong);
  }
}

BOOST_AUTO_TEST_CASE(a_still_picture_needs_a_document_and_so_many_equal_frames) {
  StillPicker picker({4, 3.0, 40, 0.18, 20});
  for (int i = 0; i < 10; ++i) BOOST_TEST(!picker.offer(paper::plain(640, 480, 60)));
  BOOST_TEST((picker.reason() == ScanTrouble::NoDocument));
  for (int i = 0; i < 10; ++i) BOOST_TEST(!picker.offer(sheet(100 + i % 2 * 60)));
  BOOST_TEST((picker.reason() == ScanTrouble::Unsteady));
  int frames = 0;
  while (!picker.offer(sheet(100 + 0 * frames))) BOOST_REQUIRE(++frames < 10);
  BOOST_TEST(frames >= 3);
}

BOOST_AUTO_TEST_CASE(the_sharpest_frame_of_the_run_is_kept_and_focus_is_waited_for) {
  StillPicker picker({3, 3.0, 40, 0.18, 6});
  const auto sharp = sheet(100);
  const auto soft = paper::blurred(sharp, 3);
  for (int i = 0; i < 5; ++i) BOOST_TEST(!picker.offer(soft));
  std::optional<PageRaster> chosen;
  for (int i = 0; i < 3 && !chosen; ++i) chosen = picker.offer(sharp);
  BOOST_REQUIRE(chosen);
  BOOST_TEST((chosen->pixels == sharp.pixels));
  int frames = 1;
  while (!picker.offer(soft)) BOOST_REQUIRE(++frames < 50);
  BOOST_TEST(frames == 9);  // a lens that never finds its focus is not waited for for ever
}

BOOST_AUTO_TEST_SUITE_END()

// Blank, dark, bright, blurred, cropped, crooked: on pages that the test draws.
#include <boost/test/unit_test.hpp>

#include "drivers/scanning/page_edges.h"
#include "drivers/scanning/page_finish.h"
#include "drivers/scanning/page_skew.h"
#include "tests/unit/drivers/scanning/paper.h"

using namespace drivers::scanning;
using drivers::contract::PageFlaw;
using drivers::contract::PageQuality;
using Flaws = std::vector<PageFlaw>;

namespace {

bool is(const PageQuality& quality, const Flaws& flaws) { return quality.flaws == flaws; }

std::string told(const PageQuality& quality) {
  std::string text = "paper " + std::to_string(quality.paper_level) + " ink " +
                     std::to_string(quality.ink_share) + " sharpness " + std::to_string(quality.sharpness);
  for (const PageFlaw flaw : quality.flaws) text += " " + std::string(to_string(flaw));
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(page_checks)

BOOST_AUTO_TEST_CASE(a_written_page_has_no_flaw_in_grey_and_in_colour) {
  for (const int channels : {1, 3}) {
    auto page = paper::written(1240, 1754, 245, 20, channels);
    paper::add_noise(page, 3);
    const auto quality = measure_page(page);
    BOOST_TEST(quality.good(), told(quality));
    BOOST_TEST(quality.ink_share > 0.02);
    BOOST_TEST(quality.paper_level > 235);
  }
}

BOOST_AUTO_TEST_CASE(a_few_words_are_not_blank) {
  auto page = paper::plain(1240, 1754, 245);
  paper::write_lines(page, {300, 300, 700, 340}, 30);
  paper::add_noise(page, 3);
  const auto quality = measure_page(page);
  BOOST_TEST(quality.good(), told(quality));
}

BOOST_AUTO_TEST_CASE(an_empty_page_with_noise_is_blank_and_nothing_else) {
  for (const int level : {255, 240, 180}) {
    auto page = paper::plain(800, 1100, level);
    paper::add_noise(page, 3);
    const auto quality = measure_page(page);
    BOOST_TEST(is(quality, {PageFlaw::Blank}), told(quality));
  }
  BOOST_TEST(measure_page({}).has(PageFlaw::Blank));
  BOOST_TEST(measure_page(paper::plain(1, 1, 255)).has(PageFlaw::Blank));
}

BOOST_AUTO_TEST_CASE(a_page_without_light_is_too_dark) {
  const auto quality = measure_page(paper::written(1000, 1400, 90, 10));
  BOOST_TEST(quality.has(PageFlaw::TooDark), told(quality));
  BOOST_TEST(!quality.has(PageFlaw::TooBright));
  BOOST_TEST(is(measure_page(paper::plain(500, 500, 0)), {PageFlaw::Blank, PageFlaw::TooDark}));
}

BOOST_AUTO_TEST_CASE(washed_out_writing_is_too_bright) {
  const auto quality = measure_page(paper::written(1000, 1400, 255, 205));
  BOOST_TEST(is(quality, {PageFlaw::TooBright}), told(quality));
}

BOOST_AUTO_TEST_CASE(a_page_out_of_focus_is_blurred_however_much_is_written) {
  auto full = paper::written();
  auto sparse = paper::plain(1240, 1754, 245);
  paper::write_lines(sparse, {200, 200, 900, 320}, 20);
  for (const auto& page : {full, sparse}) {
    const auto sharp = measure_page(page);
    BOOST_TEST(sharp.good(), told(sharp));
    const auto soft = measure_page(paper::blurred(page, 3));
    BOOST_TEST(is(soft, {PageFlaw::Blurred}), told(soft));
    BOOST_TEST(soft.sharpness < sharp.sharpness / 3);
  }
}

BOOST_AUTO_TEST_CASE(sharpness_falls_with_each_step_of_blur) {
  const auto page = paper::written(600, 600);
  double before = sharpness(to_grey(page));
  for (const int radius : {1, 2, 3, 4}) {
    const double now = sharpness(to_grey(paper::blurred(page, radius)));
    BOOST_TEST(now < before, "radius " << radius);
    before = now;
  }
  BOOST_TEST(sharpness(to_grey(paper::plain(50, 50, 128))) == 0);
}

BOOST_AUTO_TEST_CASE(the_sheet_is_cropped_to_its_edges) {
  for (const int desk : {20, 90}) {
    const PixelBox sheet{210, 130, 910, 1120};
    auto page = paper::on_desk(1200, 1400, sheet, desk);
    paper::add_noise(page, 4);
    const auto box = find_document(to_grey(page));
    BOOST_REQUIRE(box);
    BOOST_TEST(std::abs(box->left - sheet.left) <= 3);
    BOOST_TEST(std::abs(box->top - sheet.top) <= 3);
    BOOST_TEST(std::abs(box->right - sheet.right) <= 3);
    BOOST_TEST(std::abs(box->bottom - sheet.bottom) <= 3);
  }
}

BOOST_AUTO_TEST_CASE(writing_without_visible_edges_is_never_cropped) {
  BOOST_TEST(!find_document(to_grey(paper::written())));
  BOOST_TEST(!find_document(to_grey(paper::plain(300, 300, 255))));
  BOOST_TEST(!find_document(GreyImage{}));
  auto sparse = paper::plain(1240, 1754, 245);
  paper::write_lines(sparse, {100, 100, 500, 140}, 20);
  BOOST_TEST(!find_document(to_grey(sparse)));
}

BOOST_AUTO_TEST_CASE(skew_is_found_within_a_tenth_of_a_degree_up_to_ten) {
  const auto page = paper::written(1000, 1400);
  for (const double skew : {-10.0, -7.3, -2.0, -0.5, 0.0, 0.4, 1.7, 5.0, 9.8}) {
    auto crooked = rotated(page, skew, 245);
    paper::add_noise(crooked, 3);
    const double found = estimate_skew(to_grey(crooked));
    BOOST_TEST(std::abs(found - skew) <= 0.15, "skew " << skew << " found " << found);
  }
}

BOOST_AUTO_TEST_CASE(a_page_that_lies_across_or_shows_nothing_is_left_as_it_is) {
  BOOST_TEST(estimate_skew(to_grey(rotated(paper::written(1000, 1400), 20, 245))) == 0);
  BOOST_TEST(estimate_skew(to_grey(paper::plain(500, 500, 200))) == 0);
  auto noise = paper::plain(700, 700, 128);
  paper::add_noise(noise, 60);
  BOOST_TEST(estimate_skew(to_grey(noise)) == 0);
}

BOOST_AUTO_TEST_CASE(turning_there_and_back_keeps_the_middle) {
  const auto page = paper::blurred(paper::written(400, 400), 1);
  const auto back = rotated(rotated(page, 6, 245), -6, 245);
  double difference = 0;
  for (std::size_t y = 100; y < 300; ++y) {
    for (std::size_t x = 100; x < 300; ++x) {
      difference += std::abs(page.pixels[y * 400 + x] - back.pixels[y * 400 + x]);
    }
  }
  BOOST_TEST(difference / 40000 < 8);
}

BOOST_AUTO_TEST_CASE(a_crooked_sheet_on_a_desk_comes_out_upright_cropped_and_good) {
  const PixelBox sheet{250, 200, 950, 1190};
  for (const double skew : {-8.0, 3.5}) {
    auto crooked = rotated(paper::on_desk(1200, 1400, sheet), skew, 60);
    paper::add_noise(crooked, 3);
    const auto page = finish_page(crooked, true);
    BOOST_TEST(std::abs(page.quality.skew_degrees - skew) <= 0.2, "found " << page.quality.skew_degrees);
    BOOST_TEST(page.quality.cropped);
    BOOST_TEST(std::abs(page.raster.width - 700) <= 8, page.raster.width);
    BOOST_TEST(std::abs(page.raster.height - 990) <= 8, page.raster.height);
    BOOST_TEST(page.raster.pixels.size() ==
               page.raster.stride() * static_cast<std::size_t>(page.raster.height));
    BOOST_TEST(page.quality.good(), told(page.quality));
    BOOST_TEST(std::abs(estimate_skew(to_grey(page.raster))) < 0.2);
  }
}

BOOST_AUTO_TEST_CASE(without_straightening_the_raster_stays_byte_for_byte) {
  const auto crooked = rotated(paper::on_desk(600, 700, {100, 100, 500, 600}), 4, 60);
  const auto page = finish_page(crooked, false);
  BOOST_TEST((page.raster.pixels == crooked.pixels));
  BOOST_TEST(!page.quality.cropped);
}

BOOST_AUTO_TEST_SUITE_END()

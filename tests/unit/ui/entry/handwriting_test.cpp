// Handwriting: characters written stroke by stroke, and with strokes joined.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/unit/ui/entry/desk.h"
#include "ui/entry/handwriting.h"

namespace ui::entry::tests {
namespace {

using Points = std::vector<std::pair<float, float>>;

/// A stroke through these points, with points of a finger between them.
InkStroke stroke(const Points& corners) {
  InkStroke out;
  for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
    for (int step = 0; step < 10; ++step) {
      const float share = static_cast<float>(step) / 10.F;
      out.push_back({corners[i].first + (corners[i + 1].first - corners[i].first) * share,
                     corners[i].second + (corners[i + 1].second - corners[i].second) * share});
    }
  }
  out.push_back({corners.back().first, corners.back().second});
  return out;
}

Ink ink(const std::vector<Points>& strokes) {
  Ink out;
  for (const Points& one : strokes) out.push_back(stroke(one));
  return out;
}

toolkit::Signature on_pad(const Ink& strokes) {
  toolkit::Signature signature;
  for (const InkStroke& one : strokes) {
    for (const InkPoint point : one) signature.points.push_back({point.x, point.y});
    signature.points.back().last = true;
  }
  return signature;
}

const Ink kThree = ink({{{20, 15}, {80, 14}}, {{25, 45}, {75, 44}}, {{10, 80}, {92, 79}}});
const Ink kWang =
    ink({{{15, 12}, {85, 11}}, {{20, 45}, {80, 44}}, {{50, 13}, {50, 85}}, {{8, 86}, {92, 85}}});
const Ink kTen = ink({{{10, 40}, {90, 38}}, {{50, 5}, {50, 95}}});

const Handwriting& hand() {
  static const auto one = Handwriting::open(EntryPlaces{}.writing_model).value();
  return *one;
}

bool among_first(const Ink& strokes, const std::string& wanted, std::size_t count) {
  const auto words = hand().recognize(strokes, count);
  return std::any_of(words.begin(), words.end(), [&](const auto& word) { return word.reveal() == wanted; });
}

BOOST_AUTO_TEST_SUITE(handwriting)

BOOST_AUTO_TEST_CASE(print_like_characters_are_among_the_first) {
  BOOST_TEST(among_first(kThree, "三", 3));
  BOOST_TEST(among_first(kWang, "王", 3));
  BOOST_TEST(among_first(kTen, "十", 3));
}

BOOST_AUTO_TEST_CASE(size_and_place_on_the_pad_do_not_matter) {
  Ink small = kWang;
  for (InkStroke& one : small) {
    for (InkPoint& point : one) point = {point.x * 0.1F + 70, point.y * 0.1F + 5};
  }
  BOOST_TEST(among_first(small, "王", 3));
}

BOOST_AUTO_TEST_CASE(strokes_that_were_joined_are_read_apart) {
  const Ink joined = ink({{{20, 15}, {80, 14}, {25, 45}, {75, 44}, {10, 80}, {92, 79}}});
  BOOST_TEST(readings_of(joined).size() >= 2U);
  BOOST_TEST(readings_of(joined)[1].size() == 3U);
  BOOST_TEST(among_first(joined, "三", 5));
  const Ink half = ink({{{15, 12}, {85, 11}, {20, 45}, {80, 44}}, {{50, 13}, {50, 85}, {8, 86}, {92, 85}}});
  BOOST_TEST(among_first(half, "王", 10));
}

BOOST_AUTO_TEST_CASE(a_stroke_with_corners_of_its_own_stays_whole) {
  const Ink mouth = ink({{{20, 20}, {20, 80}}, {{20, 20}, {80, 20}, {80, 80}}, {{20, 78}, {80, 78}}});
  BOOST_TEST(readings_of(mouth).size() == 1U);
  BOOST_TEST(among_first(mouth, "口", 5));
}

BOOST_AUTO_TEST_CASE(a_dot_or_nothing_does_no_harm) {
  BOOST_TEST(hand().recognize({}, 5).empty());
  hand().recognize({InkStroke{{5, 5}}}, 5);
  hand().recognize({InkStroke{{5, 5}, {5, 5}}, InkStroke{}}, 5);
}

BOOST_AUTO_TEST_CASE(candidates_come_from_the_worker_and_the_newest_ink_counts) {
  Desk desk;
  desk.begin(EntryMode::Handwriting, EntryPurpose::Name);
  desk.methods->write(on_pad({kTen[0]}));
  desk.methods->write(on_pad(kTen));
  BOOST_TEST(desk.words().empty());
  desk.settle();
  const auto words = desk.words();
  BOOST_TEST_REQUIRE(!words.empty());
  BOOST_TEST((std::find(words.begin(), words.begin() + 3, "十") != words.begin() + 3));
  BOOST_TEST(desk.choose("十"));
  BOOST_TEST(desk.written == "十");
  BOOST_TEST(desk.words().empty());
}

BOOST_AUTO_TEST_CASE(an_answer_that_comes_after_the_citizen_left_is_dropped) {
  Desk desk;
  desk.begin(EntryMode::Handwriting);
  desk.methods->write(on_pad(kTen));
  desk.methods->reset();
  desk.settle();
  BOOST_TEST(desk.words().empty());
  desk.methods->write(on_pad(kTen));
  desk.methods.reset();
  while (desk.worker.run_ready() + desk.main.run_ready() > 0) {
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::entry::tests

// Text becomes pixels: rare characters, code boxes, wrapping, stable lines.
#include "kiosk/typeset/text_engine.h"

#include <boost/test/unit_test.hpp>
#include <numeric>
#include <set>

using namespace kiosk::typeset;

namespace {

long ink(const AlphaBitmap& bitmap) { return std::accumulate(bitmap.bytes.begin(), bitmap.bytes.end(), 0L); }

TextStyle style_of(double size_px) {
  TextStyle style;
  style.size_px = size_px;
  return style;
}

const std::vector<std::string> kRare = {"䶮", "㛃",   "㭎",   "鿍",  "鿎",  "鿏",  "𠅤",   "𡐓",
                                        "𣗋", "𣲗",   "𥖨",   "𦈡",   "𨱏",   "𫖯",   "𫘜",   "𫚭",
                                        "𫞩", "𬀩", "𬍛", "𬤊", "𬬮", "𬭎", "𬱖", "𬳵",
                                        "𡋾", "𠮷",   "㐖",   "喆",   "堃",   "燚",   "龘"};

}  // namespace

BOOST_AUTO_TEST_CASE(draws_each_rare_name_character_differently) {
  const TextEngine engine;
  std::set<std::vector<std::uint8_t>> pictures;
  for (const std::string& character : kRare) {
    BOOST_TEST(engine.covers(character), character);
    const AlphaBitmap bitmap = engine.render(character, style_of(40));
    BOOST_TEST(ink(bitmap) > 0, character);
    BOOST_TEST(bitmap.width >= 36);
    BOOST_TEST(bitmap.width <= 44);
    pictures.insert(bitmap.bytes);
  }
  BOOST_TEST(pictures.size() == kRare.size());
}

BOOST_AUTO_TEST_CASE(draws_a_character_that_no_font_has_as_its_code_in_a_box) {
  const TextEngine engine;
  BOOST_TEST(!engine.covers("\U0002EBF0"));
  const AlphaBitmap one = engine.render("\U0002EBF0", style_of(48));
  const AlphaBitmap other = engine.render("\U0002EBF1", style_of(48));
  BOOST_TEST(ink(one) > 0);
  BOOST_TEST((one.bytes != other.bytes));
  const TextSize mixed = engine.measure("李\U0002EBF0明", style_of(48));
  BOOST_TEST(mixed.width >= 3 * 48);
  BOOST_TEST(mixed.width <= 3 * 48 + 8);
}

BOOST_AUTO_TEST_CASE(never_takes_a_private_use_character_from_an_icon_font) {
  const TextEngine engine;
  BOOST_TEST(!engine.covers("\uF004"));
  TextStyle icons = style_of(40);
  icons.family = FontFamily::Icons;
  BOOST_TEST(ink(engine.render("\uF004", icons)) > 0);
  BOOST_TEST((engine.render("\uF004", icons).bytes != engine.render("\uF004", style_of(40)).bytes));
}

BOOST_AUTO_TEST_CASE(keeps_the_line_height_when_a_fallback_font_steps_in) {
  const TextEngine engine;
  const TextSize common = engine.measure("张建国", style_of(40));
  const TextSize rare = engine.measure("张\U00020164𬱖", style_of(40));
  BOOST_TEST(common.height == rare.height);
  BOOST_TEST(common.width == rare.width);
  BOOST_TEST(engine.render("张建国", style_of(40)).baseline == engine.render("𬱖", style_of(40)).baseline);
}

BOOST_AUTO_TEST_CASE(wraps_at_the_width_and_never_starts_a_line_with_a_full_stop) {
  const TextEngine engine;
  TextStyle style = style_of(20);
  style.max_width_px = 100;
  const TextSize five = engine.measure("一二三四五", style);
  BOOST_TEST(five.lines == 1);
  const TextSize stop = engine.measure("一二三四五。", style);
  BOOST_TEST(stop.lines == 2);
  const AlphaBitmap bitmap = engine.render("一二三四五。", style);
  long second_line = 0;
  for (int y = bitmap.height / 2; y < bitmap.height; ++y) {
    for (int x = 0; x < 20; ++x) second_line += bitmap.at(x, y);
  }
  BOOST_TEST(second_line > 20 * 255, "the last character goes with its full stop");
}

BOOST_AUTO_TEST_CASE(ends_a_text_that_is_too_long_with_an_ellipsis) {
  const TextEngine engine;
  TextStyle style = style_of(20);
  style.max_width_px = 100;
  style.max_lines = 2;
  const TextSize size = engine.measure("社会保险个人参保缴费证明打印服务说明", style);
  BOOST_TEST(size.lines == 2);
  BOOST_TEST(size.truncated);
  BOOST_TEST(size.width <= 100);
  style.max_lines = 0;
  BOOST_TEST(!engine.measure("社会保险个人参保缴费证明打印服务说明", style).truncated);
}

BOOST_AUTO_TEST_CASE(gives_the_same_pixels_from_every_engine) {
  const TextEngine one;
  const TextEngine other;
  BOOST_TEST(one.render("云溪县政务服务大厅 24h", style_of(33)).bytes ==
             other.render("云溪县政务服务大厅 24h", style_of(33)).bytes);
}

BOOST_AUTO_TEST_CASE(survives_malformed_and_empty_text) {
  const TextEngine engine;
  BOOST_TEST(engine.render("", style_of(20)).empty());
  BOOST_TEST(ink(engine.render("坏\xff\xfe字", style_of(20))) > 0);
  BOOST_TEST(engine.measure("一\n二\n三", style_of(20)).lines == 3);
}

BOOST_AUTO_TEST_CASE(makes_crisp_one_bit_text_for_thermal_printers) {
  const TextEngine engine;
  const MonoBitmap mono = engine.render_mono("回执", style_of(24));
  BOOST_TEST(mono.width == 48);
  BOOST_TEST(mono.stride == 6);
  int black = 0;
  for (int y = 0; y < mono.height; ++y) {
    for (int x = 0; x < mono.width; ++x) black += mono.at(x, y) ? 1 : 0;
  }
  BOOST_TEST(black > 200);
  BOOST_TEST(black < 900);
}

// Slips: columns, line breaks, what is sent as text and what as a picture.
#include <boost/test/unit_test.hpp>

#include "drivers/printing/line_breaker.h"
#include "drivers/printing/slip_encoder.h"
#include "tests/unit/drivers/printing/slips.h"

namespace drivers::printing::tests {
namespace {

std::vector<std::string> broken(std::string_view words, int columns) {
  std::vector<std::string> lines;
  for (const auto& line : break_lines(words, columns)) lines.emplace_back(line.reveal());
  return lines;
}

void check_lines(const std::vector<std::string>& got, const std::vector<std::string>& expected) {
  BOOST_CHECK_EQUAL_COLLECTIONS(got.begin(), got.end(), expected.begin(), expected.end());
}

/// An artist that only counts what it is asked to draw.
SlipArtist counting_artist(int& drawn) {
  SlipArtist artist;
  artist.draw_line = [&drawn](const SlipLine& line, const PrinterModel& model) {
    ++drawn;
    return MonoRaster::blank(model.dots_per_line, line_height(model, line.scale));
  };
  artist.draw_qr = [](const std::string&, const PrinterModel& model) {
    return MonoRaster::blank(model.dots_per_line, 200);
  };
  return artist;
}

std::string all_bytes(const std::vector<kiosk::base::SecureBytes>& pieces) {
  std::string bytes;
  for (const auto& piece : pieces) bytes.append(piece.begin(), piece.end());
  return bytes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(slips)

BOOST_AUTO_TEST_CASE(chinese_breaks_anywhere_but_never_before_a_closing_mark) {
  check_lines(broken("居住登记申报", 8), {"居住登记", "申报"});
  check_lines(broken("居住登记，申报", 8), {"居住登", "记，申报"});
  check_lines(broken("受理（急件）", 6), {"受理", "（急", "件）"});
}

BOOST_AUTO_TEST_CASE(latin_words_and_numbers_stay_whole_unless_they_are_longer_than_the_line) {
  check_lines(broken("编号 T05-000017", 12), {"编号", "T05-000017"});
  check_lines(broken("ABCDEFGHIJ", 4), {"ABCD", "EFGH", "IJ"});
  check_lines(broken("a\nb", 10), {"a", "b"});
  check_lines(broken("", 10), {""});
}

BOOST_AUTO_TEST_CASE(text_cannot_smuggle_commands_to_the_printer) {
  check_lines(broken("a\x1B@\x10\x04\x01z", 20), {"a @   z"});
}

BOOST_AUTO_TEST_CASE(pairs_that_all_fit_stand_at_both_edges) {
  contract::Slip slip;
  slip.parts = {pair("时间", "14:32"), pair("受理终端", "T05")};
  const auto lines = lay_out(slip, 32);
  BOOST_REQUIRE_EQUAL(lines.size(), 2U);
  BOOST_CHECK_EQUAL(lines[0].runs.at(1).column, 27);
  BOOST_CHECK_EQUAL(lines[1].runs.at(1).column, 29);
}

BOOST_AUTO_TEST_CASE(one_long_value_makes_all_values_a_block_behind_the_labels) {
  contract::Slip slip;
  slip.parts = {pair("时间", "14:32"), pair("办理机构", "测试县公安局城关派出所综合受理窗口")};
  const auto lines = lay_out(slip, 32);
  BOOST_REQUIRE_EQUAL(lines.size(), 3U);
  for (const SlipLine& line : lines) BOOST_CHECK_EQUAL(line.runs.back().column, 10);
  BOOST_CHECK_EQUAL(lines[2].runs.size(), 1U);
}

BOOST_AUTO_TEST_CASE(no_line_is_wider_than_the_paper_at_any_scale) {
  contract::Slip slip = acceptance_slip();
  slip.parts.push_back(text("受理编号 T05-20261123-000017", contract::Align::Right, 4));
  for (const int columns : {32, 42, 48, 53}) {
    for (const SlipLine& line : lay_out(slip, columns)) {
      for (const SlipRun& run : line.runs) {
        BOOST_CHECK_LE((run.column + columns_of(run.text.reveal())) * line.scale, columns);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(fonts_have_what_their_standard_has) {
  BOOST_CHECK(font_has(ChineseFont::Gb2312, "居住登记 GA-03"));
  BOOST_CHECK(!font_has(ChineseFont::Gb2312, "朱镕基"));
  BOOST_CHECK(font_has(ChineseFont::Gbk, "朱镕基"));
  BOOST_CHECK(!font_has(ChineseFont::Gbk, "𠮷"));
  BOOST_CHECK(!font_has(ChineseFont::Gbk, "㙍"));
  BOOST_CHECK(!font_has(ChineseFont::None, "甲"));
  BOOST_CHECK(font_has(ChineseFont::None, "T05"));
}

BOOST_AUTO_TEST_CASE(only_lines_with_rare_characters_become_pictures) {
  contract::Slip slip;
  slip.parts = {text("证明编号"), text("测试人𠮷"), text("测试人甲")};
  int drawn = 0;
  const PrinterModel model;
  const std::string bytes =
      all_bytes(encode_slip(lay_out(slip, model.columns), model, counting_artist(drawn)));
  BOOST_CHECK_EQUAL(drawn, 1);
  BOOST_CHECK(bytes.find("\xD6\xA4\xC3\xF7\xB1\xE0\xBA\xC5") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(long_pictures_are_sent_in_bands) {
  contract::Slip slip;
  slip.parts = {contract::SlipQr{"https://kiosk.test"}};
  PrinterModel model;
  model.has_qr = false;
  int drawn = 0;
  const auto pieces = encode_slip(lay_out(slip, model.columns), model, counting_artist(drawn));
  BOOST_CHECK_EQUAL(pieces.size(), 1U + 5U);
}

BOOST_AUTO_TEST_CASE(every_model_file_is_valid) {
  int models = 0;
  for (const auto& entry : std::filesystem::directory_iterator("config/devices/printers")) {
    const auto model = load_printer_model(
        entry.path().parent_path(), "config/schemas/printer-model.schema.json", entry.path().stem().string());
    BOOST_CHECK_MESSAGE(model.has_value(), (model ? "" : model.error().to_string()));
    if (model) BOOST_CHECK_LE(model->columns * 12, model->dots_per_line);
    ++models;
  }
  BOOST_CHECK_GE(models, 3);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace drivers::printing::tests

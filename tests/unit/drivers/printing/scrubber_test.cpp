// What a tape of a slip printer keeps: every command, no text.
#include <boost/test/unit_test.hpp>

#include "drivers/printing/escpos_commands.h"
#include "drivers/printing/escpos_scrubber.h"

namespace drivers::printing::tests {
namespace {

using kiosk::base::as_bytes;
using kiosk::base::SecureBytes;
using transport::TapeSide;

SecureBytes scrubbed(const SecureBytes& bytes) {
  const auto scrubber = make_escpos_scrubber();
  SecureBytes all;
  // One byte at a time: a command may be cut anywhere.
  for (const std::uint8_t byte : bytes) {
    for (const auto& piece : scrubber->feed(TapeSide::Out, {&byte, 1})) {
      all.insert(all.end(), piece.bytes.begin(), piece.bytes.end());
    }
  }
  return all;
}

std::string text_of(const SecureBytes& bytes) { return {bytes.begin(), bytes.end()}; }

EscposCommands slip(std::string_view name, std::string_view code) {
  MonoRaster dots;
  dots.width = 8;
  dots.height = 2;
  dots.rows.assign(2, 0x1B);
  EscposCommands commands;
  commands.initialise().align(contract::Align::Center).size(2).bold(true).chinese(true).chinese_double(false);
  commands.text(name).line_end().line_pitch(30).raster(dots).qr(code, 6).feed_lines(3).feed_dots(9).cut(true);
  commands.present(4, PresentMode::Retract, 30).query_when_done().clear_buffers().disable_automatic_status();
  return commands;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(escpos_scrubber)

BOOST_AUTO_TEST_CASE(two_slips_of_one_form_look_the_same) {
  const SecureBytes one = slip("\xD5\xC5\xC8\xFD 1234", "https://a.test/1").take();
  const SecureBytes two = slip("\xC0\xEE\xCB\xC4 wxyz", "https://b.test/2").take();
  BOOST_TEST((one != two));
  BOOST_TEST((scrubbed(one) == scrubbed(two)));
  BOOST_TEST(scrubbed(one).size() == one.size());
  BOOST_TEST((scrubbed(scrubbed(one)) == scrubbed(one)));
}

BOOST_AUTO_TEST_CASE(commands_stay_and_text_goes) {
  const SecureBytes before = slip("\xD5\xC5\xC8\xFD 1234", "https://a.test/1").take();
  const std::string after = text_of(scrubbed(before));
  BOOST_TEST(after.find("\xB2\xE2\xB2\xE2 xxxx\n\x1B\x33\x1E") != std::string::npos);
  BOOST_TEST(after.find("test") == std::string::npos);
  BOOST_TEST(after.find("1234") == std::string::npos);
  BOOST_TEST(after.find("\x1D(k\x04") != std::string::npos);
  const std::string end = text_of(EscposCommands().clear_buffers().disable_automatic_status().take());
  BOOST_TEST(after.substr(after.size() - end.size()) == end);
}

BOOST_AUTO_TEST_CASE(a_question_within_a_picture_is_none_of_its_dots) {
  const auto scrubber = make_escpos_scrubber();
  MonoRaster dots;
  dots.width = 8;
  dots.height = 4;
  dots.rows.assign(4, 0xFF);
  SecureBytes picture = EscposCommands().raster(dots).text("Ab").take();
  (void)scrubber->feed(TapeSide::Out, std::span(picture).first(10));
  const SecureBytes question = EscposCommands().query(StatusQuery::Paper).take();
  BOOST_TEST((scrubber->feed(TapeSide::Out, question).front().bytes == question));
  const auto rest = scrubber->feed(TapeSide::Out, std::span(picture).subspan(10)).front().bytes;
  BOOST_TEST(text_of(rest) == "\xAA\xAAxx");
}

BOOST_AUTO_TEST_CASE(what_follows_an_unknown_command_counts_as_text) {
  const std::string words = "\x1D\x22Secret";
  BOOST_TEST(text_of(scrubbed({words.begin(), words.end()})) == "\x1Dxxxxxxx");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace drivers::printing::tests

// ESC/POS bytes in both directions.
#include <boost/test/unit_test.hpp>

#include "drivers/printing/escpos_commands.h"
#include "drivers/printing/escpos_status.h"

namespace drivers::printing::tests {
namespace {

using contract::FaultType;

std::vector<PrinterAnswer> parse(bool full_status, std::initializer_list<int> bytes) {
  AnswerParser parser(full_status);
  std::vector<PrinterAnswer> answers;
  for (const int byte : bytes) {
    if (const auto answer = parser.feed(static_cast<std::uint8_t>(byte))) answers.push_back(*answer);
  }
  return answers;
}

std::optional<FaultType> first_fault(StatusQuery query, std::uint8_t byte) {
  PrinterCondition condition;
  condition.apply(query, byte);
  const auto faults = condition.faults();
  return faults.empty() ? std::nullopt : std::optional<FaultType>(faults.front());
}

bool equal(const kiosk::base::SecureBytes& bytes, std::initializer_list<int> expected) {
  return std::equal(bytes.begin(), bytes.end(), expected.begin(), expected.end());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(escpos_codec)

BOOST_AUTO_TEST_CASE(status_bytes_of_the_manuals_mean_what_they_say) {
  BOOST_CHECK(!first_fault(StatusQuery::Printer, 0x12));
  PrinterCondition offline;
  offline.apply(StatusQuery::Printer, 0x1A);
  BOOST_CHECK(offline.offline);
  BOOST_CHECK(first_fault(StatusQuery::Offline, 0x16) == FaultType::CoverOpen);
  BOOST_CHECK(first_fault(StatusQuery::Offline, 0x32) == FaultType::PaperOut);
  BOOST_CHECK(first_fault(StatusQuery::Offline, 0x52) == FaultType::HardwareFault);
  BOOST_CHECK(first_fault(StatusQuery::Error, 0x1A) == FaultType::CutterFault);
  BOOST_CHECK(first_fault(StatusQuery::Error, 0x32) == FaultType::HardwareFault);
  BOOST_CHECK(first_fault(StatusQuery::Error, 0x52) == FaultType::OverTemperature);
  BOOST_CHECK(first_fault(StatusQuery::Paper, 0x1E) == FaultType::PaperLow);
  BOOST_CHECK(first_fault(StatusQuery::Paper, 0x72) == FaultType::PaperOut);
  BOOST_CHECK(first_fault(StatusQuery::Paper, 0x7E) == FaultType::PaperOut);
}

BOOST_AUTO_TEST_CASE(low_paper_does_not_stop_printing) {
  PrinterCondition condition;
  condition.apply(StatusQuery::Paper, 0x1E);
  BOOST_CHECK(!condition.blocking());
  condition.apply(StatusQuery::Offline, 0x16);
  BOOST_CHECK(condition.blocking() == FaultType::CoverOpen);
}

BOOST_AUTO_TEST_CASE(flow_control_noise_and_automatic_status_are_passed_over) {
  const auto answers = parse(false, {0x11, 0x13, 0xFF, 0x14, 0x00, 0x0C, 0x0F, 0x12});
  BOOST_REQUIRE_EQUAL(answers.size(), 1U);
  BOOST_CHECK(answers[0].kind == PrinterAnswer::Kind::Status);
  BOOST_CHECK_EQUAL(answers[0].bytes[0], 0x12);
}

BOOST_AUTO_TEST_CASE(the_end_of_printing_is_told_from_a_status) {
  const auto answers = parse(false, {0x00, 0x12, 0x03});
  BOOST_REQUIRE_EQUAL(answers.size(), 3U);
  BOOST_CHECK(answers[0].kind == PrinterAnswer::Kind::Done);
  BOOST_CHECK(answers[1].kind == PrinterAnswer::Kind::Status);
  BOOST_CHECK(answers[2].kind == PrinterAnswer::Kind::Done);
}

BOOST_AUTO_TEST_CASE(the_full_status_of_a_presenter_is_read_whole) {
  // 0x12 inside the block is no status byte.
  const auto answers = parse(true, {0x10, 0x0F, 0x24, 0x12, 0x40, 0x01, 0x12});
  BOOST_REQUIRE_EQUAL(answers.size(), 2U);
  BOOST_CHECK(answers[0].kind == PrinterAnswer::Kind::FullStatus);
  PrinterCondition condition;
  condition.apply_full(answers[0].bytes);
  BOOST_CHECK(condition.ticket_present);
  BOOST_CHECK(condition.paper_low);
  BOOST_CHECK(condition.cover_open);
  BOOST_CHECK(condition.paper_jam);
  BOOST_CHECK(condition.cutter_fault);
  BOOST_CHECK(!condition.spooling);
}

BOOST_AUTO_TEST_CASE(a_full_status_that_is_cut_off_is_forgotten_on_reset) {
  AnswerParser parser(true);
  for (const int byte : {0x10, 0x0F, 0x00}) BOOST_CHECK(!parser.feed(static_cast<std::uint8_t>(byte)));
  parser.reset();
  BOOST_CHECK(parser.feed(0x12).has_value());
}

BOOST_AUTO_TEST_CASE(commands_have_the_bytes_of_the_reference) {
  BOOST_CHECK(equal(EscposCommands().initialise().take(), {0x1B, 0x40}));
  BOOST_CHECK(equal(EscposCommands().size(2).bold(true).take(), {0x1D, 0x21, 0x11, 0x1B, 0x45, 1}));
  BOOST_CHECK(equal(EscposCommands().chinese(true).take(), {0x1C, 0x26}));
  BOOST_CHECK(equal(EscposCommands().query(StatusQuery::Paper).take(), {0x10, 0x04, 0x04}));
  BOOST_CHECK(equal(EscposCommands().query_full_status().take(), {0x10, 0x04, 0x14}));
  BOOST_CHECK(
      equal(EscposCommands().present(12, PresentMode::Retract, 30).take(), {0x1C, 0x50, 12, 0, 0x52, 30}));
  MonoRaster dot = MonoRaster::blank(8, 2);
  dot.set_black(0, 1);
  BOOST_CHECK(equal(EscposCommands().raster(dot).take(), {0x1D, 0x76, 0x30, 0, 1, 0, 2, 0, 0x00, 0x80}));
  const auto qr = EscposCommands().qr("https://kiosk.test/t/8F3A", 6).take();
  const std::vector<int> length{0x1D, 0x28, 0x6B, 0x1C, 0x00, 0x31, 0x50, 0x30, 'h'};
  BOOST_CHECK(std::search(qr.begin(), qr.end(), length.begin(), length.end()) != qr.end());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace drivers::printing::tests

// Modbus RTU frames: known vectors, streams cut anywhere, noise, and answers that do not fit.
#include <boost/test/unit_test.hpp>

#include "drivers/cabinet/cabinet_model.h"
#include "drivers/cabinet/modbus_frame.h"

using namespace drivers::cabinet;

namespace {

/// Unit 1, two registers: 450 and 235.
const Frame kAnswer = [] {
  Frame frame{0x01, 0x03, 0x04, 0x01, 0xC2, 0x00, 0xEB};
  const std::uint16_t crc = modbus_crc(frame);
  frame.push_back(static_cast<std::uint8_t>(crc & 0xFF));
  frame.push_back(static_cast<std::uint8_t>(crc >> 8));
  return frame;
}();

const ModbusRequest kTwo{1, kReadHoldingRegisters, 0, 2};

std::vector<std::uint16_t> registers_of(ModbusParser& parser) {
  const auto answer = parser.take();
  return answer ? answer->registers : std::vector<std::uint16_t>{};
}

const std::vector<std::uint16_t> kValues{450, 235};

}  // namespace

BOOST_AUTO_TEST_SUITE(modbus_frames)

BOOST_AUTO_TEST_CASE(the_checksum_is_the_one_of_the_standard) {
  // "123456789", the usual check value of CRC-16/MODBUS.
  const Frame digits{'1', '2', '3', '4', '5', '6', '7', '8', '9'};
  BOOST_TEST(modbus_crc(digits) == 0x4B37);
  const Frame wanted{0x01, 0x03, 0x00, 0x00, 0x00, 0x0A, 0xC5, 0xCD};
  BOOST_TEST((encode_request({1, kReadHoldingRegisters, 0, 10}) == wanted));
}

BOOST_AUTO_TEST_CASE(an_answer_is_found_however_it_is_cut_and_whatever_is_before_it) {
  for (std::size_t cut = 0; cut <= kAnswer.size(); ++cut) {
    ModbusParser parser(kTwo);
    const Frame noise{0x01, 0x03, 0x07, 0xFF, 0x01};
    parser.feed(noise);
    parser.feed(std::span(kAnswer).first(cut));
    (void)parser.saw_noise();
    auto answer = cut == kAnswer.size() ? std::nullopt : parser.take();
    BOOST_TEST(!answer.has_value());
    parser.feed(std::span(kAnswer).subspan(cut));
    BOOST_TEST((registers_of(parser) == kValues), "cut at " << cut);
  }
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_the_request_is_no_answer) {
  Frame spoilt = kAnswer;
  spoilt.back() ^= 0x01;
  ModbusParser wrong_checksum(kTwo);
  wrong_checksum.feed(spoilt);
  BOOST_TEST(!wrong_checksum.take().has_value());
  BOOST_TEST(wrong_checksum.saw_noise());
  ModbusParser other_unit({2, kReadHoldingRegisters, 0, 2});
  other_unit.feed(kAnswer);
  BOOST_TEST(!other_unit.take().has_value());
  ModbusParser other_size({1, kReadHoldingRegisters, 0, 3});
  other_size.feed(kAnswer);
  BOOST_TEST(!other_size.take().has_value());
  ModbusParser other_function({1, kWriteSingleRegister, 3, 50});
  other_function.feed(kAnswer);
  BOOST_TEST(!other_function.take().has_value());
}

BOOST_AUTO_TEST_CASE(an_exception_is_told) {
  Frame frame{0x01, 0x83, 0x02};
  const std::uint16_t crc = modbus_crc(frame);
  frame.push_back(static_cast<std::uint8_t>(crc & 0xFF));
  frame.push_back(static_cast<std::uint8_t>(crc >> 8));
  ModbusParser parser(kTwo);
  parser.feed(frame);
  const auto answer = parser.take();
  BOOST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->exception == 2);
}

BOOST_AUTO_TEST_CASE(registers_are_read_by_the_model) {
  const auto model = load_cabinet_model("config", "generic");
  BOOST_REQUIRE(model.has_value());
  BOOST_TEST(model->register_count() == 3);
  const std::vector<std::uint16_t> cold{0x8000, 0xFFF6, 1};
  const CabinetLook look = interpret(*model, cold);
  BOOST_TEST(look.sensor_broken);
  BOOST_TEST(!look.climate.humidity_percent.has_value());
  BOOST_TEST(look.climate.temperature_celsius.value() == -1.0, boost::test_tools::tolerance(0.001));
  BOOST_TEST(look.climate.door_open.value());
  BOOST_TEST(!load_cabinet_model("config", "../generic").has_value());
  BOOST_TEST(!load_cabinet_model("config", "none").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

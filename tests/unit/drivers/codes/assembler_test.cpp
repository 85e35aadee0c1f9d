// Cutting bytes and key strokes into codes, without any device.
#include <linux/input-event-codes.h>

#include <boost/test/unit_test.hpp>

#include "drivers/codes/aim_identifier.h"
#include "drivers/codes/code_assembler.h"
#include "drivers/codes/key_assembler.h"

using namespace drivers::codes;
using namespace std::chrono_literals;
using drivers::contract::ScannedCode;
using drivers::contract::Symbology;
using kiosk::base::as_bytes;
using kiosk::base::as_text;
using kiosk::base::Duration;

namespace {

struct Keyboard {
  std::optional<ScannedCode> key(std::uint16_t code, Duration after = 2ms) {
    at += after;
    auto ended = assembler.feed({at, EV_KEY, code, 1});
    at += 1ms;
    assembler.feed({at, EV_KEY, code, 0});
    return ended;
  }
  void hold(std::uint16_t code, bool down) { assembler.feed({at += 1ms, EV_KEY, code, down ? 1 : 0}); }

  KeyAssembler assembler{{}, true};
  Duration at{5000};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(code_assembling)

BOOST_AUTO_TEST_CASE(a_terminator_inside_a_code_is_part_of_it) {
  CodeAssembler assembler({"\r", false});
  assembler.feed(as_bytes(std::string_view("a\rb\0c\r", 6)));
  const auto code = assembler.take_after_silence();
  BOOST_REQUIRE(code);
  BOOST_TEST((as_text(code->payload) == std::string_view("a\rb\0c", 5)));
  BOOST_TEST(assembler.is_empty());
}

BOOST_AUTO_TEST_CASE(half_a_code_waits_for_its_end) {
  CodeAssembler assembler({"\r\n", false});
  assembler.feed(as_bytes("GA-"));
  BOOST_TEST(!assembler.take_after_silence());
  assembler.feed(as_bytes("03\r"));
  BOOST_TEST(!assembler.take_after_silence());
  assembler.feed(as_bytes("\n"));
  const auto code = assembler.take_after_silence();
  BOOST_REQUIRE(code);
  BOOST_TEST(as_text(code->payload) == "GA-03");
}

BOOST_AUTO_TEST_CASE(the_longest_code_passes_and_a_longer_one_is_noise_up_to_the_silence) {
  CodeAssembler assembler({"\r", false});
  const std::string longest(kLongestCode, 'x');
  assembler.feed(as_bytes(longest));
  assembler.feed(as_bytes("\r"));
  BOOST_TEST(assembler.take_after_silence()->payload.size() == kLongestCode);
  assembler.feed(as_bytes(longest));
  assembler.feed(as_bytes("xxx\r"));
  assembler.feed(as_bytes("tail\r"));
  BOOST_TEST(!assembler.is_empty());
  BOOST_TEST(!assembler.take_after_silence());
  BOOST_TEST(assembler.is_empty());
  assembler.feed(as_bytes("next\r"));
  BOOST_TEST(as_text(assembler.take_after_silence()->payload) == "next");
}

BOOST_AUTO_TEST_CASE(a_lone_terminator_is_no_code) {
  CodeAssembler assembler({"\r", true});
  assembler.feed(as_bytes("\r"));
  BOOST_TEST(!assembler.take_after_silence());
  assembler.feed(as_bytes("]Q1\r"));
  BOOST_TEST(!assembler.take_after_silence());
}

BOOST_AUTO_TEST_CASE(aim_identifiers_say_what_kind_of_code_it_is) {
  const std::pair<const char*, Symbology> cases[]{
      {"]A0x", Symbology::Code39},    {"]C0x", Symbology::Code128},  {"]E0x", Symbology::Ean},
      {"]I0x", Symbology::Interleaved25}, {"]L2x", Symbology::Pdf417}, {"]d2x", Symbology::DataMatrix},
      {"]Q1x", Symbology::QrCode},    {"]z3x", Symbology::Aztec},    {"]h0x", Symbology::HanXin},
      {"]Y9x", Symbology::Unknown}};
  for (const auto& [text, symbology] : cases) {
    const auto bytes = as_bytes(text);
    kiosk::base::SecureBytes payload(bytes.begin(), bytes.end());
    BOOST_TEST((take_aim_identifier(payload) == symbology), text);
    BOOST_TEST(as_text(payload) == "x");
  }
  for (const char* text : {"", "]", "]Q", "x]Q1", "]1Q", "]Q-"}) {
    const auto bytes = as_bytes(text);
    kiosk::base::SecureBytes payload(bytes.begin(), bytes.end());
    BOOST_TEST((take_aim_identifier(payload) == Symbology::Unknown));
    BOOST_TEST(as_text(payload) == text);
  }
}

BOOST_AUTO_TEST_CASE(strokes_become_characters_with_shift_control_and_alt) {
  Keyboard keyboard;
  keyboard.key(KEY_A);
  keyboard.hold(KEY_LEFTSHIFT, true);
  keyboard.key(KEY_A);
  keyboard.key(KEY_2);
  keyboard.hold(KEY_LEFTSHIFT, false);
  keyboard.key(KEY_KP5);
  keyboard.hold(KEY_LEFTCTRL, true);
  keyboard.key(KEY_RIGHTBRACE);
  keyboard.hold(KEY_LEFTCTRL, false);
  keyboard.hold(KEY_LEFTALT, true);
  for (const int digit : {KEY_KP0, KEY_KP1, KEY_KP9, KEY_KP6}) keyboard.key(static_cast<std::uint16_t>(digit));
  keyboard.hold(KEY_LEFTALT, false);
  const auto code = keyboard.key(KEY_ENTER);
  BOOST_REQUIRE(code);
  BOOST_TEST(as_text(code->payload) == "aA@5\x1D\xC4");
}

BOOST_AUTO_TEST_CASE(a_slow_stroke_spoils_the_code_up_to_its_enter) {
  Keyboard keyboard;
  keyboard.key(KEY_A);
  keyboard.key(KEY_B, 60ms);
  keyboard.key(KEY_C);
  BOOST_TEST(!keyboard.key(KEY_ENTER));
  keyboard.key(KEY_D);
  const auto next = keyboard.key(KEY_ENTER);
  BOOST_REQUIRE(next);
  BOOST_TEST(as_text(next->payload) == "d");
}

BOOST_AUTO_TEST_CASE(a_long_pause_begins_a_new_code) {
  Keyboard keyboard;
  keyboard.key(KEY_A);
  keyboard.key(KEY_B, 600ms);
  const auto code = keyboard.key(KEY_KPENTER);
  BOOST_REQUIRE(code);
  BOOST_TEST(as_text(code->payload) == "b");
}

BOOST_AUTO_TEST_CASE(lost_events_held_keys_and_wrong_alt_numbers_spoil_a_code) {
  Keyboard keyboard;
  keyboard.key(KEY_A);
  keyboard.assembler.feed({keyboard.at, EV_SYN, SYN_DROPPED, 0});
  BOOST_TEST(!keyboard.key(KEY_ENTER));
  keyboard.key(KEY_A);
  keyboard.assembler.feed({keyboard.at, EV_KEY, KEY_A, 2});
  BOOST_TEST(!keyboard.key(KEY_ENTER));
  keyboard.hold(KEY_LEFTALT, true);
  for (int digits = 0; digits < 30; ++digits) keyboard.key(KEY_KP9);
  keyboard.hold(KEY_LEFTALT, false);
  BOOST_TEST(!keyboard.key(KEY_ENTER));
  BOOST_TEST(!keyboard.key(KEY_ENTER));
}

BOOST_AUTO_TEST_SUITE_END()

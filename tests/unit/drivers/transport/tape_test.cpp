// Tapes as text, and playing them: what is compared, when answers come, what is said when the driver differs.
#include <boost/test/unit_test.hpp>

#include "drivers/transport/tape.h"
#include "drivers/transport/tape_player.h"
#include "drivers/transport/tape_recorder.h"
#include "kiosk/base/file.h"
#include "tests/support/temporary_folder.h"

using namespace std::chrono_literals;
using namespace drivers::transport;
using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using Bytes = std::vector<std::uint8_t>;

namespace {

const std::string kHead = "kiosk-tape 1\nclass card-dispenser\ndriver crt\naddress serial:/dev/ttyS1\n\n";

Tape tape_of(const std::string& lines) {
  auto tape = parse_tape(kHead + lines, "test.tape");
  BOOST_REQUIRE_MESSAGE(tape.has_value(), (tape ? "" : tape.error().to_string()));
  return std::move(*tape);
}

struct Play {
  explicit Play(const std::string& lines, double speed = 0)
      : player(tape_of(lines), "test.tape", make_open_scrubber(), speed, clock) {}
  bool say(const Bytes& bytes) { return player.write(bytes, clock.now() + 1s, {}).has_value(); }
  /// What comes within the time.
  Bytes hear(Duration time = 20ms) {
    Bytes buffer(64);
    const auto got = player.read_some(buffer, clock.now() + time, {});
    buffer.resize(got.value_or(0));
    return buffer;
  }

  kiosk::base::SystemClock clock;
  TapePlayer player;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(tape)

BOOST_AUTO_TEST_CASE(what_is_written_can_be_read_again) {
  TapeHeader header{"id-card-reader", "samv", "usb:1-1.2,serial=7", {{"model", "A B"}, {"empty", ""}}};
  std::vector<TapeLine> lines(6);
  lines[1].event = TapeEvent::In;
  lines[1].bytes.assign(100, 0xAB);
  lines[2].at = lines[3].at = lines[4].at = lines[5].at = Duration{123'456'789};
  lines[2].event = TapeEvent::Out;
  lines[2].hidden = 7;
  lines[2].digest = "0123456789ABCDEF";
  lines[3].event = TapeEvent::Speed;
  lines[3].number = 9600;
  lines[4].event = TapeEvent::Quiet;
  lines[5].event = TapeEvent::Gone;
  std::string text = to_text(header) + "# a remark\n";
  for (const TapeLine& line : lines) text += to_text(line);
  const auto again = parse_tape(text, "again");
  BOOST_REQUIRE_MESSAGE(again.has_value(), (again ? "" : again.error().to_string()));
  BOOST_TEST((again->header == header));
  BOOST_TEST((again->lines == lines));
}

BOOST_AUTO_TEST_CASE(a_wrong_tape_is_refused_with_its_line) {
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"", "x:0"},
      {"kiosk-tape 2\n", "x:1"},
      {"kiosk-tape 1\nclass a\n", "x:2"},
      {kHead + "5 out 0G\n", "x:6"},
      {kHead + "5 out 0\n", "x:6"},
      {kHead + "5 out 00 \n", "x:6"},
      {kHead + "5 out\n", "x:6"},
      {kHead + "5 sing 00\n", "x:6"},
      {kHead + "+ 00\n", "x:6"},
      {kHead + "5 open\n4 close\n", "x:7"},
      {kHead + "5 in hidden 0 0123456789ABCDEF\n", "x:6"},
      {kHead + "5 in hidden 3 0123\n", "x:6"},
      {kHead + "99999999999999999999 open\n", "x:6"},
      {kHead + "5 open\nclass b\n", "x:7"}};
  for (const auto& [text, where] : wrong) {
    const auto tape = parse_tape(text, "x");
    BOOST_TEST_REQUIRE(!tape, text);
    BOOST_TEST((tape.error().code == ErrorCode::InvalidData));
    BOOST_TEST(tape.error().where == where, text);
  }
}

BOOST_AUTO_TEST_CASE(bytes_are_compared_however_they_are_cut) {
  Play play("0 open\n1 out 01 02 03\n2 in 04 05\n3 out 06\n");
  BOOST_REQUIRE(play.player.open());
  BOOST_TEST(play.say({1}));
  BOOST_TEST(play.hear().empty());
  BOOST_TEST(play.say({2, 3}));
  BOOST_TEST((play.hear() == Bytes{4, 5}));
  BOOST_TEST(play.say({6}));
  BOOST_TEST(play.player.ended());
  BOOST_TEST(play.hear().empty());
  BOOST_TEST(!play.say({7}));
}

BOOST_AUTO_TEST_CASE(another_word_ends_the_play_and_says_where) {
  Play play("0 open\n1 out 01 02 03\n2 in 04\n");
  BOOST_REQUIRE(play.player.open());
  BOOST_TEST(!play.say({1, 2, 9}));
  BOOST_TEST(play.player.complaint() == "test.tape:7: expected out 01 02 03, but the driver says: 01 02 09");
  BOOST_TEST(!play.player.is_open());
  const auto reopened = play.player.open();
  BOOST_REQUIRE(!reopened);
  BOOST_TEST((reopened.error().code == ErrorCode::Unavailable));
  BOOST_TEST(reopened.error().message == play.player.complaint());
}

BOOST_AUTO_TEST_CASE(answers_keep_their_pauses_scaled_by_the_speed) {
  for (const auto& [speed, least] : {std::pair{1.0, 100ms}, {2.0, 50ms}}) {
    Play play("0 open\n10 out 01\n110 in 02\n", speed);
    BOOST_REQUIRE(play.player.open());
    const auto begin = play.clock.now();
    BOOST_TEST(play.say({1}));
    BOOST_TEST((play.hear(5s) == Bytes{2}));
    BOOST_TEST((play.clock.now() - begin >= least));
  }
}

BOOST_AUTO_TEST_CASE(what_came_after_a_silence_waits_for_one) {
  Play play("0 open\n1 out 01\n500 quiet\n500 in 02\n");
  BOOST_REQUIRE(play.player.open());
  BOOST_TEST(play.say({1}));
  BOOST_TEST(play.hear().empty());
  BOOST_TEST((play.hear() == Bytes{2}));
}

BOOST_AUTO_TEST_CASE(a_lost_line_is_lost_again_and_can_be_opened) {
  Play play("0 open\n1 in 01\n2 gone\n3 open\n4 in 05\n5 speed 9600\n6 close\n");
  BOOST_REQUIRE(play.player.open());
  BOOST_TEST((play.hear() == Bytes{1}));
  Bytes buffer(4);
  const auto lost = play.player.read_some(buffer, play.clock.now() + 1s, {});
  BOOST_REQUIRE(!lost);
  BOOST_TEST((lost.error().code == ErrorCode::Unavailable));
  BOOST_REQUIRE(play.player.open());
  BOOST_TEST((play.hear() == Bytes{5}));
  BOOST_TEST(play.player.set_line_speed(9600).has_value());
  play.player.close();
  BOOST_TEST(play.player.ended());
}

BOOST_AUTO_TEST_CASE(a_stop_and_a_deadline_end_a_read) {
  Play play("0 open\n1000000 in 01\n", 1);
  BOOST_REQUIRE(play.player.open());
  std::stop_source stop;
  stop.request_stop();
  Bytes buffer(4);
  const auto stopped = play.player.read_some(buffer, play.clock.now() + 60s, stop.get_token());
  BOOST_REQUIRE(!stopped);
  BOOST_TEST((stopped.error().code == ErrorCode::Canceled));
  BOOST_TEST((play.player.read_some(buffer, play.clock.now() + 5ms, {}).error().code == ErrorCode::TimedOut));
}

BOOST_AUTO_TEST_CASE(recording_a_play_gives_the_same_tape) {
  const std::string lines =
      "0 open\n0 speed 9600\n0 out 01 02\n0 in 03\n0 quiet\n0 in 04\n0 out 05\n0 close\n";
  const kiosk::tests::TemporaryFolder folder;
  const kiosk::base::SystemClock clock;
  const Tape before = tape_of(lines);
  {
    auto player = std::make_unique<TapePlayer>(before, "test.tape", make_open_scrubber(), 0, clock);
    auto writer = TapeWriter::create(folder / "again.tape", before.header);
    BOOST_REQUIRE(writer);
    TapeRecorder recorder(std::move(player), make_open_scrubber(), std::move(*writer), clock);
    BOOST_REQUIRE(recorder.open());
    BOOST_TEST(recorder.set_line_speed(9600).has_value());
    BOOST_TEST(recorder.write(Bytes{1, 2}, clock.now() + 1s, {}).has_value());
    Bytes buffer(8);
    BOOST_TEST(recorder.read_some(buffer, clock.now() + 1s, {}).value_or(0) == 1u);
    BOOST_TEST(recorder.drain_input(2ms).has_value());
    BOOST_TEST(recorder.drain_input(2ms).has_value());
    BOOST_TEST(recorder.write(Bytes{5}, clock.now() + 1s, {}).has_value());
  }
  auto after = read_tape((folder / "again.tape").string());
  BOOST_REQUIRE(after);
  for (TapeLine& line : after->lines) line.at = Duration{0};
  BOOST_TEST((after->lines == before.lines));
  BOOST_TEST((after->header == before.header));
}

BOOST_AUTO_TEST_SUITE_END()

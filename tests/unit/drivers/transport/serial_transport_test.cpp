// A serial line: bytes, deadlines, stops, hang-up and reopening, on a pty.
#include <boost/test/unit_test.hpp>
#include <optional>

#include "drivers/emulation/loop_thread.h"
#include "drivers/emulation/pty_port.h"
#include "drivers/transport/serial_transport.h"
#include "tests/support/temporary_folder.h"

using namespace drivers::transport;
using namespace std::chrono_literals;
using kiosk::base::ErrorCode;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// A line whose device end echoes every byte, when it is told to.
struct Line {
  Line() {
    loop.call([this] {
      port.emplace(loop.loop(), folder / "line", [this](auto bytes) {
        if (echo) port->send(bytes);
      });
      BOOST_REQUIRE(port->plug());
    });
  }
  ~Line() {
    loop.call([this] { port.reset(); });
  }
  kiosk::base::MonoTime in(kiosk::base::Duration time) const { return clock.now() + time; }
  kiosk::base::Result<Bytes> read(std::size_t count) {
    Bytes all;
    while (all.size() < count) {
      Bytes part(count - all.size());
      const auto got = serial.read_some(part, in(2s), {});
      if (!got) return tl::unexpected(got.error());
      all.insert(all.end(), part.begin(), part.begin() + static_cast<std::ptrdiff_t>(*got));
    }
    return all;
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  drivers::emulation::LoopThread loop{clock};
  std::optional<drivers::emulation::PtyPort> port;
  bool echo = true;
  SerialTransport serial{{(folder / "line").string()}, clock};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(serial_transport)

BOOST_AUTO_TEST_CASE(every_byte_value_passes_unchanged) {
  Line line;
  BOOST_REQUIRE(line.serial.open());
  Bytes all(256);
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint8_t>(i);
  BOOST_REQUIRE(line.serial.write(all, line.in(1s), {}));
  const auto back = line.read(256);
  BOOST_REQUIRE(back);
  BOOST_TEST(*back == all, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(more_than_the_line_holds_passes_whole) {
  Line line;
  BOOST_REQUIRE(line.serial.open());
  Bytes sent;
  line.loop.call([&] {
    for (int i = 0; i < 50'000; ++i) sent.push_back(static_cast<std::uint8_t>(i * 7 % 251));
    line.port->send(sent);
  });
  const auto back = line.read(sent.size());
  BOOST_REQUIRE(back);
  BOOST_TEST((*back == sent));
}

BOOST_AUTO_TEST_CASE(a_silent_line_times_out_and_a_past_deadline_still_gives_what_is_there) {
  Line line;
  BOOST_REQUIRE(line.serial.open());
  Bytes buffer(8);
  const auto silent = line.serial.read_some(buffer, line.in(30ms), {});
  BOOST_REQUIRE(!silent);
  BOOST_TEST((silent.error().code == ErrorCode::TimedOut));
  line.loop.call([&line] { line.port->send(Bytes{1, 2, 3}); });
  BOOST_TEST(line.serial.read_some(buffer, line.clock.now(), {}).value_or(0) == 3u);
}

BOOST_AUTO_TEST_CASE(a_stop_is_seen_within_a_tenth_of_a_second) {
  Line line;
  BOOST_REQUIRE(line.serial.open());
  std::stop_source stop;
  line.loop.loop().post_after(20ms, [&stop] { stop.request_stop(); });
  Bytes buffer(8);
  const auto begin = line.clock.now();
  const auto canceled = line.serial.read_some(buffer, line.in(5s), stop.get_token());
  BOOST_REQUIRE(!canceled);
  BOOST_TEST((canceled.error().code == ErrorCode::Canceled));
  BOOST_TEST((line.clock.now() - begin < 250ms));
}

BOOST_AUTO_TEST_CASE(an_unplugged_line_is_gone_and_opens_again_when_it_is_back) {
  Line line;
  BOOST_REQUIRE(line.serial.open());
  line.loop.loop().post_after(20ms, [&line] { line.port->unplug(); });
  Bytes buffer(8);
  const auto gone = line.serial.read_some(buffer, line.in(5s), {});
  BOOST_REQUIRE(!gone);
  BOOST_TEST((gone.error().code == ErrorCode::Unavailable));
  BOOST_TEST(!line.serial.is_open());
  BOOST_TEST((line.serial.write(buffer, line.in(1s), {}).error().code == ErrorCode::Unavailable));
  BOOST_TEST((line.serial.open().error().code == ErrorCode::NotFound));
  line.loop.call([&line] { BOOST_TEST(line.port->plug().has_value()); });
  BOOST_REQUIRE(line.serial.open());
  BOOST_REQUIRE(line.serial.write(buffer, line.in(1s), {}));
  BOOST_TEST(line.read(8).has_value());
}

BOOST_AUTO_TEST_CASE(a_device_that_does_not_take_bytes_times_out) {
  Line line;
  BOOST_REQUIRE(line.serial.open());
  line.loop.call([&line] { line.echo = false; });
  // The loop's thread is kept busy, so nobody reads the line.
  std::stop_source busy;
  line.loop.loop().post([&line, token = busy.get_token()] {
    while (!token.stop_requested()) line.clock.now();
  });
  const Bytes flood(1U << 20, 0x55);
  const auto stuck = line.serial.write(flood, line.in(100ms), {});
  busy.request_stop();
  BOOST_REQUIRE(!stuck);
  BOOST_TEST((stuck.error().code == ErrorCode::TimedOut));
}

BOOST_AUTO_TEST_CASE(draining_drops_what_comes_in) {
  Line line;
  BOOST_REQUIRE(line.serial.open());
  line.loop.call([&line] { line.port->send(Bytes(3000, 7)); });
  BOOST_REQUIRE(line.serial.drain_input(10ms));
  Bytes buffer(8);
  BOOST_TEST(!line.serial.read_some(buffer, line.clock.now(), {}));
}

BOOST_AUTO_TEST_CASE(options_are_checked) {
  BOOST_TEST(SerialSettings::parse("/dev/ttyS1", {{"baud", "9600"}})->baud == 9600u);
  BOOST_TEST(!SerialSettings::parse("/dev/ttyS1", {{"baud", "9601"}}));
  BOOST_TEST(!SerialSettings::parse("/dev/ttyS1", {{"baud", "9600x"}}));
  BOOST_TEST(!SerialSettings::parse("/dev/ttyS1", {{"parity", "even"}}));
}

BOOST_AUTO_TEST_CASE(a_file_is_no_serial_line) {
  const kiosk::base::SystemClock clock;
  SerialTransport file({"/dev/null"}, clock);
  BOOST_TEST((file.open().error().code == ErrorCode::InvalidArgument));
}

BOOST_AUTO_TEST_SUITE_END()

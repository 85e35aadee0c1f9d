// Photo decoders that work, crash, hang, write nonsense or try to get out; and the two forms of a picture.
#include <fcntl.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

#include "drivers/contract/id_card_reader.h"
#include "drivers/id_card/photo_picture.h"
#include "tests/unit/drivers/id_card/photo_programs.h"

using namespace photo_programs;
using namespace std::chrono_literals;
using drivers::id_card::parse_photo;
using drivers::id_card::PhotoDecoder;
using kiosk::base::ErrorCode;
using kiosk::base::Result;
using kiosk::base::SecureBytes;

namespace {

using Bytes = std::vector<std::uint8_t>;

struct DecoderBench {
  Result<SecureBytes> decode(const std::string& body, kiosk::base::Duration limit = 20s,
                             std::stop_token stop = {}) {
    auto settings = settings_of(write_program(folder.path(), "decoder", body));
    settings.time_limit = limit;
    PhotoDecoder decoder(settings, clock);
    BOOST_TEST(decoder.check().has_value());
    return decoder.decode(Bytes(1024, 0x5A), clock.now() + 60s, stop);
  }
  /// "TimedOut" and the like of a decoder that must fail.
  ErrorCode failure(const std::string& body, kiosk::base::Duration limit = 20s) {
    const auto photo = decode(body, limit);
    BOOST_TEST(!photo.has_value());
    return photo ? ErrorCode::Internal : photo.error().code;
  }
  /// A program that writes a picture when `attempt` is refused by the kernel, and fails when it works.
  void must_be_refused(const std::string& attempt) {
    const auto photo = decode("try:\n " + attempt +
                              "\nexcept (OSError, MemoryError):\n pass\nelse:\n sys.exit(7)\n" + kGood);
    BOOST_TEST(photo.has_value(), attempt << ": " << (photo ? "" : photo.error().to_string()));
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
};

/// A BMP in which a pixel's red is its column, green its row, blue 9.
Bytes make_bmp(bool upside_down) {
  Bytes file(54 + 308 * 126, 0);
  const auto put = [&file](std::size_t offset, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) file[offset + i] = static_cast<std::uint8_t>(value >> (8 * i) & 0xFF);
  };
  file[0] = 'B', file[1] = 'M', file[26] = 1, file[28] = 24;
  put(10, 54), put(14, 40), put(18, 102), put(22, upside_down ? 126U : 0U - 126U);
  for (std::size_t y = 0; y < 126; ++y) {
    for (std::size_t x = 0; x < 102; ++x) {
      const std::size_t at = 54 + 308 * (upside_down ? 125 - y : y) + 3 * x;
      file[at] = 9, file[at + 1] = static_cast<std::uint8_t>(y), file[at + 2] = static_cast<std::uint8_t>(x);
    }
  }
  return file;
}

Bytes make_ppm(const std::string& header, std::size_t pixels = 102 * 126) {
  Bytes file(header.begin(), header.end());
  file.insert(file.end(), 3 * pixels, 0x40);
  return file;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(photo_pictures)

BOOST_AUTO_TEST_CASE(a_bmp_is_read_either_way_up) {
  for (const bool upside_down : {true, false}) {
    const auto photo = parse_photo(make_bmp(upside_down));
    BOOST_TEST_REQUIRE(photo.has_value());
    BOOST_TEST_REQUIRE(photo->size() == 3u * 102 * 126);
    const std::size_t at = 3 * (102 * 100 + 7);
    BOOST_TEST((*photo)[at] == 7);
    BOOST_TEST((*photo)[at + 1] == 100);
    BOOST_TEST((*photo)[at + 2] == 9);
  }
}

BOOST_AUTO_TEST_CASE(a_ppm_is_read_with_comments) {
  BOOST_TEST(parse_photo(make_ppm("P6\n102 126\n255\n"))->size() == 38556u);
  BOOST_TEST(parse_photo(make_ppm("P6 # made by nobody\n102\t126 255 ")).has_value());
}

BOOST_AUTO_TEST_CASE(pictures_of_another_size_or_kind_are_refused) {
  for (const char* header :
       {"P6\n126 102\n255\n", "P6\n102 126\n65535\n", "P6\n102 126\n\n", "P5\n102 126\n255\n",
        "P6\n102 126\n255", "P6#", "P6\n99999999999999999999 126\n255\n"}) {
    BOOST_TEST(!parse_photo(make_ppm(header)), header);
  }
  BOOST_TEST(!parse_photo(make_ppm("P6\n102 126\n255\n", 102 * 126 - 1)));
  BOOST_TEST(!parse_photo(make_ppm("P6\n102 126\n255\n", 102 * 126 + 1)));
  BOOST_TEST(!parse_photo(Bytes{}));
  BOOST_TEST(!parse_photo(Bytes{'P', '6'}));
  for (const std::size_t offset : {0U, 10U, 18U, 22U, 25U, 28U, 30U}) {
    Bytes file = make_bmp(true);
    file[offset] = static_cast<std::uint8_t>(file[offset] + 1);
    BOOST_TEST(!parse_photo(file), offset);
  }
  const Bytes whole = make_bmp(true);
  for (std::size_t size = 0; size < whole.size(); size += 37)
    BOOST_TEST(!parse_photo(std::span(whole).first(size)));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(photo_decoder)

BOOST_AUTO_TEST_CASE(a_decoder_gives_the_pixels) {
  DecoderBench bench;
  const auto photo = bench.decode(kGood);
  BOOST_TEST_REQUIRE(photo.has_value(), (photo ? "" : photo.error().to_string()));
  BOOST_TEST_REQUIRE(photo->size() == 3u * 102 * 126);
  BOOST_TEST((*photo)[0] == 1);
  BOOST_TEST(photo->back() == 3);
}

BOOST_AUTO_TEST_CASE(a_decoder_that_crashes_or_says_no_gives_no_photo) {
  DecoderBench bench;
  BOOST_TEST((bench.failure("os.abort()") == ErrorCode::Unavailable));
  BOOST_TEST((bench.failure("sys.exit(1)") == ErrorCode::Unavailable));
  // A good picture from a program that then failed is not believed.
  BOOST_TEST((bench.failure(kGood + "sys.stdout.flush()\nos.abort()") == ErrorCode::Unavailable));
}

BOOST_AUTO_TEST_CASE(a_decoder_that_hangs_is_killed) {
  DecoderBench bench;
  BOOST_TEST((bench.failure("while True: pass", 300ms) == ErrorCode::TimedOut));
  BOOST_TEST(
      (bench.failure("sys.stdin.buffer.read()\nimport time\ntime.sleep(60)", 300ms) == ErrorCode::TimedOut));
  // Its pipes are closed, but it does not end.
  BOOST_TEST((bench.failure("os.close(0)\nos.close(1)\nimport time\ntime.sleep(60)", 300ms) ==
              ErrorCode::Unavailable));
}

BOOST_AUTO_TEST_CASE(nonsense_nothing_and_too_much_are_no_photo) {
  DecoderBench bench;
  BOOST_TEST((bench.failure("sys.stdin.buffer.read()\nprint('hello')") == ErrorCode::InvalidData));
  BOOST_TEST((bench.failure("sys.stdin.buffer.read()") == ErrorCode::InvalidData));
  BOOST_TEST((bench.failure(kGood + "sys.stdout.buffer.write(b'x')") == ErrorCode::InvalidData));
  BOOST_TEST((bench.failure("while True: sys.stdout.buffer.write(b'x' * 65536)") == ErrorCode::InvalidData));
}

BOOST_AUTO_TEST_CASE(a_stop_ends_the_decoder_soon) {
  DecoderBench bench;
  std::stop_source stop;
  stop.request_stop();
  const auto photo = bench.decode("import time\ntime.sleep(60)", 20s, stop.get_token());
  BOOST_TEST_REQUIRE(!photo.has_value());
  BOOST_TEST((photo.error().code == ErrorCode::Canceled));
}

BOOST_AUTO_TEST_CASE(a_decoder_gets_neither_network_nor_processes_nor_files_of_its_own) {
  DecoderBench bench;
  for (const char* attempt :
       {"import socket; socket.socket(socket.AF_INET)", "import socket; socket.socket(socket.AF_UNIX)",
        "os.fork()", "os.posix_spawn('/bin/true', ['true'], {})", "os.kill(os.getppid(), 0)",
        "bytearray(1 << 30)", "os.open('/dev/ptmx', os.O_RDWR)", "os.truncate(__file__, 0)"}) {
    bench.must_be_refused(attempt);
  }
  const std::string file = (bench.folder / "made").string();
  bench.must_be_refused("open('" + file + "', 'w')");
  bench.must_be_refused("os.mkdir('" + file + "')");
  bench.must_be_refused("os.unlink(__file__)");
  BOOST_TEST(!std::filesystem::exists(file));
}

BOOST_AUTO_TEST_CASE(a_decoder_may_read_files_run_threads_and_drop_words) {
  DecoderBench bench;
  const auto photo = bench.decode(
      "open('/etc/hostname').read()\nopen('/dev/null', 'w').write('x')\n"
      "import threading\nt = threading.Thread(target=lambda: None)\nt.start()\nt.join()\n"
      "print('a name', file=sys.stderr)\n" +
      kGood);
  BOOST_TEST(photo.has_value(), (photo ? "" : photo.error().to_string()));
}

BOOST_AUTO_TEST_CASE(a_decoder_knows_nothing_of_our_surroundings) {
  DecoderBench bench;
  setenv("KIOSK_SECRET_OF_THE_TEST", "1", 1);
  constexpr int kHigh = 25;
  const kiosk::base::UniqueFd inheritable(fcntl(STDERR_FILENO, F_DUPFD, kHigh));
  const auto photo = bench.decode(
      "if 'KIOSK_SECRET_OF_THE_TEST' in os.environ or os.getcwd() != '/': sys.exit(1)\n"
      "if set(os.listdir('/proc/self/fd')) - {'0', '1', '2', '3', '4'}: sys.exit(1)\n" +
      kGood);
  unsetenv("KIOSK_SECRET_OF_THE_TEST");
  BOOST_TEST(photo.has_value(), (photo ? "" : photo.error().to_string()));
}

BOOST_AUTO_TEST_CASE(a_program_that_cannot_be_executed_is_said_so) {
  DecoderBench bench;
  PhotoDecoder missing(settings_of((bench.folder / "nothing").string()), bench.clock);
  BOOST_TEST((missing.check().error().code == ErrorCode::NotFound));
  BOOST_TEST(
      (missing.decode(Bytes(1024), bench.clock.now() + 60s, {}).error().code == ErrorCode::Unavailable));
  auto settings = settings_of(write_program(bench.folder.path(), "decoder", kGood));
  settings.sandbox = "/nowhere/sandbox";
  PhotoDecoder unconfined(settings, bench.clock);
  BOOST_TEST((unconfined.check().error().code == ErrorCode::NotFound));
  BOOST_TEST(!unconfined.decode(Bytes(1024), bench.clock.now() + 60s, {}).has_value());
}

BOOST_AUTO_TEST_CASE(nothing_of_a_photo_stays_in_secure_memory) {
  DecoderBench bench;
  { BOOST_TEST(bench.decode(kGood).has_value()); }
  (void)bench.failure("print('hello')");
  BOOST_TEST(kiosk::base::secure_bytes_in_use() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

// A reader with a photo decoder: the card is read whatever the decoder does.
#include "tests/unit/drivers/id_card/photo_programs.h"
#include "tests/unit/drivers/id_card/reader_bench.h"

using namespace reader_bench;

namespace {

/// A reader whose decoder's program can be exchanged.
struct PhotoBench {
  explicit PhotoBench(const std::string& body) : bench(settings(body)) {
    BOOST_REQUIRE(bench.reader->open());
  }

  drivers::id_card::SamvSettings settings(const std::string& body) {
    auto all = Bench::usual();
    all.photo_decoder = photo_programs::settings_of(set_program(body));
    return all;
  }
  std::string set_program(const std::string& body) {
    return photo_programs::write_program(folder.path(), "decoder", body);
  }
  drivers::contract::IdCard read() {
    bench.tell("card put 测试人甲");
    auto reading = bench.read(60s);
    BOOST_TEST_REQUIRE((reading.ok() && reading.value->card), reading.detail);
    return std::move(*reading.value->card);
  }

  kiosk::tests::TemporaryFolder folder;
  Bench bench;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(samv_reader_photo)

BOOST_AUTO_TEST_CASE(without_a_decoder_a_card_has_no_pixels_but_its_wlt) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人甲");
  const auto reading = bench.read();
  BOOST_TEST_REQUIRE((reading.ok() && reading.value->card));
  BOOST_TEST(reading.value->card->photo_rgb.empty());
  BOOST_TEST(reading.value->card->photo_wlt.size() == 1024u);
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(with_a_decoder_a_card_has_its_pixels_too) {
  PhotoBench photo(photo_programs::kGood);
  const auto card = photo.read();
  BOOST_TEST(card.photo_rgb.size() == 3u * drivers::contract::kPhotoWidth * drivers::contract::kPhotoHeight);
  BOOST_TEST(card.photo_wlt.size() == 1024u);
  BOOST_TEST(photo.bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_decoder_that_fails_costs_the_photo_and_a_low_fault_and_never_the_card) {
  for (const char* body :
       {"os.abort()", "print('hello')", "while True: sys.stdout.buffer.write(b'x' * 65536)"}) {
    BOOST_TEST_CONTEXT(body) {
      PhotoBench photo(body);
      const auto card = photo.read();
      BOOST_TEST(card.name.reveal() == "测试人甲");
      BOOST_TEST(card.photo_rgb.empty());
      BOOST_TEST(card.photo_wlt.size() == 1024u);
      const auto report = photo.bench.reader->report();
      BOOST_TEST(report.usable());
      BOOST_TEST((photo.bench.witness.raised == std::vector{FaultType::PhotoDecoderFault}));
      BOOST_TEST_REQUIRE(report.faults.size() == 1u);
      BOOST_TEST((report.faults[0].severity == drivers::contract::FaultSeverity::Low));
      // The next card with a decoder that works clears it.
      photo.set_program(photo_programs::kGood);
      BOOST_TEST(!photo.read().photo_rgb.empty());
      BOOST_TEST((photo.bench.witness.cleared == std::vector{FaultType::PhotoDecoderFault}));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_decoder_that_hangs_costs_its_time_and_the_photo) {
  kiosk::tests::TemporaryFolder folder;
  auto settings = Bench::usual();
  settings.photo_decoder = photo_programs::settings_of(
      photo_programs::write_program(folder.path(), "decoder", "import time\ntime.sleep(60)"));
  settings.photo_decoder.time_limit = 300ms;
  Bench bench(settings);
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人甲");
  const auto reading = bench.read(30s);
  BOOST_TEST_REQUIRE((reading.ok() && reading.value->card));
  BOOST_TEST(reading.value->card->photo_rgb.empty());
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::PhotoDecoderFault}));
}

BOOST_AUTO_TEST_CASE(a_deadline_that_leaves_the_decoder_no_time_is_not_its_fault) {
  PhotoBench photo("import time\ntime.sleep(60)");
  photo.bench.tell("card put 测试人甲");
  const auto reading = photo.bench.read(2s);
  BOOST_TEST((reading.ok() && reading.value->card && reading.value->card->photo_rgb.empty()));
  BOOST_TEST(photo.bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_reading_canceled_during_the_decoding_is_canceled) {
  PhotoBench photo("import time\ntime.sleep(60)");
  std::stop_source stop;
  photo.bench.tell("card put 测试人甲");
  photo.bench.loop.loop().post_after(1s, [&stop] { stop.request_stop(); });
  const auto reading = photo.bench.reader->read_card(photo.bench.job(60s, stop.get_token()));
  BOOST_TEST((reading.code == CompletionCode::Canceled));
  BOOST_TEST(!reading.value.has_value());
  photo.set_program(photo_programs::kGood);
  BOOST_TEST(!photo.read().photo_rgb.empty());
  BOOST_TEST(photo.bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_decoder_that_is_not_there_is_said_when_the_reader_is_opened) {
  auto settings = Bench::usual();
  settings.photo_decoder = photo_programs::settings_of("/nowhere/decoder");
  Bench bench(settings);
  BOOST_REQUIRE(bench.reader->open());
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::PhotoDecoderFault}));
  BOOST_TEST(bench.reader->report().usable());
  bench.tell("card put 测试人甲");
  BOOST_TEST(bench.read(60s).ok());
}

BOOST_AUTO_TEST_SUITE_END()

// The command line: good words are taken, wrong ones end the program with the code that --help names.
#include <boost/test/unit_test.hpp>

#include "kiosk/app/options.h"

using namespace kiosk;

namespace {

struct Parsed {
  std::optional<app::Options> options;
  int exit_code = -1;
};

Parsed parse(std::vector<const char*> words) {
  words.insert(words.begin(), "kiosk");
  Parsed parsed;
  parsed.options = app::parse_options(static_cast<int>(words.size()), words.data(), parsed.exit_code);
  return parsed;
}

void ends_with(int exit_code, const std::vector<const char*>& words) {
  const Parsed parsed = parse(words);
  BOOST_TEST(!parsed.options.has_value(), words.back());
  BOOST_TEST(parsed.exit_code == exit_code, words.back());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(options)

BOOST_AUTO_TEST_CASE(without_words_it_is_an_installed_desk_terminal_on_the_whole_screen) {
  const auto options = parse({}).options;
  BOOST_REQUIRE(options.has_value());
  BOOST_TEST(options->config == "/usr/share/kiosk/config");
  BOOST_TEST(options->state == "/var/lib/kiosk");
  BOOST_TEST(options->terminal.value == "desk");
  BOOST_TEST(!options->window.has_value());
  BOOST_TEST(!options->headless);
}

BOOST_AUTO_TEST_CASE(every_word_finds_its_place) {
  const auto options = parse({"--config",
                              "c",
                              "--state=s",
                              "--terminal",
                              "T05",
                              "--windowed",
                              "540x960",
                              "--headless",
                              "--capture",
                              "p",
                              "--replay",
                              "r",
                              "--finger",
                              "f",
                              "--central",
                              "https://localhost:1",
                              "--device",
                              "id-card-reader=serial:/dev/pts/3,baud=9600",
                              "--device",
                              "certificate-printer=ipp://localhost:8631/ipp/print",
                              "--record-device",
                              "id-card-reader=card.tape"})
                           .options;
  BOOST_REQUIRE(options.has_value());
  BOOST_TEST(options->config == "c");
  BOOST_TEST(options->state == "s");
  BOOST_TEST(options->terminal.value == "T05");
  BOOST_TEST((options->window == std::pair{540, 960}));
  BOOST_TEST(options->headless);
  BOOST_TEST(options->capture == "p");
  BOOST_TEST(options->replay == "r");
  BOOST_TEST(options->finger == "f");
  BOOST_TEST(options->central_url == "https://localhost:1");
  BOOST_REQUIRE(options->devices.size() == 2);
  BOOST_TEST((options->devices[1].device_class == drivers::contract::DeviceClass::CertificatePrinter));
  BOOST_REQUIRE(options->recordings.size() == 1);
  BOOST_TEST((options->recordings[0].device_class == drivers::contract::DeviceClass::IdCardReader));
  BOOST_TEST(options->recordings[0].file == "card.tape");
}

BOOST_AUTO_TEST_CASE(a_recording_needs_a_known_device_and_a_file_and_each_device_has_one) {
  ends_with(2, {"--record-device", "coffee-machine=a.tape"});
  ends_with(2, {"--record-device", "id-card-reader"});
  ends_with(2, {"--record-device", "id-card-reader="});
  ends_with(2, {"--record-device", "id-card-reader=a.tape", "--record-device", "id-card-reader=b.tape"});
}

BOOST_AUTO_TEST_CASE(a_size_that_is_none_is_refused) {
  for (const char* size :
       {"540", "540x", "x960", "540x960x", "540*960", "319x960", "540x-960", "540x 960", ""}) {
    ends_with(2, {"--windowed", size});
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_device_class_or_a_malformed_address_is_refused) {
  ends_with(2, {"--device", "coffee-machine=serial:/dev/pts/3"});
  ends_with(2, {"--device", "id-card-reader"});
  ends_with(2, {"--device", "id-card-reader=nowhere"});
}

BOOST_AUTO_TEST_CASE(an_unexpected_word_an_unknown_option_and_a_missing_value_are_refused) {
  ends_with(2, {"T05"});
  ends_with(2, {"--colour", "red"});
  ends_with(2, {"--terminal"});
}

BOOST_AUTO_TEST_CASE(help_and_version_end_well) {
  ends_with(0, {"--help"});
  ends_with(0, {"--version"});
}

BOOST_AUTO_TEST_SUITE_END()

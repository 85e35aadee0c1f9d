// What is read before anything starts: a wrong file or a forbidden word ends the program before any screen.
#include <boost/test/unit_test.hpp>

#include "kiosk/app/terminal.h"
#include "kiosk/base/child_process.h"
#include "tests/support/config_copy.h"

using namespace kiosk;
using app::TerminalData;
using kiosk::tests::ConfigCopy;

namespace {

app::Options options_for(const std::filesystem::path& config, const std::string& terminal) {
  app::Options options;
  options.config = config;
  options.terminal.value = terminal;
  return options;
}

/// The key "colour" in an object that knows no such key.
void refuses_colour(const std::string& file, const std::string& object) {
  const ConfigCopy config;
  config.edit(file, object + "/colour", "red");
  const auto loaded = TerminalData::load(options_for(config.root(), "desk"));
  BOOST_TEST_REQUIRE(!loaded.has_value(), file);
  BOOST_TEST(loaded.error().where == config.place(file, object));
  BOOST_TEST(loaded.error().message.find("colour") != std::string::npos, loaded.error().message);
}

void refuses_on_a_real_terminal(const std::function<void(app::Options&)>& say) {
  app::Options options = options_for("config", "T05");
  say(options);
  const auto loaded = TerminalData::load(options);
  BOOST_TEST_REQUIRE(!loaded.has_value());
  BOOST_TEST((loaded.error().code == base::ErrorCode::PermissionDenied));
  BOOST_TEST(loaded.error().where == "T05");
  options.terminal.value = "desk";
  BOOST_TEST(TerminalData::load(options).has_value());
}

base::ProcessOutcome run_kiosk(const ConfigCopy& config, const kiosk::tests::TemporaryFolder& folder) {
  const auto outcome = base::run_process({{KIOSK_PROGRAM, "--config", config.root(), "--state",
                                           folder / "state", "--headless", "--capture", folder / "pictures"},
                                          {},
                                          base::Duration{60'000}});
  BOOST_REQUIRE_MESSAGE(outcome.has_value(), (outcome ? "" : outcome.error().to_string()));
  return *outcome;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(terminal_data)

BOOST_AUTO_TEST_CASE(a_device_that_the_terminal_does_not_have_cannot_be_recorded) {
  app::Options options = options_for("config", "desk");
  options.recordings = {{drivers::contract::DeviceClass::IdCardReader, "card.tape"}};
  BOOST_TEST(TerminalData::load(options).has_value());
  options.recordings = {{drivers::contract::DeviceClass::CardDispenser, "card.tape"}};
  const auto loaded = TerminalData::load(options);
  BOOST_TEST_REQUIRE(!loaded.has_value());
  BOOST_TEST((loaded.error().code == base::ErrorCode::NotFound));
  BOOST_TEST(loaded.error().message == "this terminal has no card-dispenser to record");
}

BOOST_AUTO_TEST_CASE(every_terminal_of_the_configuration_loads) {
  for (const char* terminal : {"desk", "T01", "T05"}) {
    const auto loaded = TerminalData::load(options_for("config", terminal));
    BOOST_TEST(loaded.has_value(), terminal << (loaded ? "" : loaded.error().to_string()));
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_named_with_its_file_and_pointer) {
  refuses_colour("services/social-security/RS-01.json", "/form/0");
  refuses_colour("terminals/desk.json", "/timers");
  refuses_colour("terminals/desk.json", "");
}

BOOST_AUTO_TEST_CASE(a_wrong_text_of_a_locale_is_named) {
  const ConfigCopy config;
  config.edit("locales/en.json", "/slip.title", 7);
  const auto loaded = TerminalData::load(options_for(config.root(), "desk"));
  BOOST_TEST_REQUIRE(!loaded.has_value());
  BOOST_TEST(loaded.error().where == config.place("locales/en.json", "/slip.title"));
  BOOST_TEST(!loaded.error().message.empty());
}

BOOST_AUTO_TEST_CASE(a_service_that_does_not_exist_and_a_terminal_without_a_file_are_refused) {
  const ConfigCopy config;
  config.edit("terminals/desk.json", "/services/0", "RS-99");
  const auto loaded = TerminalData::load(options_for(config.root(), "desk"));
  BOOST_TEST_REQUIRE(!loaded.has_value());
  BOOST_TEST(loaded.error().where.find("terminals/desk.json#/services/0") != std::string::npos,
             loaded.error().where);
  const auto nobody = TerminalData::load(options_for("config", "T99"));
  BOOST_TEST_REQUIRE(!nobody.has_value());
  BOOST_TEST(nobody.error().where.find("T99") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_real_terminal_takes_no_finger_no_other_centre_and_no_window) {
  refuses_on_a_real_terminal([](app::Options& options) { options.finger = "finger.sock"; });
  refuses_on_a_real_terminal([](app::Options& options) { options.central_url = "https://localhost:1"; });
  refuses_on_a_real_terminal([](app::Options& options) { options.window = {540, 960}; });
}

BOOST_AUTO_TEST_CASE(another_centre_replaces_the_one_of_the_desk) {
  app::Options options = options_for("config", "desk");
  options.central_url = "https://localhost:1";
  BOOST_TEST(TerminalData::load(options)->settings.central.url == "https://localhost:1");
}

BOOST_AUTO_TEST_CASE(the_program_says_what_is_wrong_and_ends_before_any_screen) {
  const std::string file = "services/public-security/GA-03.json";
  const ConfigCopy config;
  const kiosk::tests::TemporaryFolder folder;
  config.edit(file, "/form/0/colour", "red");
  const auto outcome = run_kiosk(config, folder);
  BOOST_TEST(outcome.exit_status == 3);
  BOOST_TEST(outcome.errors.find(config.place(file, "/form/0")) != std::string::npos, outcome.errors);
  BOOST_TEST(outcome.errors.find("colour") != std::string::npos, outcome.errors);
  BOOST_TEST(outcome.output == "");
  BOOST_TEST(!std::filesystem::exists(folder / "state"));
  BOOST_TEST(!std::filesystem::exists(folder / "pictures"));
}

BOOST_AUTO_TEST_SUITE_END()

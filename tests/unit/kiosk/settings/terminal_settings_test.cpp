// The terminals' files: the real ones load, a wrong one is refused with file, JSON pointer and reason.
#include <boost/test/unit_test.hpp>

#include "kiosk/catalog/service_catalog.h"
#include "kiosk/settings/terminal_settings.h"
#include "tests/support/config_copy.h"

using namespace kiosk;
using settings::TerminalSettings;
using tests::ConfigCopy;

namespace {

const char* const kDesk = "terminals/desk.json";

void refuses(const ConfigCopy& config, const std::string& pointer, const std::string& reason) {
  const auto loaded = TerminalSettings::load(config.root(), {"desk"});
  BOOST_TEST_REQUIRE(!loaded.has_value());
  BOOST_TEST(loaded.error().where == config.place(kDesk, pointer));
  BOOST_TEST(loaded.error().message.find(reason) != std::string::npos, loaded.error().message);
}

void refuses_edit(const std::string& pointer, const base::Json& value, const std::string& place,
                  const std::string& reason) {
  const ConfigCopy config;
  config.edit(kDesk, pointer, value);
  refuses(config, place, reason);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(terminal_settings)

BOOST_AUTO_TEST_CASE(the_desk_offers_every_service_on_five_devices) {
  const auto desk = TerminalSettings::load("config", {"desk"});
  BOOST_TEST_REQUIRE(desk.has_value());
  BOOST_TEST(desk->desk);
  BOOST_TEST(desk->county_zh == "云溪县");
  std::size_t written = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("config/services")) {
    if (entry.path().extension() == ".json") ++written;
  }
  BOOST_TEST(desk->services.size() == written);
  BOOST_TEST((desk->device_classes() ==
              std::vector<std::string>{"id-card-reader", "receipt-printer", "certificate-printer",
                                       "document-scanner", "panel"}));
  BOOST_TEST(desk->devices[1].driver == "escpos");
  BOOST_TEST(desk->devices[1].options.at("model") == "generic-80mm");
  BOOST_TEST(desk->devices[2].address == "ipp://localhost:8631/ipp/print");
  BOOST_TEST(desk->central.url == "https://localhost:8443");
  BOOST_TEST((desk->timers.idle_warning == base::Duration{30'000}));
}

BOOST_AUTO_TEST_CASE(every_real_terminal_loads_and_offers_what_it_can_drive) {
  const auto catalog = catalog::ServiceCatalog::load("config");
  BOOST_TEST_REQUIRE(catalog.has_value());
  for (const auto& entry : std::filesystem::directory_iterator("config/terminals")) {
    const base::TerminalId id{entry.path().stem().string()};
    const auto terminal = TerminalSettings::load("config", id);
    BOOST_TEST_REQUIRE(terminal.has_value(), "refused: " + id.value);
    BOOST_TEST(catalog->check_offer(terminal->services, terminal->device_classes(), entry.path().string())
                   .has_value());
    BOOST_TEST(terminal->desk == (id.value == "desk"));
  }
}

BOOST_AUTO_TEST_CASE(what_is_left_out_keeps_its_default) {
  const ConfigCopy config;
  for (const char* const key : {"timers", "hotline", "theme", "desk"}) config.erase(kDesk, "", key);
  config.edit(kDesk, "/timers/goodbye_s", 0.25);
  const auto desk = TerminalSettings::load(config.root(), {"desk"});
  BOOST_TEST_REQUIRE(desk.has_value());
  BOOST_TEST(!desk->desk);
  BOOST_TEST(desk->hotline == "12345");
  BOOST_TEST((desk->timers.form_idle == settings::TimerSettings{}.form_idle));
  BOOST_TEST((desk->timers.goodbye == base::Duration{250}));
}

BOOST_AUTO_TEST_CASE(a_key_inside_the_tpm_needs_a_tpm) {
  const ConfigCopy config;
  config.edit(kDesk, "/central/key_file", "tpm:keys/line.tpm");
  refuses(config, "/central/key_file", "needs security.tpm");
  config.edit(kDesk, "/security", {{"tpm", "device:/dev/tpmrm0"}});
  const auto desk = TerminalSettings::load(config.root(), {"desk"});
  BOOST_TEST_REQUIRE(desk.has_value());
  BOOST_TEST(desk->central.key_in_tpm);
  BOOST_TEST(desk->central.key_file == "keys/line.tpm");
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_named) {
  refuses_edit("/colour", "red", "", "colour");
  refuses_edit("/timers/tea_s", 1, "/timers", "tea_s");
  refuses_edit("/devices/0/port", "x", "/devices/0", "port");
}

BOOST_AUTO_TEST_CASE(a_missing_language_or_key_is_named) {
  const ConfigCopy config;
  config.erase(kDesk, "/place", "en");
  refuses(config, "/place", "en");
  const ConfigCopy other;
  other.erase(kDesk, "", "central");
  refuses(other, "", "central");
}

BOOST_AUTO_TEST_CASE(values_outside_their_range_are_named) {
  refuses_edit("/timers/goodbye_s", 0, "/timers/goodbye_s", "");
  refuses_edit("/number", "one", "/number", "");
  refuses_edit("/central/url", "http://localhost:8443", "/central/url", "");
  refuses_edit("/devices/0/class", "teleporter", "/devices/0/class", "");
  refuses_edit("/devices/0/address", "nowhere", "/devices/0/address", "");
  refuses_edit("/services/0", "RS01", "/services/0", "");
}

BOOST_AUTO_TEST_CASE(what_the_schema_cannot_say_is_checked_too) {
  refuses_edit("/id", "T99", "/id", "differs from the file's name desk.json");
  refuses_edit("/devices/1/class", "id-card-reader", "/devices/1/class", "id-card-reader is there twice");
  refuses_edit("/central/connect_timeout_s", 30, "/central/connect_timeout_s",
               "longer than the whole request");
}

BOOST_AUTO_TEST_CASE(an_unknown_terminal_is_named_with_its_file) {
  const auto unknown = TerminalSettings::load("config", {"T99"});
  BOOST_TEST_REQUIRE(!unknown.has_value());
  BOOST_TEST(unknown.error().to_string().find("config/terminals/T99.json") != std::string::npos);
  for (const char* const name : {"", "../terminals/desk", ".desk"}) {
    BOOST_TEST((TerminalSettings::load("config", {name}).error().code == base::ErrorCode::InvalidArgument),
               name);
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_json_is_named_with_line_and_column) {
  const ConfigCopy config;
  config.write(kDesk, "{\n  \"id\" \"desk\"\n}");
  const auto loaded = TerminalSettings::load(config.root(), {"desk"});
  BOOST_TEST_REQUIRE(!loaded.has_value());
  BOOST_TEST(loaded.error().where == (config.root() / kDesk).string() + ":2:13");
}

BOOST_AUTO_TEST_SUITE_END()

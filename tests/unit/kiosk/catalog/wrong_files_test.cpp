// A wrong file stops the program before any screen, with file, JSON pointer and reason.
#include <boost/test/unit_test.hpp>

#include "kiosk/catalog/service_catalog.h"
#include "tests/support/config_copy.h"

using namespace kiosk;
using catalog::ServiceCatalog;
using tests::ConfigCopy;

namespace {

const char* const kRs01 = "services/social-security/RS-01.json";
const char* const kGa03 = "services/public-security/GA-03.json";
const char* const kEnglish = "locales/en.json";
const char* const kChinese = "locales/zh-CN.json";
const char* const kRegions = "content/regions.json";

void refuses(const ConfigCopy& config, const std::string& place, const std::string& reason) {
  const auto loaded = ServiceCatalog::load(config.root());
  BOOST_TEST_REQUIRE(!loaded.has_value());
  BOOST_TEST(loaded.error().where == place);
  BOOST_TEST(loaded.error().message.find(reason) != std::string::npos, loaded.error().message);
}

/// One changed value, the place it is found at and the reason.
void refuses_edit(const std::string& file, const std::string& pointer, const base::Json& value,
                  const std::string& place, const std::string& reason) {
  const ConfigCopy config;
  config.edit(file, pointer, value);
  refuses(config, config.place(file, place), reason);
}

void refuses_steps(const std::vector<std::string>& steps, const std::string& place,
                   const std::string& reason) {
  refuses_edit(kRs01, "/steps", steps, place, reason);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wrong_files)

BOOST_AUTO_TEST_CASE(an_unknown_key_is_named) {
  refuses_edit(kRs01, "/colour", "red", "", "colour");
  refuses_edit(kGa03, "/form/0/colour", "red", "/form/0", "colour");
}

BOOST_AUTO_TEST_CASE(a_text_without_a_language_is_named) {
  const ConfigCopy config;
  config.erase(kRs01, "/form/2/choices/1/label", "en");
  refuses(config, config.place(kRs01, "/form/2/choices/1/label"), "en");
  refuses_edit(kGa03, "/name/zh-CN", "  ", "/name/zh-CN", "pattern");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_json_is_named_with_line_and_column) {
  const ConfigCopy config;
  config.write(kRs01, "{\n  \"id\": RS\n}");
  refuses(config, (config.root() / kRs01).string() + ":2:9", "parse error");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_cut_off_or_empty_is_refused) {
  const ConfigCopy config;
  config.write(kRs01, "");
  refuses(config, (config.root() / kRs01).string() + ":1:1", "parse error");
}

BOOST_AUTO_TEST_CASE(an_unknown_step_is_named) {
  refuses_edit(kRs01, "/steps/4", "dance", "/steps/4", "enum");
  refuses_edit(kRs01, "/steps/4", "home", "/steps/4", "enum");
}

BOOST_AUTO_TEST_CASE(steps_out_of_order_are_named) {
  refuses_steps({"notice", "confirm", "identify", "form", "review", "submit", "preview", "print", "collect"},
                "/steps/2", "the step identify must come before confirm");
  refuses_steps({"notice", "identify", "confirm", "form", "submit", "review", "preview", "print", "collect"},
                "/steps/5", "the step review must come before submit");
  refuses_steps({"notice", "identify", "confirm", "form", "review", "submit", "print", "preview", "collect"},
                "/steps/7", "the step preview must come before print");
  refuses_steps(
      {"notice", "notice", "identify", "confirm", "form", "review", "submit", "preview", "print", "collect"},
      "/steps/1", "the step notice is there twice");
}

BOOST_AUTO_TEST_CASE(a_step_without_the_step_it_needs_is_named) {
  refuses_steps({"identify", "confirm", "form", "review", "submit", "preview", "print", "collect"},
                "/steps/0", "identify needs notice before it");
  refuses_steps({"notice", "identify", "confirm", "form", "review", "submit", "print", "collect"}, "/steps/6",
                "print needs preview before it");
  refuses_steps({"notice", "identify", "confirm", "form", "review", "submit", "preview", "print"}, "/steps/1",
                "identify needs collect after it");
  refuses_steps({"notice", "identify", "form", "review", "submit", "preview", "print", "collect"}, "/steps/4",
                "submit needs confirm before it");
}

BOOST_AUTO_TEST_CASE(a_step_without_its_content_is_named) {
  refuses_edit(kRs01, "/form", base::Json::array(), "/steps/3", "the step form has no content");
  refuses_edit(kGa03, "/promises", base::Json::array(), "/steps/5", "the step promise has no content");
  refuses_edit(kGa03, "/materials", base::Json::array(), "/steps/4", "the step scan has no content");
  refuses_edit(kRs01, "/outputs", base::Json::array(), "/steps/7",
               "the step print has no content in outputs");
}

BOOST_AUTO_TEST_CASE(content_without_its_step_is_named) {
  const ConfigCopy config;
  base::Json promises = config.read(kGa03)["promises"];
  config.edit(kRs01, "/promises", promises);
  refuses(config, config.place(kRs01, "/promises"), "asks for the step promise");
}

BOOST_AUTO_TEST_CASE(a_queued_service_without_a_slip_is_refused) {
  refuses_edit(kRs01, "/offline", "queue", "/offline", "needs the step receipt");
}

BOOST_AUTO_TEST_CASE(a_step_without_its_device_is_named) {
  refuses_edit(kRs01, "/devices", {"id-card-reader"}, "/devices",
               "print needs the device certificate-printer");
  refuses_edit(kRs01, "/devices/1", "teleporter", "/devices/1", "enum");
}

BOOST_AUTO_TEST_CASE(an_id_used_twice_is_named_with_both_files) {
  const ConfigCopy config;
  config.write("services/social-security/RS-02.json", config.read(kRs01).dump());
  refuses(config, config.place("services/social-security/RS-02.json", "/id"), "used twice: also in ");
}

BOOST_AUTO_TEST_CASE(file_name_and_folder_must_agree_with_the_content) {
  refuses_edit(kRs01, "/id", "RS-09", "/id", "differs from the file's name RS-01.json");
  refuses_edit(kRs01, "/domain", "taxation", "/domain", "differs from the file's folder social-security");
  const ConfigCopy config;
  config.edit(kGa03, "/id", "JT-03");
  refuses(config, config.place(kGa03, "/id"), "does not belong to the domain public-security");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_service_is_refused_where_services_lie) {
  const ConfigCopy config;
  config.write("services/social-security/RS-02.jsn", "{}");
  refuses(config, (config.root() / "services/social-security/RS-02.jsn").string(), "only service files");
  const ConfigCopy other;
  other.write("services/weather/RS-02.json", "{}");
  refuses(other, (other.root() / "services/weather").string(), "named after a domain");
}

BOOST_AUTO_TEST_CASE(a_default_that_is_no_choice_is_named) {
  refuses_edit(kGa03, "/form/2/default", "castle", "/form/2/default", "castle is not one of the choices");
  refuses_edit(kRs01, "/form/0/default", "pension,luck", "/form/0/default", "luck is not one of the choices");
  refuses_edit(kRs01, "/form/1/default", "yesterday", "/form/1/default", "last-12-months");
  refuses_edit(kRs01, "/form/1/max_months", 6, "/form/1/default", "longer than max_months");
  refuses_edit(kGa03, "/form/4/default", "2026-01-01", "/form/4/default", "today");
  refuses_edit(kGa03, "/form/6/default", "12345", "/form/6/default", "has no default");
}

BOOST_AUTO_TEST_CASE(questions_and_choices_that_contradict_themselves_are_named) {
  refuses_edit(kGa03, "/form/1/id", "region", "/form/1/id", "region is there twice");
  refuses_edit(kGa03, "/form/2/choices/1/value", "own", "/form/2/choices/1/value", "own is there twice");
  refuses_edit(kGa03, "/form/1/min_length", 80, "/form/1/min_length", "more than max_length");
  refuses_edit(kGa03, "/form/4/earliest_days", 1, "/form/4/earliest_days", "after latest_days");
  refuses_edit(kGa03, "/form/2/kind", "text", "/form/2/choices", "only choice and multi-choice");
  const ConfigCopy config;
  config.erase(kRs01, "/form/2", "choices");
  refuses(config, config.place(kRs01, "/form/2"), "has no choices");
}

BOOST_AUTO_TEST_CASE(promised_days_must_fit_the_kind_of_case) {
  refuses_edit(kGa03, "/promised_working_days", 0, "/promised_working_days", "at least one working day");
  refuses_edit(kRs01, "/promised_working_days", 2, "/promised_working_days", "an instant case");
}

BOOST_AUTO_TEST_CASE(a_text_that_the_screens_use_may_not_be_missing) {
  const ConfigCopy config;
  config.erase(kChinese, "", "common.next");
  refuses(config, config.place(kChinese, ""), "common.next");
  const ConfigCopy other;
  other.erase(kEnglish, "", "trouble.paper-out.title");
  refuses(other, other.place(kEnglish, ""), "trouble.paper-out.title");
}

BOOST_AUTO_TEST_CASE(texts_of_two_languages_must_agree) {
  const ConfigCopy config;
  config.edit(kChinese, "/extra.word", "多");
  refuses(config, config.place(kEnglish, "/extra.word"), "missing here");
  const ConfigCopy other;
  base::Json english = other.read(kEnglish);
  english["rate.hint"] = "Voluntary, {name}";
  other.write(kEnglish, english.dump());
  refuses(other, other.place(kEnglish, "/rate.hint"), "placeholders differ");
}

BOOST_AUTO_TEST_CASE(an_empty_wording_is_refused) {
  const ConfigCopy config;
  base::Json english = config.read(kEnglish);
  english["rate.hint"] = "";
  config.write(kEnglish, english.dump());
  refuses(config, config.place(kEnglish, "/rate.hint"), "");
}

BOOST_AUTO_TEST_CASE(a_region_in_the_wrong_branch_or_twice_is_named) {
  refuses_edit(kRegions, "/children/0/children/0/code", "100001999001", "/children/0/children/0/code",
               "does not begin with 100001001");
  refuses_edit(kRegions, "/children/0/children/1/code", "100001001001", "/children/0/children/1/code",
               "is there twice");
}

BOOST_AUTO_TEST_CASE(a_missing_folder_or_schema_is_named) {
  const ConfigCopy config;
  std::filesystem::remove_all(config.root() / "services");
  refuses(config, (config.root() / "services").string(), "cannot read the folder");
  const ConfigCopy other;
  std::filesystem::remove(other.root() / "schemas/service.schema.json");
  BOOST_TEST(!ServiceCatalog::load(other.root()).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

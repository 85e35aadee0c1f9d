// The configuration that is shipped: it loads, two validators agree on it, and every text is there.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <regex>

#include "kiosk/base/child_process.h"
#include "kiosk/base/file.h"
#include "kiosk/base/text.h"
#include "kiosk/catalog/field_check.h"
#include "kiosk/flow/session.h"
#include "tests/support/config_copy.h"
#include "tests/unit/kiosk/catalog/real_catalog.h"

using namespace kiosk;
using namespace kiosk::catalog;
using kiosk::tests::real;

namespace {

namespace fs = std::filesystem;

/// A second implementation of draft-07 looks at the schema, the good file and a spoilt one.
const char* const kSecondValidator = R"(
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft7Validator.check_schema(schema)
errors = [e for f in sys.argv[2:] for e in jsonschema.Draft7Validator(schema).iter_errors(json.load(open(f)))]
for e in errors: print('/'.join(map(str, e.absolute_path)), e.message)
sys.exit(1 if errors else 0)
)";

int second_opinion(const std::string& kind, const std::vector<std::string>& files) {
  base::ProcessRequest request{
      {"python3", "-c", kSecondValidator, "config/schemas/" + kind + ".schema.json"}};
  request.arguments.insert(request.arguments.end(), files.begin(), files.end());
  request.deadline = base::Duration{60'000};
  const auto outcome = base::run_process(request);
  BOOST_TEST_REQUIRE(outcome.has_value());
  BOOST_TEST_INFO(outcome->output << outcome->errors);
  return outcome->exit_status;
}

std::vector<std::string> json_files(const fs::path& folder) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path().string());
  }
  return files;
}

/// Collects the ids that a folder's sources name by `literal` and whose first word is that of a known text.
void collect_ids(const char* folder, const std::regex& literal, std::set<std::string>& ids) {
  std::set<std::string> families;
  for (const auto& [id, text] : real().texts().all()) families.insert(id.substr(0, id.find('.')));
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
    const std::string source = base::read_file(entry.path()).value();
    for (std::sregex_iterator hit(source.begin(), source.end(), literal), end; hit != end; ++hit) {
      const std::string id = (*hit)[1];
      if (families.count(id.substr(0, id.find('.'))) == 1) ids.insert(id);
    }
  }
}

/// In ui/ every literal of that form is a text id; elsewhere words of the trail look alike, so only what is
/// asked of the texts counts.
std::set<std::string> ids_in_sources() {
  std::set<std::string> ids;
  collect_ids("ui", std::regex(R"rx("([a-z][a-z-]*(?:\.[a-z0-9-]+)+)")rx"), ids);
  const std::regex asked(R"rx((?:get|text)\("([a-z][a-z-]*(?:\.[a-z0-9-]+)+)")rx");
  collect_ids("kiosk", asked, ids);
  return ids;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(real_config)

BOOST_AUTO_TEST_CASE(it_loads_with_its_services) {
  BOOST_TEST(real().services().size() >= 25U);
  const ServiceDefinition* proof = real().find({"RS-01"});
  BOOST_TEST_REQUIRE(proof != nullptr);
  BOOST_TEST(proof->name.in(Language::ZhCn) == "社会保险个人参保缴费证明打印");
  BOOST_TEST((proof->offline == OfflinePolicy::Online && proof->has_step(StepKind::Print)));
  BOOST_TEST((proof->field({"period"})->kind == FieldKind::Period));
  BOOST_TEST(proof->field({"weather"}) == nullptr);
  const ServiceDefinition* residence = real().find({"GA-03"});
  BOOST_TEST_REQUIRE(residence != nullptr);
  BOOST_TEST((residence->offline == OfflinePolicy::Queue && residence->case_kind == CaseKind::Promised));
  BOOST_TEST(residence->promised_working_days == 3);
  BOOST_TEST(residence->materials.at(0).may_follow_later);
  BOOST_TEST(residence->promises.at(0).paragraphs.size() == 4U);
  BOOST_TEST(!residence->field({"landlord_name"})->required);
  BOOST_TEST(real().of_domain(Domain::PublicSecurity).at(1) == residence);
  for (const Domain domain : kDomains) BOOST_TEST(!real().of_domain(domain).empty(), to_string(domain));
  BOOST_TEST(real().find({"XX-99"}) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_second_validator_agrees_with_every_file) {
  BOOST_TEST(second_opinion("service", json_files("config/services")) == 0);
  BOOST_TEST(second_opinion("terminal", json_files("config/terminals")) == 0);
  BOOST_TEST(second_opinion("locale", json_files("config/locales")) == 0);
  BOOST_TEST(second_opinion("regions", {"config/content/regions.json"}) == 0);
}

BOOST_AUTO_TEST_CASE(a_second_validator_agrees_with_a_refusal) {
  const tests::ConfigCopy config;
  config.edit("services/social-security/RS-01.json", "/form/0/colour", "red");
  BOOST_TEST(second_opinion("service", {(config.root() / "services/social-security/RS-01.json").string()}) ==
             1);
  BOOST_TEST(!ServiceCatalog::load(config.root()).has_value());
}

BOOST_AUTO_TEST_CASE(every_default_answer_passes_its_own_check) {
  const base::WallTime today = base::ManualClock().wall();
  for (const ServiceDefinition& service : real().services()) {
    for (const FieldRule& rule : service.form) {
      const std::string answer = default_answer(rule, today);
      if (answer.empty()) continue;
      BOOST_TEST((check_answer(rule, answer, real(), today) == std::nullopt),
                 service.id.value + " " + rule.id.value);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_trouble_domain_step_and_device_has_its_texts) {
  const Texts& texts = real().texts();
  for (const FieldTrouble trouble : kFieldTroubles) {
    BOOST_TEST(texts.has("field.error." + std::string(to_string(trouble))), to_string(trouble));
  }
  for (const Domain domain : kDomains) {
    for (const char* const part : {".name", ".short", ".summary"}) {
      BOOST_TEST(texts.has("domain." + std::string(to_string(domain)) + part), to_string(domain));
    }
  }
  for (const ServiceDefinition& service : real().services()) {
    for (const StepKind step : service.steps) BOOST_TEST(texts.has("step." + std::string(to_string(step))));
  }
  const base::Json schema = base::read_json_file("config/schemas/service.schema.json").value();
  for (const auto& word : schema.at("/properties/devices/items/enum"_json_pointer)) {
    BOOST_TEST(texts.has("device." + word.get<std::string>()), word);
  }
}

BOOST_AUTO_TEST_CASE(every_trouble_and_case_state_of_a_visit_has_its_texts) {
  const Texts& texts = real().texts();
  int kinds = 0;
  for (int i = 1; flow::to_string(flow::TroubleKind{i}) != "none"; ++i, ++kinds) {
    const std::string id = "trouble." + std::string(flow::to_string(flow::TroubleKind{i}));
    for (const char* const part : {".title", ".meaning", ".next"})
      BOOST_TEST(texts.has(id + part), id + part);
  }
  BOOST_TEST(kinds >= 19);
  for (int i = 0; i <= static_cast<int>(flow::CaseState::Rejected); ++i) {
    BOOST_TEST(texts.has("case-state." + std::string(flow::to_string(flow::CaseState{i}))), i);
  }
}

BOOST_AUTO_TEST_CASE(every_text_that_a_source_names_exists) {
  for (const std::string& id : ids_in_sources()) {
    const bool part_of_an_id = id.back() == '-' || real().texts().has(id);
    BOOST_TEST(part_of_an_id, "no text " + id);
  }
}

BOOST_AUTO_TEST_CASE(no_wording_is_too_long_for_an_old_reader) {
  for (const auto& [id, text] : real().texts().all()) {
    BOOST_TEST(base::to_code_points(text.in(Language::ZhCn)).size() <= 60U, id);
    BOOST_TEST(text.in(Language::En).size() <= 140U, id);
  }
}

BOOST_AUTO_TEST_CASE(no_text_of_a_service_is_too_long_for_an_old_reader) {
  for (const ServiceDefinition& service : real().services()) {
    std::vector<Text> texts{service.name, service.summary, service.who,  service.result,
                            service.time, service.fee,     service.basis};
    texts.insert(texts.end(), service.notice.begin(), service.notice.end());
    for (const FieldRule& rule : service.form)
      texts.insert(texts.end(), {rule.question, rule.label, rule.hint});
    for (const Material& paper : service.materials) texts.insert(texts.end(), {paper.name, paper.hint});
    for (const PromiseText& promise : service.promises) {
      texts.insert(texts.end(), promise.paragraphs.begin(), promise.paragraphs.end());
    }
    for (const Text& text : texts) {
      BOOST_TEST(base::to_code_points(text.in(Language::ZhCn)).size() <= 60U, service.id.value);
      BOOST_TEST(text.in(Language::En).size() <= 140U, service.id.value << " " << text.in(Language::En));
    }
  }
}

BOOST_AUTO_TEST_CASE(the_region_tree_leads_from_town_to_village) {
  const std::vector<Text> path = real().region_path("100001100200");
  BOOST_TEST_REQUIRE(path.size() == 2U);
  BOOST_TEST(path[0].in(Language::ZhCn) == "青溪镇");
  BOOST_TEST(path[1].in(Language::En) == "Qiaotou Village");
  BOOST_TEST(real().region_path("100001").empty());
  BOOST_TEST(real().region_path("100001100299").empty());
}

BOOST_AUTO_TEST_CASE(a_terminal_may_only_offer_what_exists_and_what_it_can_drive) {
  const std::vector<base::ServiceId> both{{"RS-01"}, {"GA-03"}};
  const std::vector<std::string> all{"id-card-reader", "receipt-printer", "certificate-printer"};
  BOOST_TEST(real().check_offer(both, all, "T.json").has_value());
  const std::vector<std::string> no_slip{"id-card-reader", "certificate-printer"};
  const auto missing = real().check_offer(both, no_slip, "T.json");
  BOOST_TEST_REQUIRE(!missing.has_value());
  BOOST_TEST(missing.error().where == "T.json#/services/1");
  BOOST_TEST(missing.error().message ==
             "the service GA-03 needs the device receipt-printer, which this terminal does not have");
  const std::vector<base::ServiceId> unknown{{"RS-77"}};
  BOOST_TEST(real().check_offer(unknown, all, "T.json").error().message == "there is no service RS-77");
}

BOOST_AUTO_TEST_SUITE_END()

// The centre has a rule for every service, and every document says what the form asked.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "kiosk/base/child_process.h"
#include "kiosk/base/file.h"
#include "kiosk/catalog/field_check.h"
#include "tests/central/service/document_issuing.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/tests/services/shipped.h"

using namespace kiosk;
using catalog::FieldRule;
using catalog::Language;
using catalog::ServiceDefinition;
using kiosk::base::Json;
using kiosk::tests::all_services;
using kiosk::tests::centre_rules;
using kiosk::tests::in_the_table;
using kiosk::tests::TestWorld;
using kiosk::tests::Visitor;

namespace central = ::tests::central;

namespace {

std::string words_of(const FieldRule& rule, const std::string& answer, Language language = Language::ZhCn) {
  return catalog::readable_answer(rule, answer, TestWorld::get().catalog, language);
}

/// The answers of a visitor who reads English and stands on the review page, as the centre stores them.
central::CaseRecord a_case(const ServiceDefinition& service) {
  Visitor visitor;
  visitor.prepare(service.id.value);
  Json answers = Json::array();
  for (const auto& [field, value] : visitor.session().answers) {
    const std::string answer(value.reveal());
    answers.push_back({{"field", field.value},
                       {"value", answer},
                       {"label", words_of(*service.field(field), answer, Language::En)}});
  }
  central::CaseRecord record;
  record.case_number = "YX-" + service.id.value + "-000001";
  record.service = service.id.value;
  record.terminal = "T05";
  record.applicant = R"({"name":"测试人甲","id_number":"100000199003070028","card_kind":"111"})";
  record.answers = answers.dump();
  return record;
}

std::string without_blanks(std::string text) {
  text.erase(std::remove_if(text.begin(), text.end(), [](unsigned char c) { return c <= ' '; }), text.end());
  return text;
}

std::string text_of(const std::string& pdf, const std::string& name) {
  static const kiosk::tests::TemporaryFolder folder;
  std::filesystem::path file = folder / (name + ".pdf");
  // Where the papers are to be looked at.
  if (const char* keep = std::getenv("KIOSK_DOCUMENTS")) file = std::filesystem::path(keep) / (name + ".pdf");
  BOOST_TEST_REQUIRE(base::write_file_atomically(file, pdf).has_value());
  base::ProcessRequest request;
  request.arguments = {"pdftotext", file.string(), "-"};
  const auto outcome = base::run_process(request);
  BOOST_TEST_REQUIRE(outcome.has_value());
  return without_blanks(outcome->output);
}

/// What the document must say of an answer.
std::string expected(const FieldRule& rule, const std::string& answer) {
  if (rule.kind != catalog::FieldKind::Period) return without_blanks(words_of(rule, answer));
  return without_blanks(central::readable_period(central::parse_period(answer).value()));
}

void check_document(const ServiceDefinition& service, const central::ServiceRule& rule) {
  const central::CaseRecord record = a_case(service);
  const auto issued = central::issue_certificate(record, rule, base::ManualClock().wall());
  BOOST_TEST_REQUIRE(issued.has_value(), service.id.value);
  BOOST_TEST(issued->reference.pages >= 1, service.id.value);
  const std::string text = text_of(issued->record.content, service.id.value);
  for (const Json& answer : Json::parse(record.answers)) {
    const FieldRule* field = service.field({answer.at("field").get<std::string>()});
    const std::string words = expected(*field, answer.at("value"));
    BOOST_TEST(text.find(words) != std::string::npos, service.id.value << " does not say " << words);
  }
  for (const std::string& word :
       {rule.certificate->title, issued->reference.verify_code, std::string("SAMPLE")}) {
    BOOST_TEST(text.find(without_blanks(word)) != std::string::npos, service.id.value << " " << word);
  }
  const auto again = central::issue_certificate(record, rule, base::ManualClock().wall());
  BOOST_TEST(again->reference.pages == issued->reference.pages);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_centre)

BOOST_AUTO_TEST_CASE(has_a_rule_for_every_service) {
  for (const ServiceDefinition& service : all_services()) {
    const auto rule = centre_rules().find(service.id.value);
    BOOST_TEST_REQUIRE((rule != centre_rules().end()), service.id.value);
    BOOST_TEST(rule->second.promised_workdays == service.promised_working_days, service.id.value);
    BOOST_TEST(rule->second.title == service.name.in(Language::ZhCn));
    BOOST_TEST(rule->second.certificate.has_value() == service.has_step(flow::StepKind::Print),
               service.id.value);
    const bool instant = service.case_kind == catalog::CaseKind::Instant;
    BOOST_TEST((rule->second.kind == protocol::CaseKind::Immediate) == instant, service.id.value);
  }
}

BOOST_AUTO_TEST_CASE(refuses_every_service_by_an_answer_of_its_form_and_says_what_to_do) {
  for (const ServiceDefinition& service : all_services()) {
    const std::string& id = service.id.value;
    const central::ServiceRule& rule = centre_rules().at(id);
    // What anybody may ask of the county is not refused by its content.
    BOOST_TEST((in_the_table(service) == !rule.exceptions.empty()), id);
    for (const central::Exception& exception : rule.exceptions) {
      const FieldRule* field = service.field({exception.field});
      BOOST_TEST((field != nullptr), id << " has no question " << exception.field);
      BOOST_TEST(!exception.settlement.reason.zh_cn.empty(), id);
      BOOST_TEST(!exception.settlement.next_step.zh_cn.empty(), id);
    }
  }
}

BOOST_AUTO_TEST_CASE(issues_a_document_that_says_in_chinese_what_the_form_asked) {
  int documents = 0;
  for (const ServiceDefinition& service : all_services()) {
    if (!service.has_step(flow::StepKind::Print)) continue;
    check_document(service, centre_rules().at(service.id.value));
    ++documents;
  }
  BOOST_TEST(documents == 15);
}

BOOST_AUTO_TEST_SUITE_END()

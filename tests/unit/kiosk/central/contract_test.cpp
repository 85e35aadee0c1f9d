// Everything that goes over the line keeps the contract, judged by a validator that is not ours.
#include "tests/central/service/contract.h"
#include "kiosk/base/child_process.h"
#include "kiosk/base/file.h"
#include "tests/unit/kiosk/central/running_centre.h"

#include "kiosk/protocol/http_names.h"
#include "kiosk/protocol/payment.h"

using namespace kiosk::tests;
using namespace kiosk::central;
using kiosk::base::Json;
using ::tests::central::Contract;
namespace protocol = kiosk::protocol;

namespace {

const std::filesystem::path kContract = KIOSK_SOURCE "/config/schemas/central-v1.openapi.json";

/// Runs the validator, which shares no code with us. Its last line counts.
kiosk::base::ProcessOutcome validate(const std::filesystem::path& traffic) {
  kiosk::base::ProcessRequest request;
  request.arguments = {"python3", KIOSK_SOURCE "/tests/central/contract/validate-traffic", kContract.string(),
                       traffic.string()};
  auto outcome = kiosk::base::run_process(request);
  if (!outcome) BOOST_FAIL(outcome.error().to_string());
  return std::move(*outcome);
}

/// Follows a reference inside the document.
const Json& resolve(const Json& document, const Json& node) {
  if (!node.contains("$ref")) return node;
  return document.at(Json::json_pointer(node.at("$ref").get<std::string>().substr(1)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(contract)

BOOST_AUTO_TEST_CASE(every_example_of_the_contract_keeps_its_schema) {
  const auto contract = Contract::load(kContract);
  const Json document = *kiosk::base::read_json_file(kContract);
  int examples = 0;
  for (const auto& [path, operations] : document.at("paths").items()) {
    for (const auto& [method, operation] : operations.items()) {
      for (const auto& [status, response] : operation.at("responses").items()) {
        const Json& answer = resolve(document, response);
        if (!answer.contains("content")) continue;
        for (const auto& [type, media] : answer.at("content").items()) {
          if (!media.contains("example")) continue;
          const std::string schema = media.at("schema").at("$ref");
          const auto violation = contract->check(schema.substr(schema.rfind('/') + 1), media.at("example"));
          BOOST_TEST(!violation.has_value(), path << " " << status);
          ++examples;
        }
      }
    }
  }
  BOOST_TEST(examples > 10);
}

BOOST_AUTO_TEST_CASE(recorded_traffic_keeps_the_contract) {
  const TemporaryFolder folder;
  const auto traffic = folder / "traffic.jsonl";
  {
    RunningCentre::Options options;
    options.record = traffic;
    RunningCentre centre(options);
    CentralClient client = centre.client();
    auto submission = new_submission();
    submission.promises = {{"address-true", "3", submission.applied_at}};
    submission.signature = {{{1, 2, 0}, {3, 4, 15}}};
    submission.applicant.photo = {1, 2, 3, 4, 5};
    const Message message(submission);
    const auto receipt = expect<DeliveredCase>(submit(client, message)).receipt;
    expect<DeliveredCase>(submit(client, message));
    submission.offline = true;
    expect<Refused>(submit(client, Message(submission)));
    submission = new_submission();
    submission.service.value = "GA-03";
    submission.papers_to_follow = {"lease"};
    submission.answers = {{{"house"}, kiosk::base::SecureString("样例补正路 2 号"), {}}};
    expect<DeliveredCase>(submit(client, Message(submission)));
    BOOST_TEST(client.progress(submission.receipt_number, {}).has_value());
    protocol::TerminalReport report;
    report.idempotency_key.value = kiosk::base::Uuid::make_v7(kiosk::base::SystemClock());
    report.terminal.value = "T05";
    report.software = "test";
    report.configuration = "none";
    report.place = {"样例大厅", {}};
    report.head = protocol::ReportedHead{1, std::string(64, 'c')};
    BOOST_TEST(client.report_terminal(report, {}).has_value());
    BOOST_TEST(!client.progress("T05-none", {}).has_value());
    BOOST_TEST(client.case_story(submission.receipt_number, {}).has_value());
    BOOST_TEST(!client.case_story("T05-none", {}).has_value());
    BOOST_TEST(client.cases_of({{"T05"}, submission.applied_at, submission.applicant}, {}).has_value());
    BOOST_TEST(client.fetch_document(receipt.documents.at(0), 8U << 20, {}).has_value());
    kiosk::protocol::Rating rating;
    rating.number = receipt.case_number;
    rating.terminal.value = "T05";
    BOOST_TEST(client.send_rating(rating.number, *encode(rating), message.key, {}).index() == 0U);
    BOOST_TEST(client.send_rating(rating.number, *encode(rating), Message().key, {}).index() == 1U);
    const auto configuration = client.configuration("", {});
    BOOST_REQUIRE(configuration.has_value());
    BOOST_TEST(client.configuration(configuration->etag, {}).has_value());
    BOOST_TEST(client.health({}).has_value());
  }
  const auto verdict = validate(traffic);
  BOOST_TEST(verdict.exit_status == 0, verdict.output << verdict.errors);
  BOOST_TEST(verdict.output.rfind("16 exchanges", 0) == 0, verdict.output);
}

BOOST_AUTO_TEST_CASE(recorded_payments_keep_the_contract) {
  const TemporaryFolder folder;
  const auto traffic = folder / "traffic.jsonl";
  {
    RunningCentre::Options options;
    options.record = traffic;
    RunningCentre centre(options);
    CentralClient client = centre.client();
    const kiosk::base::SystemClock clock;
    kiosk::protocol::PaymentQuestion question;
    question.idempotency_key.value = kiosk::base::Uuid::make_v7(clock);
    question.terminal.value = "T05";
    question.service.value = "GA-09";
    question.id_number = kiosk::base::SecureString("100000199003070010");
    question.answers = {{{"reason"}, kiosk::base::SecureString("lost"), {}}};
    const auto key = question.idempotency_key;
    const auto asked = client.ask_payment(*encode(question), key, {});
    const std::string number = std::get<Delivered<kiosk::protocol::Payment>>(asked).receipt.payment_number;
    BOOST_TEST(client.payment(number, {}).value().fen == 4000);
    const kiosk::protocol::PaymentCode code{
        {kiosk::base::Uuid::make_v7(clock)}, {"T05"}, kiosk::base::SecureString("134500000000000001")};
    BOOST_TEST(client.send_payment_code(number, *encode(code), code.idempotency_key, {}).index() == 0U);
    const kiosk::protocol::PaymentClose close{{kiosk::base::Uuid::make_v7(clock)}, {"T05"}, key};
    BOOST_TEST(client.close_payment(number, *encode(close), close.idempotency_key, {}).index() == 0U);
    BOOST_TEST(!client.payment(number, {}).value().refund_number.empty());
    BOOST_TEST(!client.payment("JF-none", {}).has_value());
  }
  const auto verdict = validate(traffic);
  BOOST_TEST(verdict.exit_status == 0, verdict.output << verdict.errors);
  BOOST_TEST(verdict.output.rfind("6 exchanges", 0) == 0, verdict.output);
}

BOOST_AUTO_TEST_CASE(the_validator_sees_each_kind_of_breach) {
  const TemporaryFolder folder;
  const auto traffic = folder / "traffic.jsonl";
  {
    RunningCentre::Options options;
    options.record = traffic;
    RunningCentre centre(options);
    CentralClient client = centre.client();
    expect<DeliveredCase>(submit(client, Message()));
  }
  const Json good = Json::parse(*kiosk::base::read_file(traffic));
  const auto breaks = [&](const char* pointer, const Json& value) {
    Json bad = good;
    bad[Json::json_pointer(pointer)] = value;
    BOOST_REQUIRE(kiosk::base::write_file_atomically(traffic, bad.dump() + "\n").has_value());
    BOOST_TEST(validate(traffic).exit_status == 1, pointer);
  };
  breaks("/response/status", 418);
  breaks("/response/content_type", "text/html");
  breaks("/response/body", "{}");
  breaks("/response/body", "not JSON");
  breaks("/request/body", "{\"version\":1}");
  breaks("/request/headers/idempotency-key", "no key");
  breaks("/request/target", "/v1/nothing");
}

BOOST_AUTO_TEST_SUITE_END()

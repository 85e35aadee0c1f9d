// Everything that goes over the line keeps the contract, judged by a validator that is not ours.
#include "tests/central/service/contract.h"
#include "tests/unit/kiosk/central/running_centre.h"

#include "kiosk/protocol/http_names.h"

using namespace kiosk::tests;
using namespace kiosk::central;
using kiosk::base::Json;
using ::tests::central::Contract;
using ::tests::central::Request;
using ::tests::central::Response;

namespace {

const std::filesystem::path kContract = KIOSK_SOURCE "/config/schemas/central-v1.openapi.json";

/// The contract's path for a target: segments that are not words of the interface stand for parameters.
std::string path_of(const Json& paths, const std::string& target) {
  for (const auto& [pattern, operations] : paths.items()) {
    std::string rest = target;
    bool fits = true;
    std::istringstream segments(pattern);
    for (std::string segment; fits && std::getline(segments, segment, '/');) {
      const std::string found = rest.substr(0, rest.find('/'));
      rest = found.size() < rest.size() ? rest.substr(found.size() + 1) : std::string();
      fits = segment == found || (!segment.empty() && segment[0] == '{' && !found.empty());
    }
    if (fits && rest.empty()) return pattern;
  }
  return {};
}

/// Follows a reference inside the document.
const Json& resolve(const Json& document, const Json& node) {
  if (!node.contains("$ref")) return node;
  return document.at(Json::json_pointer(node.at("$ref").get<std::string>().substr(1)));
}

class Judge {
 public:
  Judge() : document_(*kiosk::base::read_json_file(kContract)), contract_(*Contract::load(kContract)) {}

  void judge(const Request& request, const Response& response) {
    const std::string path = path_of(document_.at("paths"), request.target);
    BOOST_REQUIRE_MESSAGE(!path.empty(), request.target);
    std::string method = request.method == "POST" ? "post" : "get";
    const Json& operation = document_.at("paths").at(path).at(method);
    const bool accepted = response.status < 300;
    if (method == "post" && accepted) {
      check(operation.at("requestBody").at("content"), request.header("content-type"), request.body);
    }
    const std::string status = std::to_string(response.status);
    BOOST_REQUIRE_MESSAGE(operation.at("responses").contains(status), path << " has no " << status);
    const Json& answer = resolve(document_, operation.at("responses").at(status));
    if (response.status != 304) check(answer.at("content"), response.content_type, response.body);
    ++judged_;
  }
  int judged() const { return judged_; }

 private:
  void check(const Json& content, const std::string& type, const std::string& body) {
    BOOST_REQUIRE_MESSAGE(content.contains(type), type);
    const Json& schema = content.at(type).at("schema");
    if (!schema.contains("$ref")) return;
    const std::string reference = schema.at("$ref");
    const auto violation = contract_.check(reference.substr(reference.rfind('/') + 1), Json::parse(body));
    if (violation) BOOST_ERROR(type << ": " << violation->to_string());
  }

  Json document_;
  Contract contract_;
  int judged_ = 0;
};

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
  std::vector<std::pair<Request, Response>> traffic;
  {
    RunningCentre::Options options;
    options.observer = [&traffic](const Request& request, const Response& response) {
      traffic.emplace_back(request, response);
    };
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
    submission.answers = {{{"house"}, kiosk::base::SecureString("样例补正路 2 号"), {}}};
    expect<DeliveredCase>(submit(client, Message(submission)));
    BOOST_TEST(client.progress(submission.receipt_number, {}).has_value());
    BOOST_TEST(!client.progress("T05-none", {}).has_value());
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
  Judge judge;
  for (const auto& [request, response] : traffic) judge.judge(request, response);
  BOOST_TEST(judge.judged() == 12);
}

BOOST_AUTO_TEST_SUITE_END()

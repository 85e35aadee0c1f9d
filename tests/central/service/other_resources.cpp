// The small resources.
#include "tests/central/service/other_resources.h"

#include "kiosk/protocol/http_names.h"
#include "tests/central/http/problem_response.h"
#include "tests/central/service/submission_check.h"

namespace tests::central {

using kiosk::base::Json;
namespace protocol = kiosk::protocol;

Response rate_case(const Request& request, const std::string& number, CaseRepository& cases,
                   const Contract& contract) {
  const auto message = check_message(request, contract, protocol::kRatingType, "Rating");
  if (!message) return message.error();
  const auto record = cases.find(number);
  if (!record || message->body["number"] != number) {
    return problem_response(ProblemType::NotFound, "no case has this number", request, "/number");
  }
  RatingRecord rating;
  rating.case_number = record->case_number;
  rating.idempotency_key = message->key.value.to_string();
  rating.fingerprint = message->fingerprint;
  rating.rated_at = message->body["rated_at"];
  rating.terminal = request.client_name;
  rating.body = message->body.dump();
  Json receipt = {{"version", protocol::kProtocolVersion},
                  {"idempotency_key", rating.idempotency_key},
                  {"receipt_number", record->receipt_number},
                  {"case_number", record->case_number},
                  {"rated_at", rating.rated_at}};
  if (message->body.contains("level")) {
    rating.level = message->body["level"].get<int>();
    receipt["level"] = *rating.level;
  }
  rating.receipt = receipt.dump();
  std::string answer;
  const auto outcome = cases.store(rating, answer);
  if (!outcome) return problem_response(ProblemType::Internal, outcome.error().to_string(), request);
  const std::string type(protocol::kRatingReceiptType);
  switch (*outcome) {
    case StoreOutcome::Stored: return {201, type, answer};
    case StoreOutcome::Repeated: return {200, type, answer};
    case StoreOutcome::KeyReused:
      return problem_response(ProblemType::IdempotencyKeyReused, "this key came with another payload",
                              request);
    case StoreOutcome::NumberTaken: break;
  }
  return problem_response(ProblemType::AlreadyRated, "one case is rated once", request);
}

Response read_document(const Request& request, const std::string& document_id, const CaseRepository& cases) {
  auto document = cases.find_document(document_id);
  if (!document) return problem_response(ProblemType::NotFound, "no such document", request);
  return {200, document->media_type, std::move(document->content), {{"ETag", '"' + document->sha256 + '"'}}};
}

Response read_configuration(const Request& request, const std::string& configuration) {
  const std::string etag = '"' + sha256_hex(configuration).substr(0, 32) + '"';
  if (request.header("if-none-match") == etag) return {304, {}, {}, {{"ETag", etag}}};
  return {200, std::string(protocol::kConfigurationType), configuration, {{"ETag", etag}}};
}

Response read_health(const kiosk::base::Clock& clock) {
  const Json health = {{"version", protocol::kProtocolVersion},
                       {"status", "ok"},
                       {"time", kiosk::base::to_rfc3339(clock.wall())},
                       {"software", "kiosk-central " KIOSK_VERSION}};
  return {200, std::string(protocol::kHealthType), health.dump()};
}

}  // namespace tests::central

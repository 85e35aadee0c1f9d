// Taking ratings, and the loop behind bad ones.
#include "tests/central/service/rating_resource.h"

#include <algorithm>
#include <iterator>

#include "kiosk/protocol/http_names.h"
#include "tests/central/http/problem_response.h"
#include "tests/central/service/submission_check.h"

namespace tests::central {

using kiosk::base::Json;
namespace protocol = kiosk::protocol;

namespace {

constexpr const char* kStages[] = {"评价", "反馈", "整改", "监督"};

}  // namespace

RatingResource::RatingResource(CaseRepository& cases, ReportRepository& reports, const Contract& contract,
                               const kiosk::base::Clock& clock, const Json& configuration)
    : cases_(cases), reports_(reports), contract_(contract), clock_(clock) {
  const Json& list = configuration.at("rating_reasons");
  reasons_version_ = list.at("reasons_version");
  for (const Json& reason : list.at("reasons")) level_of_reason_[reason.at("code")] = reason.at("level");
}

std::optional<Response> RatingResource::check_reasons(const Request& request, const Json& rating) const {
  if (rating.value("reasons_version", std::string()) != reasons_version_) return std::nullopt;
  std::size_t index = 0;
  for (const Json& code : rating["reasons"]) {
    const auto known = level_of_reason_.find(code);
    if (known == level_of_reason_.end() || known->second != rating.value("level", 0)) {
      return problem_response(ProblemType::UnknownReason, "no reason of this list for this level", request,
                              "/reasons/" + std::to_string(index));
    }
    ++index;
  }
  return std::nullopt;
}

void RatingResource::add_step(const std::string& case_number, const std::string& stage,
                              const std::string& text) {
  const std::size_t number = reports_.list_of("rating-step", case_number).size();
  const std::string subject = case_number + "/" + std::to_string(number);
  std::string ignored;
  [[maybe_unused]] const auto stored = reports_.store(
      {"rating-step", subject, subject, subject, "centre", kiosk::base::to_rfc3339(clock_.wall()),
       Json{{"stage", stage}, {"text", text}}.dump(), "{}"},
      ignored);
}

kiosk::base::Status RatingResource::answer_bad_rating(const std::string& number, const std::string& stage,
                                                      const std::string& text) {
  using kiosk::base::ErrorCode;
  const auto record = cases_.find(number);
  const auto steps =
      record ? reports_.list_of("rating-step", record->case_number) : std::vector<ReportRecord>{};
  if (steps.empty()) return kiosk::base::fail(ErrorCode::NotFound, "no bad rating of this case", number);
  if (steps.size() >= std::size(kStages) || stage != kStages[steps.size()]) {
    return kiosk::base::fail(ErrorCode::Conflict, "the steps are 评价, 反馈, 整改, 监督, in this order",
                             stage);
  }
  add_step(record->case_number, stage, text);
  return {};
}

Response RatingResource::rate(const Request& request, const std::string& number) {
  const auto message = check_message(request, contract_, protocol::kRatingType, "Rating");
  if (!message) return message.error();
  const auto record = cases_.find(number);
  if (!record || message->body["number"] != number) {
    return problem_response(ProblemType::NotFound, "no case has this number", request, "/number");
  }
  if (auto refused = check_reasons(request, message->body)) return *refused;
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
  const auto outcome = cases_.store(rating, answer);
  if (!outcome) return problem_response(ProblemType::Internal, outcome.error().to_string(), request);
  if (*outcome == StoreOutcome::Stored && rating.level && *rating.level <= kBadLevel) {
    add_step(rating.case_number, "评价", "已登记不满意评价，15 个工作日内回访");
  }
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

}  // namespace tests::central

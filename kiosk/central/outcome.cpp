// The table of what an answer means, in code.
#include "kiosk/central/outcome.h"

#include <algorithm>

#include "kiosk/protocol/http_names.h"

namespace kiosk::central {
namespace {

using protocol::Problem;
using protocol::ProblemMeaning;

/// What stands in a foreign answer's header is not ours: only harmless characters are repeated.
std::string describe(const HttpAnswer& answer) {
  std::string type = answer.media_type.substr(0, 60);
  std::replace_if(
      type.begin(), type.end(), [](char c) { return c < 0x20 || c > 0x7e; }, '?');
  return "HTTP " + std::to_string(answer.status) + (type.empty() ? std::string() : " " + type);
}

PathFault foreign(const HttpAnswer& answer, const std::string& reason) {
  return {SentState::UnknownOutcome, PathTrouble::ForeignAnswer, describe(answer) + ": " + reason,
          answer.retry_after};
}

template <class Receipt>
Outcome<Receipt> classify_problem(const HttpAnswer& answer, const base::IdempotencyKey& key) {
  const auto problem = protocol::parse_problem(base::as_text(answer.body));
  if (!problem) return foreign(answer, "a problem that is not ours, " + problem.error().to_string());
  if (problem->status != answer.status) return foreign(answer, "a problem of another status");
  const std::string text = protocol::type_uri(problem->type) + " " + problem->title;
  switch (protocol::meaning_of(problem->type)) {
    case ProblemMeaning::Wait: return Busy{problem->type, answer.retry_after};
    case ProblemMeaning::Unauthorized:
      return PathFault{SentState::UnknownOutcome, PathTrouble::Unauthorized, text, answer.retry_after};
    case ProblemMeaning::NeedsUpdate:
      return PathFault{SentState::UnknownOutcome, PathTrouble::NeedsUpdate, text, answer.retry_after};
    case ProblemMeaning::Refuses: break;
  }
  if (problem->idempotency_key != key) return foreign(answer, "a refusal without the echo of our key");
  return Refused{*problem};
}

template <class Receipt, class Parse>
Outcome<Receipt> classify(const HttpResult& result, const base::IdempotencyKey& key,
                          std::string_view receipt_type, Parse parse) {
  if (!result) return result.error();
  const HttpAnswer& answer = *result;
  if (answer.media_type == protocol::kProblemType) return classify_problem<Receipt>(answer, key);
  if (answer.media_type != receipt_type || answer.status < 200 || answer.status > 299) {
    return foreign(answer, "not an answer of the centre");
  }
  auto receipt = parse(base::as_text(answer.body));
  if (!receipt) return foreign(answer, "a broken receipt, " + receipt.error().to_string());
  if (receipt->idempotency_key != key) return foreign(answer, "a receipt for another key");
  return Delivered<Receipt>{std::move(*receipt)};
}

}  // namespace

SubmitOutcome classify_submission(const HttpResult& result, const base::IdempotencyKey& key) {
  return classify<protocol::CaseReceipt>(result, key, protocol::kCaseReceiptType,
                                         protocol::parse_case_receipt);
}

RatingOutcome classify_rating(const HttpResult& result, const base::IdempotencyKey& key) {
  return classify<protocol::RatingReceipt>(result, key, protocol::kRatingReceiptType,
                                           protocol::parse_rating_receipt);
}

TroubleOutcome classify_trouble(const HttpResult& result, const base::IdempotencyKey& key) {
  return classify<protocol::TroubleReceipt>(result, key, protocol::kTroubleReceiptType,
                                            protocol::parse_trouble_receipt);
}

WitnessOutcome classify_witness(const HttpResult& result, const base::IdempotencyKey& key) {
  return classify<protocol::WitnessReceipt>(result, key, protocol::kWitnessReceiptType,
                                            protocol::parse_witness_receipt);
}

PaymentOutcome classify_payment(const HttpResult& result, const base::IdempotencyKey& key) {
  return classify<protocol::Payment>(result, key, protocol::kPaymentType, protocol::parse_payment);
}

AttachmentOutcome classify_attachment(const HttpResult& result, const base::IdempotencyKey& key,
                                      std::string_view digest) {
  const auto parse = [digest](std::string_view json) -> base::Result<protocol::AttachmentState> {
    auto state = protocol::parse_attachment_state(json);
    if (state && state->digest != digest) {
      return base::fail(base::ErrorCode::InvalidData, "is another attachment's", "attachment-state#/digest");
    }
    return state;
  };
  return classify<protocol::AttachmentState>(result, key, protocol::kAttachmentStateType, parse);
}

base::Error error_of(const HttpAnswer& answer) {
  using base::ErrorCode;
  const auto problem = protocol::parse_problem(base::as_text(answer.body));
  if (answer.media_type != protocol::kProblemType || !problem) {
    return to_error(foreign(answer, "not an answer of the centre"));
  }
  ErrorCode code = ErrorCode::InvalidArgument;
  if (problem->type == protocol::ProblemType::NotFound) code = ErrorCode::NotFound;
  const ProblemMeaning meaning = protocol::meaning_of(problem->type);
  if (meaning == ProblemMeaning::Wait) code = ErrorCode::Unavailable;
  if (meaning == ProblemMeaning::Unauthorized) code = ErrorCode::PermissionDenied;
  if (meaning == ProblemMeaning::NeedsUpdate) code = ErrorCode::Unsupported;
  return {code, protocol::type_uri(problem->type) + " " + problem->title};
}

}  // namespace kiosk::central

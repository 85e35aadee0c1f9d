// Keeping reports once; a second head for one sequence is a fork.
#include "tests/central/service/report_resource.h"

#include "kiosk/crypto/encoding.h"
#include "kiosk/crypto/signing_key.h"
#include "kiosk/protocol/http_names.h"
#include "tests/central/http/problem_response.h"

namespace tests::central {
namespace {

using kiosk::base::Json;
namespace protocol = kiosk::protocol;

/// The answer for all outcomes but NumberTaken, which each resource words itself.
Response answer(StoreOutcome outcome, std::string_view type, std::string receipt, const Request& request) {
  if (outcome == StoreOutcome::KeyReused) {
    return problem_response(ProblemType::IdempotencyKeyReused, "this key came with another payload", request);
  }
  return {outcome == StoreOutcome::Stored ? 201 : 200, std::string(type), std::move(receipt)};
}

std::string digits(std::int64_t number) {
  const std::string text = std::to_string(number);
  return std::string(16 - text.size(), '0') + text;
}

}  // namespace

ReportRecord ReportResource::record_of(const char* kind, const CheckedMessage& message,
                                       const Request& request) const {
  ReportRecord record;
  record.kind = kind;
  record.idempotency_key = message.key.value.to_string();
  record.fingerprint = message.fingerprint;
  record.terminal = request.client_name;
  record.received_at = kiosk::base::to_rfc3339(clock_.wall());
  record.body = message.body.dump();
  return record;
}

Response ReportResource::trouble(const Request& request) {
  const auto message = check_message(request, contract_, protocol::kTroubleReportType, "TroubleReport");
  if (!message) return message.error();
  ReportRecord record = record_of("trouble", *message, request);
  const std::string number = message->body["trouble_number"];
  record.subject = record.terminal + "/" + number;
  record.receipt = Json{{"version", protocol::kProtocolVersion},
                        {"idempotency_key", record.idempotency_key},
                        {"trouble_number", number},
                        {"received_at", record.received_at}}
                       .dump();
  std::string receipt;
  const auto outcome = reports_.store(record, receipt);
  if (!outcome) return problem_response(ProblemType::Internal, outcome.error().to_string(), request);
  if (*outcome == StoreOutcome::NumberTaken) {
    return problem_response(ProblemType::TroubleNumberTaken, "another trouble has this number", request,
                            "/trouble_number");
  }
  return answer(*outcome, protocol::kTroubleReceiptType, std::move(receipt), request);
}

bool ReportResource::verified(const std::string& terminal, const Json& head) const {
  const auto registered = registry_.find(terminal);
  if (!registered || registered->audit_key.empty()) return false;
  const auto key = kiosk::crypto::PublicKey::from_pem(registered->audit_key);
  const auto hash = kiosk::crypto::from_hex(head["head"].get<std::string>());
  const auto signature = kiosk::crypto::from_base64(head["signature"].get<std::string>());
  if (!key || !hash || !signature) return false;
  kiosk::crypto::CanonicalBytes message;
  message.field("kiosk-audit-checkpoint-v1").field(terminal).number(head["sequence"]).field(*hash);
  message.number(head["signed_at_ms"]);
  return key->verify(message.bytes(), *signature);
}

Response ReportResource::witness(const Request& request) {
  const auto message = check_message(request, contract_, protocol::kAuditHeadType, "AuditHead");
  if (!message) return message.error();
  ReportRecord record = record_of("witness", *message, request);
  record.subject = record.terminal + "/" + digits(message->body["sequence"]);
  Json receipt = {{"version", protocol::kProtocolVersion},
                  {"idempotency_key", record.idempotency_key},
                  {"terminal_id", record.terminal},
                  {"sequence", message->body["sequence"]},
                  {"head", message->body["head"]},
                  {"witnessed_at", record.received_at},
                  {"verified", verified(record.terminal, message->body)}};
  record.receipt = receipt.dump();
  std::string stored;
  const auto outcome = reports_.store(record, stored);
  if (!outcome) return problem_response(ProblemType::Internal, outcome.error().to_string(), request);
  if (*outcome != StoreOutcome::NumberTaken) {
    return answer(*outcome, protocol::kWitnessReceiptType, std::move(stored), request);
  }
  const auto before = reports_.find("witness", record.subject);
  if (!before || Json::parse(before->body)["head"] != message->body["head"]) {
    return problem_response(ProblemType::AuditFork, "another head was witnessed for this sequence", request,
                            "/head");
  }
  receipt["witnessed_at"] = before->received_at;
  return {200, std::string(protocol::kWitnessReceiptType), receipt.dump()};
}

}  // namespace tests::central

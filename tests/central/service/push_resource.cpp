// Pushes and their receipts.
#include "tests/central/service/push_resource.h"

#include <cstdlib>

#include "kiosk/protocol/http_names.h"
#include "tests/central/http/problem_response.h"
#include "tests/central/service/registry_resource.h"
#include "tests/central/service/submission_check.h"

namespace tests::central {
namespace {

using kiosk::base::Json;
namespace protocol = kiosk::protocol;

std::optional<Response> refuse_strangers(const Request& request) {
  if (request.client_name == kSupervisionName) return std::nullopt;
  return problem_response(ProblemType::TerminalMismatch, "only the supervision may do this", request);
}

Json to_json(const PushRecord& push) {
  Json json = {
      {"push_id", push.id}, {"case_number", push.case_number}, {"stage", push.stage}, {"at", push.at}};
  if (!push.text.empty()) json["text"] = push.text;
  if (!push.received_at.empty()) json["received_at"] = push.received_at;
  return json;
}

}  // namespace

void PushResource::tell_supervision(const std::string& case_number, const std::string& stage) {
  parts_.registry.push(
      {0, "to_supervision", case_number, stage, {}, kiosk::base::to_rfc3339(parts_.clock.wall()), {}, {}});
}

Response PushResource::list(const Request& request) const {
  if (auto refused = refuse_strangers(request)) return *refused;
  const std::int64_t after = std::atoll(query_value(request.query, "after").c_str());
  Json list = {{"version", protocol::kProtocolVersion}, {"pushes", Json::array()}};
  for (const PushRecord& push : parts_.registry.pushes_after("to_supervision", after)) {
    list["pushes"].push_back(to_json(push));
  }
  return {200, std::string(protocol::kPushListType), list.dump()};
}

Response PushResource::receive(const Request& request) {
  if (auto refused = refuse_strangers(request)) return *refused;
  const auto message = check_message(request, parts_.contract, protocol::kPushType, "Push");
  if (!message) return message.error();
  const std::string number = message->body["case_number"];
  if (!parts_.cases.find(number)) {
    return problem_response(ProblemType::NotFound, "no case has this number", request, "/case_number");
  }
  const std::string now = kiosk::base::to_rfc3339(parts_.clock.wall());
  ReportRecord record{"push",
                      message->key.value.to_string(),
                      message->key.value.to_string(),
                      message->fingerprint,
                      request.client_name,
                      now,
                      message->body.dump(),
                      {}};
  record.receipt = Json{
      {"version", protocol::kProtocolVersion},
      {"idempotency_key", record.idempotency_key},
      {"case_number", number},
      {"received_at",
       now}}.dump();
  std::string receipt;
  const auto outcome = parts_.reports.store(record, receipt);
  if (!outcome) return problem_response(ProblemType::Internal, outcome.error().to_string(), request);
  if (*outcome == StoreOutcome::KeyReused) {
    return problem_response(ProblemType::IdempotencyKeyReused, "this key came with another payload", request);
  }
  if (*outcome == StoreOutcome::Stored) {
    const auto id = parts_.registry.push({0,
                                          "to_approval",
                                          number,
                                          message->body["stage"],
                                          message->body["text"],
                                          message->body["at"],
                                          {},
                                          {}});
    parts_.registry.acknowledge(id, "approval", now);
  }
  return {*outcome == StoreOutcome::Stored ? 201 : 200, std::string(protocol::kPushReceiptType), receipt};
}

Response PushResource::acknowledge(const Request& request, const std::string& push) {
  if (auto refused = refuse_strangers(request)) return *refused;
  const auto key = protocol::parse_header_value(request.header("idempotency-key"));
  if (!key) {
    return problem_response(ProblemType::IdempotencyKeyMissing, "Idempotency-Key must be a quoted UUID",
                            request);
  }
  const std::int64_t id = std::atoll(push.c_str());
  const std::string now = kiosk::base::to_rfc3339(parts_.clock.wall());
  parts_.registry.acknowledge(id, request.client_name, now);
  const auto found = parts_.registry.find_push(id);
  if (!found) return problem_response(ProblemType::NotFound, "no such push", request);
  const Json receipt = {{"version", protocol::kProtocolVersion},
                        {"idempotency_key", key->value.to_string()},
                        {"case_number", found->case_number},
                        {"received_at", found->received_at}};
  return {found->received_at == now ? 201 : 200, std::string(protocol::kPushReceiptType), receipt.dump()};
}

}  // namespace tests::central

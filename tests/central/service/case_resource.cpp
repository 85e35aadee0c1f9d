// Taking cases in and telling how far they are.
#include "tests/central/service/case_resource.h"

#include "kiosk/protocol/case_progress.h"
#include "kiosk/protocol/http_names.h"
#include "tests/central/http/problem_response.h"
#include "tests/central/service/case_promise.h"
#include "tests/central/service/document_issuing.h"
#include "tests/central/service/submission_check.h"

namespace tests::central {
namespace {

using kiosk::base::Json;
namespace protocol = kiosk::protocol;

CaseRecord record_of(const CheckedMessage& message, kiosk::base::WallTime received) {
  const Json& body = message.body;
  CaseRecord record;
  record.receipt_number = body.at("receipt_number");
  record.idempotency_key = message.key.value.to_string();
  record.fingerprint = message.fingerprint;
  record.terminal = body.at("terminal_id");
  record.service = body.at("service_id");
  record.catalogue_version = body.at("catalogue_version");
  record.language = body.at("language");
  record.applied_at = body.at("applied_at");
  record.received_at = kiosk::base::to_rfc3339(received);
  record.received_ms = received.since_epoch.count();
  record.offline = body.at("offline");
  record.applicant = body.at("applicant").dump();
  record.answers = body.at("answers").dump();
  record.promises = body.at("promises").dump();
  record.papers_to_follow = body.value("papers_to_follow", std::vector<std::string>{});
  record.signature = body.contains("signature") ? body.at("signature").dump() : std::string();
  return record;
}

protocol::CaseReceipt receipt_of(const CaseRecord& record, const ServiceRule& rule,
                                 const Settlement& settlement) {
  protocol::CaseReceipt receipt;
  receipt.idempotency_key.value = *kiosk::base::Uuid::parse(record.idempotency_key);
  receipt.receipt_number = record.receipt_number;
  receipt.case_number = record.case_number;
  receipt.state = settlement.state;
  receipt.kind = rule.kind;
  if (settlement.result_code)
    receipt.result_code = static_cast<protocol::ResultCode>(*settlement.result_code);
  receipt.received_at = record.received_at;
  receipt.message = settlement.message;
  receipt.reason = settlement.reason;
  receipt.next_step = settlement.next_step;
  return receipt;
}

/// What the fault `refuse` says of every case.
const Settlement& refusal() {
  static const Settlement settled{
      protocol::CaseState::Rejected,
      1,
      {"未能办理", "It could not be done"},
      {"样例退回：登记信息与申请不一致", "Sample refusal: the register says something else than the application"},
      {"请带材料到大厅窗口核实", "Bring your papers to the counter for a check"},
      {"受理", "退回"}};
  return settled;
}

Response answer(const kiosk::base::Result<StoreOutcome>& outcome, const std::string& receipt,
                const Request& request) {
  if (!outcome) return problem_response(ProblemType::Internal, outcome.error().to_string(), request);
  const std::string type(protocol::kCaseReceiptType);
  switch (*outcome) {
    case StoreOutcome::Stored: return {201, type, receipt};
    case StoreOutcome::Repeated: return {200, type, receipt};
    case StoreOutcome::KeyReused:
      return problem_response(ProblemType::IdempotencyKeyReused, "this key came with another payload",
                              request);
    case StoreOutcome::NumberTaken: break;
  }
  return problem_response(ProblemType::ReceiptNumberTaken, "another case has this receipt number", request,
                          "/receipt_number");
}

}  // namespace

kiosk::base::Result<std::vector<DocumentRecord>> CaseResource::finish(CaseRecord& record,
                                                                      const ServiceRule& rule,
                                                                      bool refused) const {
  const Settlement& settlement = refused ? refusal() : rule.settle(answers_of(record, false));
  protocol::CaseReceipt receipt = receipt_of(record, rule, settlement);
  const kiosk::base::WallTime received{kiosk::base::Duration{record.received_ms}};
  for (const std::string& name : record.papers_to_follow) {
    const auto due = parts_.calendar.deadline(received, rule.papers_within_workdays);
    receipt.papers_due.push_back({name, kiosk::base::to_rfc3339(due)});
  }
  std::vector<DocumentRecord> documents;
  if (rule.certificate && settlement.state == protocol::CaseState::Completed) {
    auto issued = issue_certificate(record, rule, parts_.clock.wall());
    if (!issued) return tl::unexpected(issued.error());
    receipt.documents.push_back(issued->reference);
    documents.push_back(std::move(issued->record));
  }
  record.state = protocol::wire_word(receipt.state, protocol::kCaseStateWords);
  record.kind = protocol::wire_word(receipt.kind, protocol::kCaseKindWords);
  record.result_code = settlement.result_code;
  record.receipt = to_json(receipt).dump();
  return documents;
}

Response CaseResource::submit(const Request& request) {
  auto message = check_message(request, parts_.contract, protocol::kCaseSubmissionType, "CaseSubmission");
  if (!message) return message.error();
  const auto rule = parts_.rules.find(message->body["service_id"]);
  if (rule == parts_.rules.end()) {
    return problem_response(ProblemType::UnknownService, "this centre has no such service", request,
                            "/service_id");
  }
  NewCase new_case;
  new_case.record = record_of(*message, parts_.clock.wall());
  new_case.number_prefix =
      "YX-" + rule->second.number_prefix + "-" + kiosk::base::to_compact_date(parts_.clock.wall());
  const bool refused = !request.header(kRefuseHeader).empty();
  new_case.finish = [this, &rule, refused](CaseRecord& record) {
    return finish(record, rule->second, refused);
  };
  std::string receipt;
  const auto outcome = parts_.cases.store(std::move(new_case), receipt);
  if (outcome && *outcome == StoreOutcome::Stored) {
    const std::string number = Json::parse(receipt).at("case_number");
    for (const std::string& stage : rule->second.settlement.stages) {
      parts_.pushes.tell_supervision(number, stage);
    }
  }
  return answer(outcome, receipt, request);
}

void CaseResource::add_events(const CaseRecord& record, protocol::CaseProgress& progress) const {
  for (const PushRecord& push : parts_.registry.pushes_of(record.case_number)) {
    if (push.direction == "to_approval") {
      progress.events.push_back({push.at, push.stage, {push.text, {}}});
    } else if (!push.received_at.empty()) {
      progress.events.push_back(
          {push.received_at, push.stage, {"已推送监管部门", "Told to the supervision"}});
    }
  }
  for (const ReportRecord& step : parts_.reports.list_of("rating-step", record.case_number)) {
    const Json body = Json::parse(step.body);
    progress.events.push_back({step.received_at, body.at("stage"), {body.at("text"), {}}});
  }
}

Json CaseResource::overdue() const {
  Json list = Json::array();
  for (const CaseRecord& record : parts_.cases.open_cases()) {
    const auto rule = parts_.rules.find(record.service);
    if (rule == parts_.rules.end()) continue;
    const CasePromise promise = promise_of(record, rule->second, parts_.calendar, parts_.clock.wall());
    if (!promise.light || *promise.light == protocol::Light::Green) continue;
    list.push_back({{"case_number", record.case_number},
                    {"promised_by", promise.by},
                    {"light", protocol::wire_word(*promise.light, protocol::kLightWords)}});
  }
  return list;
}

Response CaseResource::progress(const Request& request, const std::string& number) const {
  const auto record = parts_.cases.find(number);
  if (!record) return problem_response(ProblemType::NotFound, "no case has this number", request);
  const auto receipt = protocol::parse_case_receipt(record->receipt);
  const auto rule = parts_.rules.find(record->service);
  if (!receipt || rule == parts_.rules.end()) {
    return problem_response(ProblemType::Internal, "the stored receipt cannot be read", request);
  }
  protocol::CaseProgress progress;
  progress.receipt_number = record->receipt_number;
  progress.case_number = record->case_number;
  progress.service.value = record->service;
  progress.state = receipt->state;
  progress.kind = receipt->kind;
  progress.result_code = receipt->result_code;
  progress.received_at = record->received_at;
  progress.reason = receipt->reason;
  progress.next_step = receipt->next_step;
  for (const std::string& stage : rule->second.settle(answers_of(*record, false)).stages) {
    progress.events.push_back({record->received_at, stage, receipt->message});
  }
  const CasePromise promise = promise_of(*record, rule->second, parts_.calendar, parts_.clock.wall());
  progress.promised_by = promise.by;
  progress.light = promise.light;
  add_events(*record, progress);
  return {200, std::string(protocol::kCaseProgressType), to_json(progress).dump()};
}

}  // namespace tests::central

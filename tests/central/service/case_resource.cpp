// Taking cases in and telling how far they are.
#include "tests/central/service/case_resource.h"

#include "kiosk/protocol/case_progress.h"
#include "kiosk/protocol/http_names.h"
#include "kiosk/protocol/payment.h"
#include "tests/central/http/problem_response.h"
#include "tests/central/service/case_promise.h"
#include "tests/central/service/document_issuing.h"
#include "tests/central/service/payment_resource.h"
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
  record.payment_number = body.value("payment_number", std::string());
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

Settlement refusal_of(protocol::LocalizedText reason, protocol::LocalizedText next_step) {
  Settlement settlement;
  settlement.state = protocol::CaseState::Rejected;
  settlement.result_code = 1;
  settlement.message = {"未能办理", "It could not be done"};
  settlement.reason = std::move(reason);
  settlement.next_step = std::move(next_step);
  settlement.stages = {"受理", "退回"};
  return settlement;
}

protocol::LocalizedText mail_words(const std::string& state, const std::string& order) {
  static const std::map<std::string, protocol::LocalizedText> kWords{
      {"asked", {"已下单，等待邮政收寄", "Ordered, waiting for EMS"}},
      {"handed_over", {"邮政已收寄", "EMS has it"}},
      {"on_the_way", {"正在投递", "On the way"}},
      {"delivered", {"已妥投", "Delivered"}},
      {"returned", {"无人签收，已退回政务中心", "Nobody took it: back at the centre"}}};
  const auto found = kWords.find(state);
  if (found == kWords.end()) return {state, state};
  return {found->second.zh_cn + "，邮件号 " + order, found->second.en + ", item " + order};
}

/// Paid or free, for this service and person, and not used by another case.
bool is_good_for(const std::optional<PaymentRecord>& payment, const std::string& service,
                 const std::string& id_number) {
  if (!payment || payment->service != service || payment->person != sha256_hex(id_number)) return false;
  return (payment->state == "paid" || payment->state == "free") && payment->case_number.empty();
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

Settlement CaseResource::settle(const CaseRecord& record, const ServiceRule& rule) const {
  const std::string id_number = Json::parse(record.applicant).value("id_number", std::string());
  for (const PersonLimit& limit : rule.limits) {
    const std::int64_t since = limit_begins(limit, parts_.clock.wall());
    if (parts_.cases.count_of_person(record.service, id_number, since) < limit.count) continue;
    return refusal_of(limit.reason, limit.next_step);
  }
  if (!record.payment_number.empty()) {
    const auto payment = parts_.payments.find(record.payment_number);
    if (!is_good_for(payment, record.service, id_number)) {
      return refusal_of(
          {"没有查到可以使用的缴款，没有办理", "No payment was found that this can be done for"},
          {"没有扣款的可以重新办理；已扣款的会原路退回，可凭缴款编号查询",
           "Start again; money that was taken goes back the way it came"});
    }
  }
  return rule.settle(answers_of(record, false));
}

void CaseResource::settle_payment(const CaseRecord& record, Settlement& settlement,
                                  protocol::CaseReceipt& receipt) const {
  const auto payment = parts_.payments.find(record.payment_number);
  if (!payment) return;
  receipt.payment = protocol::SettledPayment{payment->number, payment->fen, payment->refund_number};
  if (settlement.state != protocol::CaseState::Rejected) {
    return parts_.payments.use(payment->number, record.case_number);
  }
  if (payment->state == "paid") {
    const std::int64_t now = parts_.clock.wall().since_epoch.count();
    receipt.payment->refund_number = parts_.payments.refund(payment->number, now);
  }
  const std::string& refund = receipt.payment->refund_number;
  if (refund.empty()) return;
  const std::string yuan = protocol::yuan_text(payment->fen);
  settlement.next_step.zh_cn += "。已缴的 " + yuan + " 元原路退回，退款编号 " + refund;
  settlement.next_step.en += ". The " + yuan + " yuan go back the way they came: refund " + refund;
}

void CaseResource::order_mail(const CaseRecord& record, const ServiceRule& rule, const Settlement& settlement,
                              protocol::CaseReceipt& receipt) const {
  const AnswerMap answers = answers_of(record, false);
  if (!rule.mail || settlement.state == protocol::CaseState::Rejected || !rule.mail->when.holds(answers))
    return;
  AnswerMap labels = answers_of(record, true);
  const Json applicant = Json::parse(record.applicant);
  const Json recipient = {{"name", applicant.value("name", std::string())},
                          {"region", labels[rule.mail->region]},
                          {"street", labels[rule.mail->street]},
                          {"phone", labels[rule.mail->phone]}};
  const protocol::MailOrder order{{}, rule.mail->kind, protocol::MailState::Asked, rule.mail->payer};
  MailRecord made{{},
                  record.case_number,
                  static_cast<int>(order.kind),
                  protocol::wire_word(order.payer, protocol::kMailPayerWords),
                  protocol::wire_word(order.state, protocol::kMailStateWords),
                  recipient.dump()};
  parts_.mail.insert(made, record.received_at);
  receipt.mail = order;
  receipt.mail->order_number = made.order_number;
}

kiosk::base::Result<std::vector<DocumentRecord>> CaseResource::finish(CaseRecord& record,
                                                                      const ServiceRule& rule,
                                                                      bool refused) const {
  Settlement settlement = refused ? refusal() : settle(record, rule);
  protocol::CaseReceipt receipt = receipt_of(record, rule, settlement);
  settle_payment(record, settlement, receipt);
  order_mail(record, rule, settlement, receipt);
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
  receipt.next_step = settlement.next_step;
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
  const bool paid_for = message->body.contains("payment_number");
  if (rule->second.fees && !paid_for && !parts_.cases.knows_key(message->key.value.to_string())) {
    return problem_response(ProblemType::PaymentMissing, "this service costs something", request,
                            "/payment_number");
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

void CaseResource::add_mail(const CaseRecord& record, protocol::CaseProgress& progress) const {
  const auto order = parts_.mail.find_case(record.case_number);
  if (!order) return;
  protocol::MailOrder mail;
  mail.order_number = order->order_number;
  mail.kind = static_cast<protocol::MailKind>(order->ems_kind);
  for (const auto& [word, state] : protocol::kMailStateWords) {
    if (word == order->state) mail.state = state;
  }
  for (const auto& [word, payer] : protocol::kMailPayerWords) {
    if (word == order->payer) mail.payer = payer;
  }
  progress.mail = mail;
  for (const MailStep& step : parts_.mail.steps(order->order_number)) {
    progress.events.push_back({step.at, "邮寄", mail_words(step.state, order->order_number)});
  }
}

kiosk::base::Status CaseResource::advance_mail(const std::string& number, const std::string& state) {
  const auto record = parts_.cases.find(number);
  const auto order = record ? parts_.mail.find_case(record->case_number) : std::nullopt;
  if (!order) {
    return kiosk::base::fail(kiosk::base::ErrorCode::NotFound, "no case with this number is mailed", number);
  }
  return parts_.mail.advance(order->order_number, state, kiosk::base::to_rfc3339(parts_.clock.wall()));
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
  add_mail(*record, progress);
  return {200, std::string(protocol::kCaseProgressType), to_json(progress).dump()};
}

}  // namespace tests::central

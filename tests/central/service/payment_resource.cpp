// Bills, money and refunds of the reference centre.
#include "tests/central/service/payment_resource.h"

#include <numeric>
#include <sstream>

#include "kiosk/protocol/http_names.h"
#include "tests/central/http/problem_response.h"

namespace tests::central {
namespace {

using kiosk::base::Json;
namespace protocol = kiosk::protocol;

constexpr const char* kPayPage = "https://pay.yunxi.example/p/";
constexpr std::int64_t kDayMs = 86'400'000;

Json items_json(const std::vector<protocol::PaymentItem>& items) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back({{"name", to_json(item.name)}, {"fen", item.fen}});
  return list;
}

AnswerMap answers_in(const Json& body) {
  AnswerMap answers;
  for (const Json& answer : body.at("answers")) answers[answer.at("field")] = answer.at("value");
  return answers;
}

/// The beginning of this civil year in the county's zone.
std::int64_t year_begins(kiosk::base::WallTime now) {
  const int year = kiosk::base::to_civil(now).year;
  kiosk::base::WallTime day{kiosk::base::Duration{now.since_epoch.count() / kDayMs * kDayMs}};
  while (kiosk::base::to_civil({day.since_epoch - kiosk::base::Duration{1}}).year == year) {
    day.since_epoch -= kiosk::base::Duration{3'600'000};
  }
  return day.since_epoch.count();
}

const Json& bank_refusal() {
  static const Json words = {{"zh-CN", "付款没有成功，请换一个付款码或换一种方式"},
                             {"en", "The payment was not taken: try another code or another way"}};
  return words;
}

/// The question without what differs between two tries of the same one.
std::string fingerprint_of(Json body) {
  body.erase("idempotency_key");
  return sha256_hex(body.dump());
}

}  // namespace

std::int64_t limit_begins(const PersonLimit& limit, kiosk::base::WallTime now) {
  return limit.days == 0 ? year_begins(now) : now.since_epoch.count() - limit.days * kDayMs;
}

Response PaymentResource::answer(int status, const PaymentRecord& record, const std::string& key) const {
  Json json = {{"version", protocol::kProtocolVersion},
               {"idempotency_key", key},
               {"payment_number", record.number},
               {"service_id", record.service},
               {"state", record.state},
               {"items", Json::parse(record.items)},
               {"fen", record.fen}};
  if (record.state == "asked") {
    json["code"] = kPayPage + record.number;
    json["valid_seconds"] = std::max<std::int64_t>(0, (record.valid_ms - now_ms()) / 1000);
  }
  if (record.found_again) json["found_again"] = true;
  if (!record.refund_number.empty()) json["refund_number"] = record.refund_number;
  if (!record.reason.empty()) json["reason"] = Json::parse(record.reason);
  if (!record.next_step.empty()) json["next_step"] = Json::parse(record.next_step);
  return {status, std::string(protocol::kPaymentType), json.dump()};
}

void PaymentResource::refuse(PaymentRecord& record, const ServiceRule& rule, const AnswerMap& answers,
                             const std::string& id_number) const {
  const auto set = [&record](const protocol::LocalizedText& reason, const protocol::LocalizedText& next) {
    record.state = "refused";
    record.fen = 0;
    record.items = "[]";
    record.reason = to_json(reason).dump();
    record.next_step = next.empty() ? std::string() : to_json(next).dump();
  };
  if (const Settlement* refusal = rule.refusal_before_payment(answers)) {
    return set(refusal->reason, refusal->next_step);
  }
  for (const PersonLimit& limit : rule.limits) {
    const std::int64_t since = limit_begins(limit, parts_.clock.wall());
    if (parts_.cases.count_of_person(rule.service, id_number, since) < limit.count) continue;
    return set(limit.reason, limit.next_step);
  }
}

PaymentRecord PaymentResource::question_of(const CheckedMessage& message, const ServiceRule& rule) const {
  const Json& body = message.body;
  const std::string id_number = body.at("id_number");
  const AnswerMap answers = answers_in(body);
  const std::int64_t year = year_begins(parts_.clock.wall());
  const auto items =
      bill_of(*rule.fees, answers, parts_.cases.count_of_person(rule.service, id_number, year));
  PaymentRecord record;
  record.payment_key = message.key.value.to_string();
  record.fingerprint = fingerprint_of(body);
  record.terminal = body.at("terminal_id");
  record.service = rule.service;
  record.person = sha256_hex(id_number);
  record.fen = std::accumulate(items.begin(), items.end(), std::int64_t{0},
                               [](std::int64_t sum, const auto& item) { return sum + item.fen; });
  record.items = items_json(items).dump();
  record.state = record.fen == 0 ? "free" : "asked";
  record.valid_ms = now_ms() + rule.fees->valid_seconds * 1000;
  refuse(record, rule, answers, id_number);
  return record;
}

Response PaymentResource::ask(const Request& request) {
  auto message = check_message(request, parts_.contract, protocol::kPaymentQuestionType, "PaymentQuestion");
  if (!message) return message.error();
  const auto rule = parts_.rules.find(message->body["service_id"]);
  if (rule == parts_.rules.end() || !rule->second.fees) {
    return problem_response(ProblemType::UnknownService, "nothing is asked for this service here", request,
                            "/service_id");
  }
  sweep();
  const std::string key = message->key.value.to_string();
  if (const auto known = parts_.payments.find_key(key)) {
    if (known->fingerprint == fingerprint_of(message->body)) return answer(200, *known, key);
    return problem_response(ProblemType::IdempotencyKeyReused, "this key asked for something else", request);
  }
  PaymentRecord record = question_of(*message, rule->second);
  const auto earlier = record.state == "asked" ? parts_.payments.find_unused(record) : std::nullopt;
  if (earlier) return answer(200, parts_.payments.take_over(earlier->number, record), key);
  parts_.payments.insert(record);
  return answer(201, record, key);
}

Response PaymentResource::state(const Request& request, const std::string& number) {
  sweep();
  const auto record = parts_.payments.find(number);
  // A number is not secret: only the terminal that asked hears of it.
  if (!record || record->terminal != request.client_name) {
    return problem_response(ProblemType::NotFound, "no payment of this terminal has this number", request);
  }
  return answer(200, *record, record->payment_key);
}

Response PaymentResource::take_code(const Request& request, const std::string& number) {
  auto message = check_message(request, parts_.contract, protocol::kPaymentCodeType, "PaymentCode");
  if (!message) return message.error();
  sweep();
  auto record = parts_.payments.find(number);
  if (!record || record->terminal != request.client_name) {
    return problem_response(ProblemType::NotFound, "no payment of this terminal has this number", request);
  }
  const std::string code = message->body["code"];
  if (record->state == "asked" && code.back() == '0') {
    parts_.payments.note_refusal(number, bank_refusal().dump());
  } else if (record->state == "asked") {
    parts_.payments.pay(*record, now_ms());
  }
  return answer(200, parts_.payments.find(number).value(), message->key.value.to_string());
}

Response PaymentResource::close(const Request& request, const std::string& number) {
  auto message = check_message(request, parts_.contract, protocol::kPaymentCloseType, "PaymentClose");
  if (!message) return message.error();
  sweep();
  const auto record = parts_.payments.find(number);
  if (!record) return problem_response(ProblemType::NotFound, "no payment has this number", request);
  if (record->payment_key == message->body["payment_key"]) {
    if (record->state == "asked") parts_.payments.set_state(number, "closed");
    if (record->state == "paid") parts_.payments.refund(number, now_ms());
  }
  return answer(200, parts_.payments.find(number).value(), message->key.value.to_string());
}

void PaymentResource::sweep() { parts_.payments.sweep(now_ms(), kRefundAfter.count()); }

Json PaymentResource::command(const std::string& words) {
  std::istringstream in(words);
  std::string what, number, how;
  in >> what >> number >> how;
  if (what == "list") return {{"ok", true}, {"payments", parts_.payments.dump()}};
  if (what == "sweep") {
    parts_.payments.sweep(now_ms(), 0);
    return {{"ok", true}};
  }
  if (number == "newest") number = parts_.payments.newest();
  const auto record = parts_.payments.find(number);
  if (!record) return {{"ok", false}, {"error", "no payment has this number"}};
  if (what == "expire") {
    if (record->state == "asked") parts_.payments.set_state(number, "expired");
    return {{"ok", true}};
  }
  if (what != "pay") return {{"ok", false}, {"error", "pay, expire, sweep or list"}};
  if (how == "refused") {
    parts_.payments.note_refusal(number, bank_refusal().dump());
    return {{"ok", true}, {"payment", number}, {"result", "refused"}};
  }
  return {{"ok", true}, {"payment", number}, {"result", parts_.payments.pay(*record, now_ms())}};
}

}  // namespace tests::central

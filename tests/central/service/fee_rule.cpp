// Reading fees and adding up bills.
#include "tests/central/service/fee_rule.h"

#include <charconv>

namespace tests::central {
namespace {

using kiosk::protocol::JsonReader;
using kiosk::protocol::kMostFen;
using kiosk::protocol::PaymentItem;

AnswerCondition read_condition(JsonReader& reader) {
  return {reader.optional_text("field", 64), reader.optional_text("is", 64)};
}

std::map<std::string, std::int64_t> read_prices(JsonReader& item) {
  std::map<std::string, std::int64_t> prices;
  if (!item.has("fen_by")) return prices;
  for (JsonReader& price : item.objects("fen_by", 40)) {
    prices[price.text("value", 64)] = price.integer("fen", 0, kMostFen);
  }
  return prices;
}

FeeItem read_item(JsonReader& reader) {
  FeeItem item;
  item.name = read_optional_text(reader, "name");
  item.when = read_condition(reader);
  item.fen = reader.optional_integer("fen", 0, kMostFen).value_or(0);
  item.fen_by = read_prices(reader);
  item.by = reader.optional_text("by", 64);
  item.amount_of = reader.optional_text("amount_of", 64);
  item.per_myriad = reader.optional_integer("per_myriad", 1, 10'000).value_or(10'000);
  item.times = reader.optional_text("times", 64);
  if (item.name.empty()) reader.reject("name", "is missing");
  return item;
}

FeeReduction read_reduction(JsonReader& reader) {
  FeeReduction reduction;
  reduction.name = read_optional_text(reader, "name");
  reduction.when = read_condition(reader);
  reduction.per_myriad = reader.optional_integer("per_myriad", 1, 10'000).value_or(10'000);
  reduction.first_of_year = static_cast<int>(reader.optional_integer("first_of_year", 1, 100).value_or(0));
  reduction.amount_of = reader.optional_text("amount_of", 64);
  reduction.up_to_fen = reader.optional_integer("up_to_fen", 1, kMostFen).value_or(0);
  if (reduction.name.empty()) reader.reject("name", "is missing");
  return reduction;
}

std::string answer_to(const AnswerMap& answers, const std::string& field) {
  const auto found = answers.find(field);
  return found == answers.end() ? std::string() : found->second;
}

std::int64_t whole_number(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// "1200.5" yuan as 120050 fen.
std::int64_t fen_of(const std::string& yuan) {
  const std::size_t point = yuan.find('.');
  std::string cents = point == std::string::npos ? std::string() : yuan.substr(point + 1);
  cents.resize(2, '0');
  return whole_number(yuan.substr(0, point)) * 100 + whole_number(cents);
}

/// The shares of a multiple choice, joined by commas.
bool is_chosen(const std::string& chosen, const std::string& value) {
  return ("," + chosen + ",").find("," + value + ",") != std::string::npos;
}

std::int64_t amount_of(const FeeItem& item, const AnswerMap& answers) {
  std::int64_t fen = item.fen;
  const std::string chosen = answer_to(answers, item.by);
  for (const auto& [value, price] : item.fen_by) fen += is_chosen(chosen, value) ? price : 0;
  if (!item.amount_of.empty()) fen = fen_of(answer_to(answers, item.amount_of));
  if (!item.times.empty()) fen *= whole_number(answer_to(answers, item.times));
  return item.amount_of.empty() ? fen : fen * item.per_myriad / 10'000;
}

bool applies(const FeeReduction& reduction, const AnswerMap& answers, int cases_this_year) {
  if (!reduction.when.holds(answers)) return false;
  if (reduction.first_of_year > 0 && cases_this_year >= reduction.first_of_year) return false;
  return reduction.up_to_fen == 0 || fen_of(answer_to(answers, reduction.amount_of)) <= reduction.up_to_fen;
}

}  // namespace

bool AnswerCondition::holds(const AnswerMap& answers) const {
  return field.empty() || is_chosen(answer_to(answers, field), is);
}

FeeRule read_fee_rule(JsonReader reader) {
  FeeRule rule;
  rule.valid_seconds = reader.optional_integer("valid_seconds", 1, 86'400).value_or(rule.valid_seconds);
  for (JsonReader& item : reader.objects("items", 40)) rule.items.push_back(read_item(item));
  if (!reader.has("reductions")) return rule;
  for (JsonReader& item : reader.objects("reductions", 20)) rule.reductions.push_back(read_reduction(item));
  return rule;
}

std::vector<PersonLimit> read_person_limits(JsonReader& rule) {
  std::vector<PersonLimit> limits;
  if (!rule.has("limits")) return limits;
  for (JsonReader& item : rule.objects("limits", 10)) {
    PersonLimit limit;
    limit.count = static_cast<int>(item.integer("count", 1, 1000));
    limit.days = static_cast<int>(item.optional_integer("days", 1, 3660).value_or(0));
    limit.reason = read_optional_text(item, "reason");
    limit.next_step = read_optional_text(item, "next_step");
    if (limit.reason.empty()) item.reject("reason", "is missing");
    if (limit.next_step.empty()) item.reject("next_step", "is missing");
    limits.push_back(std::move(limit));
  }
  return limits;
}

MailRule read_mail_rule(JsonReader reader) {
  MailRule rule;
  rule.when = read_condition(reader);
  rule.kind = static_cast<kiosk::protocol::MailKind>(reader.integer("ems_kind", 1, 9));
  rule.payer = reader.word("payer", kiosk::protocol::kMailPayerWords);
  rule.region = reader.text("region", 64);
  rule.street = reader.text("street", 64);
  rule.phone = reader.text("phone", 64);
  if (!is_mail_kind(rule.kind)) reader.reject("ems_kind", "is not 1, 4, 8 or 9");
  return rule;
}

std::vector<PaymentItem> bill_of(const FeeRule& rule, const AnswerMap& answers, int cases_this_year) {
  std::vector<PaymentItem> bill;
  std::int64_t sum = 0;
  for (const FeeItem& item : rule.items) {
    const std::int64_t fen = item.when.holds(answers) ? amount_of(item, answers) : 0;
    if (fen == 0) continue;
    bill.push_back({item.name, fen});
    sum += fen;
  }
  std::int64_t left = sum;
  for (const FeeReduction& reduction : rule.reductions) {
    if (!applies(reduction, answers, cases_this_year)) continue;
    const std::int64_t off = std::min(left, sum * reduction.per_myriad / 10'000);
    if (off == 0) continue;
    bill.push_back({reduction.name, -off});
    left -= off;
  }
  return bill;
}

}  // namespace tests::central

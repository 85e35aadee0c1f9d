// JSON words to values of a service.
#include "kiosk/catalog/service_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/catalog/json_text.h"

namespace kiosk::catalog {
namespace {

using base::Json;

template <class Value, std::size_t N>
using Words = std::array<std::pair<std::string_view, Value>, N>;

constexpr Words<OfflinePolicy, 3> kPolicies{
    {{"online", OfflinePolicy::Online}, {"queue", OfflinePolicy::Queue}, {"apply", OfflinePolicy::Apply}}};
constexpr Words<CaseKind, 4> kCaseKinds{{{"instant", CaseKind::Instant},
                                         {"promised", CaseKind::Promised},
                                         {"joint", CaseKind::Joint},
                                         {"reported-up", CaseKind::ReportedUp}}};
constexpr Words<FieldKind, 15> kFieldKinds{{{"choice", FieldKind::Choice},
                                            {"multi-choice", FieldKind::MultiChoice},
                                            {"period", FieldKind::Period},
                                            {"date", FieldKind::Date},
                                            {"region", FieldKind::Region},
                                            {"text", FieldKind::Text},
                                            {"digits", FieldKind::Digits},
                                            {"phone", FieldKind::Phone},
                                            {"yes-no", FieldKind::YesNo},
                                            {"identity-number", FieldKind::IdentityNumber},
                                            {"credit-code", FieldKind::CreditCode},
                                            {"plate", FieldKind::Plate},
                                            {"vin", FieldKind::Vin},
                                            {"bank-card", FieldKind::BankCard},
                                            {"amount", FieldKind::Amount}}};

template <class Value, std::size_t N>
Value value_of(const Words<Value, N>& words, const Json& json) {
  const auto& word = json.get_ref<const std::string&>();
  return std::find_if(words.begin(), words.end(), [&](const auto& pair) { return pair.first == word; })
      ->second;
}

std::vector<Choice> parse_choices(const Json& json) {
  std::vector<Choice> choices;
  for (const Json& item : json) {
    choices.push_back({item.at("value"), to_text(item.at("label")), to_optional_text(item, "hint")});
  }
  return choices;
}

FieldRule parse_field(const Json& json) {
  FieldRule rule;
  rule.id = {json.at("id")};
  rule.kind = value_of(kFieldKinds, json.at("kind"));
  rule.question = to_text(json.at("question"));
  rule.label = to_text(json.at("label"));
  rule.hint = to_optional_text(json, "hint");
  rule.required = json.value("required", rule.required);
  rule.personal = json.value("personal", rule.personal);
  rule.default_value = json.value("default", rule.default_value);
  rule.choices = parse_choices(json.value("choices", Json::array()));
  rule.min_length = json.value("min_length", rule.min_length);
  rule.max_length = json.value("max_length", rule.max_length);
  rule.earliest_days = json.value("earliest_days", rule.earliest_days);
  rule.latest_days = json.value("latest_days", rule.latest_days);
  rule.max_months = json.value("max_months", rule.max_months);
  const std::string writing = json.value("writing", std::string());
  if (writing == "name") rule.writing = WritingKind::Name;
  if (writing == "address") rule.writing = WritingKind::Address;
  if (json.contains("only_if")) {
    rule.only_if = {json.at("only_if").at("field")};
    rule.only_if_value = json.at("only_if").at("value");
  }
  rule.max_yuan = json.value("max_yuan", rule.max_yuan);
  return rule;
}

void parse_head(const Json& json, ServiceDefinition& service) {
  service.id = {json.at("id")};
  service.version = json.at("version");
  service.domain = *parse_domain(json.at("domain").get_ref<const std::string&>());
  service.name = to_text(json.at("name"));
  service.summary = to_text(json.at("summary"));
  service.icon = json.at("icon");
  service.who = to_text(json.at("who"));
  service.result = to_text(json.at("result"));
  service.time = to_text(json.at("time"));
  service.fee = to_text(json.at("fee"));
  service.basis = to_text(json.at("basis"));
  service.case_kind = value_of(kCaseKinds, json.at("case_kind"));
  service.offline = value_of(kPolicies, json.at("offline"));
  service.promised_working_days = json.at("promised_working_days");
  service.notice = to_texts(json.at("notice"));
}

void parse_papers(const Json& json, ServiceDefinition& service) {
  for (const Json& item : json.value("materials", Json::array())) {
    service.materials.push_back({item.at("id"), to_text(item.at("name")), item.at("required"),
                                 item.at("may_follow_later"), to_optional_text(item, "hint"),
                                 item.value("max_pages", Material{}.max_pages)});
  }
  for (const Json& item : json.value("promises", Json::array())) {
    service.promises.push_back({item.at("id"), item.at("version"), to_texts(item.at("paragraphs"))});
  }
  for (const Json& item : json.at("outputs")) {
    const bool certificate = item.at("kind") == "certificate";
    service.outputs.push_back(
        {certificate ? Output::Kind::Certificate : Output::Kind::Slip, to_text(item.at("name"))});
  }
}

}  // namespace

ServiceDefinition parse_service(const Json& json) {
  ServiceDefinition service;
  parse_head(json, service);
  for (const Json& step : json.at("steps")) {
    service.steps.push_back(*parse_step_kind(step.get_ref<const std::string&>()));
  }
  for (const Json& field : json.value("form", Json::array())) service.form.push_back(parse_field(field));
  parse_papers(json, service);
  service.needs_photo = json.value("needs_photo", service.needs_photo);
  service.devices = json.at("devices").get<std::vector<std::string>>();
  return service;
}

}  // namespace kiosk::catalog

// Reading the services' rules.
#include "tests/central/service/service_rule.h"

namespace tests::central {
namespace {

using kiosk::base::Json;
using kiosk::protocol::JsonReader;

Settlement read_settlement(JsonReader reader, const Json& json) {
  Settlement settlement;
  settlement.state = reader.word("state", kiosk::protocol::kCaseStateWords);
  if (const auto code = reader.optional_integer("result_code", 0, 6)) {
    settlement.result_code = static_cast<int>(*code);
  }
  settlement.message = kiosk::protocol::read_optional_text(reader, "message");
  settlement.reason = kiosk::protocol::read_optional_text(reader, "reason");
  settlement.next_step = kiosk::protocol::read_optional_text(reader, "next_step");
  settlement.stages = json.at("stages").get<std::vector<std::string>>();
  return settlement;
}

ServiceRule read_rule(JsonReader reader, const Json& json) {
  ServiceRule rule;
  rule.service = reader.text("service_id", 32);
  rule.title = reader.text("title", 200);
  rule.number_prefix = reader.text("number_prefix", 20);
  rule.kind = reader.word("kind", kiosk::protocol::kCaseKindWords);
  rule.promised_workdays = static_cast<int>(reader.optional_integer("promised_workdays", 1, 250).value_or(0));
  rule.papers_within_workdays =
      static_cast<int>(reader.optional_integer("papers_within_workdays", 1, 60).value_or(5));
  rule.settlement = read_settlement(reader.object("settlement"), json.at("settlement"));
  std::size_t index = 0;
  for (JsonReader& item : reader.objects("exceptions", 50)) {
    const Json& exception = json.at("exceptions").at(index++);
    rule.exceptions.push_back({item.text("field", 64), item.text("contains", 100),
                               read_settlement(item.object("settlement"), exception.at("settlement")),
                               item.has("after_payment") && item.boolean("after_payment")});
  }
  if (json.contains("certificate")) {
    rule.certificate = read_document_layout(reader.object("certificate"), json.at("certificate"));
  }
  if (reader.has("fees")) rule.fees = read_fee_rule(reader.object("fees"));
  rule.limits = read_person_limits(reader);
  if (reader.has("mail")) rule.mail = read_mail_rule(reader.object("mail"));
  return rule;
}

kiosk::base::Result<ServiceRule> read_rule_file(const std::filesystem::path& path) {
  const auto json = kiosk::base::read_json_file(path);
  if (!json) return tl::unexpected(json.error());
  JsonReader::FirstError error;
  try {
    ServiceRule rule = read_rule(JsonReader(*json, path.string() + "#", error), *json);
    if (error) return tl::unexpected(*error);
    return rule;
  } catch (const Json::exception& wrong) {
    if (error) return tl::unexpected(*error);
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidData, wrong.what(), path.string());
  }
}

}  // namespace

const Settlement* ServiceRule::refusal_before_payment(const AnswerMap& answers) const {
  for (const Exception& exception : exceptions) {
    const auto answer = answers.find(exception.field);
    if (exception.after_payment || answer == answers.end()) continue;
    if (answer->second.find(exception.contains) == std::string::npos) continue;
    const bool refuses = exception.settlement.state == kiosk::protocol::CaseState::Rejected;
    return refuses ? &exception.settlement : nullptr;
  }
  return nullptr;
}

const Settlement& ServiceRule::settle(const AnswerMap& answers) const {
  for (const Exception& exception : exceptions) {
    const auto answer = answers.find(exception.field);
    if (answer == answers.end()) continue;
    if (answer->second.find(exception.contains) != std::string::npos) return exception.settlement;
  }
  return settlement;
}

kiosk::base::Result<ServiceRules> load_service_rules(const std::filesystem::path& folder) {
  ServiceRules rules;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".json") continue;
    auto rule = read_rule_file(entry.path());
    if (!rule) return tl::unexpected(rule.error());
    rules[rule->service] = std::move(*rule);
  }
  if (rules.empty()) {
    return kiosk::base::fail(kiosk::base::ErrorCode::NotFound, "there are no service rules here",
                             folder.string());
  }
  return rules;
}

}  // namespace tests::central

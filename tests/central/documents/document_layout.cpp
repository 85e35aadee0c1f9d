// Reading a document's layout from JSON.
#include "tests/central/documents/document_layout.h"

namespace tests::central {
namespace {

using kiosk::base::Json;
using kiosk::protocol::JsonReader;
using Source = ValueRule::Source;

constexpr kiosk::protocol::WireWord<Certificate::Style> kStyles[] = {
    {"certificate", Certificate::Style::Certificate},
    {"letter", Certificate::Style::Letter},
    {"record", Certificate::Style::Record},
    {"extract", Certificate::Style::Extract}};
constexpr kiosk::protocol::WireWord<RowsRule::Each> kRows[] = {
    {"month", RowsRule::Each::Month}, {"year", RowsRule::Each::Year}, {"entry", RowsRule::Each::Entry}};

/// The member that says where a value comes from.
constexpr std::pair<const char*, Source> kSources[] = {
    {"text", Source::Text},     {"applicant", Source::Applicant}, {"answer", Source::Answer},
    {"period", Source::Period}, {"yuan", Source::Yuan},           {"one_of", Source::OneOf},
    {"cycle", Source::Cycle},   {"amount", Source::Amount},       {"one_of_answer", Source::OneOfAnswer},
    {"number", Source::Number}, {"pattern", Source::Pattern},     {"share_of", Source::Share},
    {"row", Source::Row},       {"sum_of", Source::Sum},          {"kinds", Source::Kinds}};

void read_source(ValueRule& rule, const Json& value) {
  if (value.is_string()) rule.words = {value.get<std::string>()};
  if (!value.is_array()) return;
  if (rule.source == Source::Amount || rule.source == Source::Number) {
    rule.from = value.at(0).get<int>();
    rule.to = value.at(1).get<int>();
  } else {
    rule.words = value.get<std::vector<std::string>>();
  }
}

ValueRule read_value(JsonReader& reader, const Json& json) {
  ValueRule rule;
  rule.name = reader.text("name", 60);
  bool found = false;
  for (const auto& [member, source] : kSources) {
    if (!json.contains(member)) continue;
    if (found) reader.reject(member, "is a second source of the value");
    found = true;
    rule.source = source;
    read_source(rule, json.at(member));
  }
  if (!found) reader.reject("name", "has no source of its value");
  rule.width = json.value("width", 0.0);
  rule.same = json.value("same", false);
  rule.sum = json.value("sum", false);
  rule.with = json.value("with", std::string());
  rule.prefix = json.value("prefix", std::string());
  if (rule.source == Source::Share) rule.from = json.at("per_myriad").get<int>();
  const bool made_of_words = rule.source == Source::OneOf || rule.source == Source::Cycle;
  if (made_of_words && rule.words.empty()) reader.reject("name", "has no words to choose from");
  if (rule.from > rule.to && rule.source != Source::Share) reader.reject("name", "ends before it begins");
  return rule;
}

std::vector<ValueRule> read_values(JsonReader& reader, const Json& json, const char* name) {
  std::vector<ValueRule> rules;
  if (!json.contains(name)) return rules;
  std::size_t index = 0;
  for (JsonReader& item : reader.objects(name, 30)) {
    rules.push_back(read_value(item, json.at(name).at(index++)));
  }
  return rules;
}

RowsRule read_rows(JsonReader reader, const Json& json) {
  RowsRule rows;
  rows.each = reader.word("each", kRows);
  rows.field = reader.optional_text("field", 64);
  rows.shown_field = reader.optional_text("shown_field", 64);
  rows.shown_value = reader.optional_text("shown_value", 64);
  rows.counts = json.value("counts", std::map<std::string, int>());
  rows.from = json.value("from", 0);
  rows.to = json.value("to", 0);
  if (rows.from > rows.to) reader.reject("to", "is less than from");
  return rows;
}

ContributionRule read_contributions(JsonReader reader, const Json& json) {
  ContributionRule rule;
  rule.kinds_field = reader.text("kinds_field", 64);
  rule.period_field = reader.text("period_field", 64);
  for (JsonReader& item : reader.objects("kinds", 10)) {
    const auto permyriad = [&item](const char* name) {
      return static_cast<int>(item.integer(name, 0, 5000));
    };
    rule.kinds.push_back({item.text("word", 40),
                          item.text("full_name", 100),
                          {item.text("name", 40), permyriad("employer"), permyriad("employee")}});
  }
  rule.usual_months = static_cast<int>(reader.integer("usual_months", 1, 120));
  rule.employers = json.at("employers").get<std::vector<std::string>>();
  rule.base_from = static_cast<int>(reader.integer("base_from", 1, 100'000));
  rule.base_to = static_cast<int>(reader.integer("base_to", 1, 100'000));
  if (rule.kinds.empty()) reader.reject("kinds", "is empty");
  if (rule.employers.empty()) reader.reject("employers", "is empty");
  return rule;
}

void read_statement(DocumentLayout& layout, JsonReader& reader, const Json& json) {
  if (!json.contains("statement_by")) {
    layout.statements[""] = reader.optional_text("statement", 500);
    return;
  }
  layout.statement_field = reader.text("statement_by", 64);
  layout.statements = json.at("statements").get<std::map<std::string, std::string>>();
}

}  // namespace

DocumentLayout read_document_layout(JsonReader reader, const Json& json) {
  DocumentLayout layout;
  layout.style = reader.word("layout", kStyles);
  layout.title = reader.text("title", 100);
  layout.issuer = reader.text("issuer", 100);
  layout.verify_base = reader.text("verify_base", 200);
  layout.seal_text = reader.optional_text("seal_text", 100);
  layout.seal_foot = reader.optional_text("seal_foot", 100);
  layout.validity = reader.optional_text("validity", 200);
  read_statement(layout, reader, json);
  layout.words = json.value("words", layout.words);
  layout.facts = read_values(reader, json, "facts");
  layout.columns = read_values(reader, json, "columns");
  if (json.contains("rows")) layout.rows = read_rows(reader.object("rows"), json.at("rows"));
  if (json.contains("contributions")) {
    layout.contributions = read_contributions(reader.object("contributions"), json.at("contributions"));
  }
  layout.notes = json.at("notes").get<std::vector<std::string>>();
  return layout;
}

}  // namespace tests::central

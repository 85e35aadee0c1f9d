// The sense of a form's questions: ids, choices, defaults, limits.
#include <algorithm>
#include <set>

#include "kiosk/catalog/answer_words.h"
#include "kiosk/catalog/service_rules.h"

namespace kiosk::catalog {
namespace {

/// Why a default cannot stand; empty when it can.
std::string default_trouble(const FieldRule& rule) {
  const std::string& value = rule.default_value;
  switch (rule.kind) {
    case FieldKind::Choice: return rule.offers(value) ? "" : value + " is not one of the choices";
    case FieldKind::MultiChoice:
      for (const std::string_view part : split_choices(value)) {
        if (!rule.offers(part)) return std::string(part) + " is not one of the choices";
      }
      return "";
    case FieldKind::Period:
      if (value != kLast12Months) return "the only default of a period is last-12-months";
      return rule.max_months >= 12 ? "" : "last-12-months is longer than max_months";
    case FieldKind::Date: return value == kToday ? "" : "the only default of a date is today";
    case FieldKind::YesNo: return value == kYes || value == kNo ? "" : "the default is yes or no";
    case FieldKind::Region:
    case FieldKind::Text:
    case FieldKind::Digits:
    case FieldKind::Phone:
    case FieldKind::IdentityNumber:
    case FieldKind::CreditCode:
    case FieldKind::Plate:
    case FieldKind::Vin:
    case FieldKind::BankCard:
    case FieldKind::Amount: return "this kind of question has no default";
  }
  return "";
}

/// A question that depends on another: on an earlier choice, by one of its values.
void check_condition(const ServiceDefinition& service, std::size_t index, const std::string& pointer,
                     Breaches& breaches) {
  const FieldRule& rule = service.form[index];
  if (rule.only_if.value.empty()) return;
  const auto end = service.form.begin() + static_cast<std::ptrdiff_t>(index);
  const auto other = std::find_if(service.form.begin(), end,
                                  [&](const FieldRule& field) { return field.id == rule.only_if; });
  if (other == end || other->kind != FieldKind::Choice || !other->offers(rule.only_if_value)) {
    breaches.push_back({pointer + "/only_if", "there is no earlier choice " + rule.only_if.value +
                                                  " with the value " + rule.only_if_value});
  }
}

void check_choices(const FieldRule& rule, const std::string& pointer, Breaches& breaches) {
  const bool wanted = rule.kind == FieldKind::Choice || rule.kind == FieldKind::MultiChoice;
  if (wanted && rule.choices.empty()) breaches.push_back({pointer, "the question has no choices"});
  if (!wanted && !rule.choices.empty()) {
    breaches.push_back({pointer + "/choices", "only choice and multi-choice have choices"});
  }
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < rule.choices.size(); ++i) {
    const std::string& value = rule.choices[i].value;
    if (!seen.insert(value).second) {
      breaches.push_back(
          {pointer + "/choices/" + std::to_string(i) + "/value", "the choice " + value + " is there twice"});
    }
  }
}

void check_limits(const FieldRule& rule, const std::string& pointer, Breaches& breaches) {
  if (rule.min_length > rule.max_length) {
    breaches.push_back({pointer + "/min_length", "min_length is more than max_length"});
  }
  if (rule.earliest_days > rule.latest_days) {
    breaches.push_back({pointer + "/earliest_days", "earliest_days is after latest_days"});
  }
}

}  // namespace

void check_form(const ServiceDefinition& service, Breaches& breaches) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < service.form.size(); ++i) {
    const FieldRule& rule = service.form[i];
    const std::string pointer = "/form/" + std::to_string(i);
    if (!seen.insert(rule.id.value).second) {
      breaches.push_back({pointer + "/id", "the question " + rule.id.value + " is there twice"});
    }
    check_choices(rule, pointer, breaches);
    check_limits(rule, pointer, breaches);
    check_condition(service, i, pointer, breaches);
    const std::string trouble = rule.default_value.empty() ? "" : default_trouble(rule);
    if (!trouble.empty()) breaches.push_back({pointer + "/default", trouble});
  }
}

}  // namespace kiosk::catalog

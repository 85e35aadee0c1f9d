// Answers as a person reads them.
#include "kiosk/catalog/calendar.h"
#include "kiosk/catalog/field_check.h"

namespace kiosk::catalog {
namespace {

std::string readable_choices(const FieldRule& rule, std::string_view answer, const Texts& texts,
                             Language language) {
  std::string labels;
  for (const std::string_view value : split_choices(answer)) {
    if (!labels.empty()) labels += texts.get("common.list-separator", language);
    std::string label(value);
    for (const Choice& choice : rule.choices) {
      if (choice.value == value) label = choice.label.in(language);
    }
    labels += label;
  }
  return labels;
}

std::string month_name(std::chrono::month month, const Texts& texts, Language language) {
  return texts.get("month." + std::to_string(unsigned{month}), language);
}

std::string readable_month(year_month month, const Texts& texts, Language language) {
  return fill(
      texts.get("date.year-month", language),
      {{"year", std::to_string(int{month.year()})}, {"month", month_name(month.month(), texts, language)}});
}

std::string readable_period(std::string_view answer, const Texts& texts, Language language) {
  const auto period = parse_period(answer);
  if (!period) return std::string(answer);
  return fill(texts.get("date.period", language), {{"from", readable_month(period->from, texts, language)},
                                                   {"to", readable_month(period->to, texts, language)}});
}

std::string readable_date(std::string_view answer, const Texts& texts, Language language) {
  const auto date = parse_date(answer);
  if (!date) return std::string(answer);
  return fill(texts.get("date.day", language), {{"year", std::to_string(int{date->year()})},
                                                {"month", month_name(date->month(), texts, language)},
                                                {"day", std::to_string(unsigned{date->day()})}});
}

/// Chinese goes from the large to the small without a break, English the other way with commas.
std::string readable_region(std::string_view answer, const ServiceCatalog& catalog, Language language) {
  std::string names;
  for (const Text& name : catalog.region_path(answer)) {
    if (language == Language::ZhCn || names.empty()) {
      names += name.in(language);
    } else {
      names = name.in(language) + ", " + names;
    }
  }
  return names.empty() ? std::string(answer) : names;
}

}  // namespace

std::string readable_answer(const FieldRule& rule, std::string_view answer, const ServiceCatalog& catalog,
                            Language language) {
  const Texts& texts = catalog.texts();
  if (answer.empty()) return texts.get("review.not-given", language);
  switch (rule.kind) {
    case FieldKind::Choice:
    case FieldKind::MultiChoice: return readable_choices(rule, answer, texts, language);
    case FieldKind::Period: return readable_period(answer, texts, language);
    case FieldKind::Date: return readable_date(answer, texts, language);
    case FieldKind::Region: return readable_region(answer, catalog, language);
    case FieldKind::YesNo: return texts.get(answer == kYes ? "common.yes" : "common.no", language);
    case FieldKind::Amount:
      return fill(texts.get("field.amount", language), {{"amount", std::string(answer)}});
    case FieldKind::Text:
    case FieldKind::Digits:
    case FieldKind::Phone:
    case FieldKind::IdentityNumber:
    case FieldKind::CreditCode:
    case FieldKind::Plate:
    case FieldKind::Vin:
    case FieldKind::BankCard: return std::string(answer);
  }
  return std::string(answer);
}

}  // namespace kiosk::catalog

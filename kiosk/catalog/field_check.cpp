// One check for each kind of question.
#include "kiosk/catalog/field_check.h"

#include <algorithm>
#include <set>

#include "kiosk/base/text.h"
#include "kiosk/catalog/calendar.h"

namespace kiosk::catalog {
namespace {

using Trouble = std::optional<FieldTrouble>;

Trouble check_choices(const FieldRule& rule, std::string_view answer) {
  std::set<std::string_view> seen;
  for (const std::string_view value : split_choices(answer)) {
    if (!rule.offers(value) || !seen.insert(value).second) return FieldTrouble::NotAChoice;
  }
  return std::nullopt;
}

Trouble check_period(const FieldRule& rule, std::string_view answer, base::WallTime today) {
  const auto period = parse_period(answer);
  if (!period) return FieldTrouble::NotAPeriod;
  const std::chrono::sys_days day = civil_day(today);
  const year_month_day latest{day};
  const year_month_day earliest{day + std::chrono::days{rule.earliest_days}};
  if (period->to > latest.year() / latest.month()) return FieldTrouble::TooLate;
  if (period->from < earliest.year() / earliest.month()) return FieldTrouble::TooEarly;
  if (period->months() > rule.max_months) return FieldTrouble::PeriodTooLong;
  return std::nullopt;
}

Trouble check_date(const FieldRule& rule, std::string_view answer, base::WallTime today) {
  const auto date = parse_date(answer);
  if (!date) return FieldTrouble::NotADate;
  const int from_today = static_cast<int>((std::chrono::sys_days{*date} - civil_day(today)).count());
  if (from_today < rule.earliest_days) return FieldTrouble::TooEarly;
  if (from_today > rule.latest_days) return FieldTrouble::TooLate;
  return std::nullopt;
}

Trouble check_region(std::string_view answer, const ServiceCatalog& catalog) {
  const auto path = path_to(catalog.regions(), answer);
  const bool complete = !path.empty() && path.back()->children.empty();
  return complete ? Trouble{} : FieldTrouble::UnknownRegion;
}

Trouble check_length(const FieldRule& rule, std::size_t length) {
  if (length < rule.min_length) return FieldTrouble::TooShort;
  if (length > rule.max_length) return FieldTrouble::TooLong;
  return std::nullopt;
}

bool is_blank(char32_t c) { return c == U' ' || c == U'\u3000' || c == U'\u00A0'; }

/// What a screen or a printer would not draw: C0 and C1 controls and the marks that turn the reading
/// direction.
bool is_forbidden(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

Trouble check_text(const FieldRule& rule, std::string_view answer) {
  if (!base::is_valid_utf8(answer)) return FieldTrouble::BadCharacter;
  const std::u32string points = base::to_code_points(answer);
  if (std::any_of(points.begin(), points.end(), is_forbidden)) return FieldTrouble::BadCharacter;
  if (std::all_of(points.begin(), points.end(), is_blank)) return FieldTrouble::Missing;
  return check_length(rule, points.size());
}

Trouble check_digits(const FieldRule& rule, std::string_view answer) {
  if (!is_digits(answer)) return FieldTrouble::NotDigits;
  return check_length(rule, answer.size());
}

/// Mobile: 11 digits from 13… to 19…. Fixed: area code 010, 02x or 0xxx, an optional hyphen, 7 or 8 digits.
bool is_phone(std::string_view text) {
  if (text.size() == 11 && is_digits(text) && text[0] == '1') return text[1] >= '3';
  if (text.size() < 10 || text[0] != '0') return false;
  const bool short_area = text[1] == '1' || text[1] == '2';
  const std::size_t area = short_area ? 3 : 4;
  if (!is_digits(text.substr(0, area)) || text[1] == '0' || (text[1] == '1' && text[2] != '0')) return false;
  std::string_view local = text.substr(area);
  if (local.front() == '-') local.remove_prefix(1);
  return is_digits(local) && (local.size() == 7 || local.size() == 8) && local[0] >= '2';
}

Trouble check_amount(const FieldRule& rule, std::string_view answer) {
  const auto fen = parse_fen(answer);
  if (!fen || *fen == 0) return FieldTrouble::NotAnAmount;
  return *fen <= rule.max_yuan * 100 ? Trouble{} : FieldTrouble::AmountTooLarge;
}

Trouble unless(bool good, FieldTrouble trouble) { return good ? Trouble{} : trouble; }

/// Numbers that check themselves.
Trouble check_number(const FieldRule& rule, std::string_view answer, base::WallTime today) {
  switch (rule.kind) {
    case FieldKind::Phone: return unless(is_phone(answer), FieldTrouble::NotAPhone);
    case FieldKind::IdentityNumber:
      return unless(is_valid_identity_number(answer, today), FieldTrouble::NotAnIdentityNumber);
    case FieldKind::CreditCode: return unless(is_valid_credit_code(answer), FieldTrouble::NotACreditCode);
    case FieldKind::Plate: return unless(is_valid_plate(answer), FieldTrouble::NotAPlate);
    case FieldKind::Vin: return unless(is_valid_vin(answer), FieldTrouble::NotAVin);
    case FieldKind::BankCard: return unless(is_valid_bank_card(answer), FieldTrouble::NotABankCard);
    default: return check_amount(rule, answer);
  }
}

}  // namespace

std::string_view to_string(FieldTrouble trouble) {
  switch (trouble) {
    case FieldTrouble::Missing: return "missing";
    case FieldTrouble::TooShort: return "too-short";
    case FieldTrouble::TooLong: return "too-long";
    case FieldTrouble::NotAChoice: return "not-a-choice";
    case FieldTrouble::NotADate: return "not-a-date";
    case FieldTrouble::TooEarly: return "too-early";
    case FieldTrouble::TooLate: return "too-late";
    case FieldTrouble::NotAPeriod: return "not-a-period";
    case FieldTrouble::PeriodTooLong: return "period-too-long";
    case FieldTrouble::NotAPhone: return "not-a-phone";
    case FieldTrouble::NotDigits: return "not-digits";
    case FieldTrouble::UnknownRegion: return "unknown-region";
    case FieldTrouble::BadCharacter: return "bad-character";
    case FieldTrouble::NotAnIdentityNumber: return "not-an-identity-number";
    case FieldTrouble::NotACreditCode: return "not-a-credit-code";
    case FieldTrouble::NotAPlate: return "not-a-plate";
    case FieldTrouble::NotAVin: return "not-a-vin";
    case FieldTrouble::NotABankCard: return "not-a-bank-card";
    case FieldTrouble::NotAnAmount: return "not-an-amount";
    case FieldTrouble::AmountTooLarge: return "amount-too-large";
  }
  return "unknown";
}

std::optional<FieldTrouble> check_answer(const FieldRule& rule, std::string_view answer,
                                         const ServiceCatalog& catalog, base::WallTime today) {
  if (answer.empty()) return rule.required ? Trouble{FieldTrouble::Missing} : std::nullopt;
  switch (rule.kind) {
    case FieldKind::Choice: return rule.offers(answer) ? Trouble{} : FieldTrouble::NotAChoice;
    case FieldKind::MultiChoice: return check_choices(rule, answer);
    case FieldKind::Period: return check_period(rule, answer, today);
    case FieldKind::Date: return check_date(rule, answer, today);
    case FieldKind::Region: return check_region(answer, catalog);
    case FieldKind::Text: return check_text(rule, answer);
    case FieldKind::Digits: return check_digits(rule, answer);
    case FieldKind::YesNo: return unless(answer == kYes || answer == kNo, FieldTrouble::NotAChoice);
    case FieldKind::Phone:
    case FieldKind::IdentityNumber:
    case FieldKind::CreditCode:
    case FieldKind::Plate:
    case FieldKind::Vin:
    case FieldKind::BankCard:
    case FieldKind::Amount: return check_number(rule, answer, today);
  }
  return FieldTrouble::NotAChoice;
}

std::string trouble_text(const FieldRule& rule, FieldTrouble trouble, const Texts& texts, Language language) {
  const std::string id = "field.error." + std::string(to_string(trouble));
  return fill(texts.get(id, language), {{"min", std::to_string(rule.min_length)},
                                        {"max", std::to_string(rule.max_length)},
                                        {"months", std::to_string(rule.max_months)},
                                        {"yuan", std::to_string(rule.max_yuan)}});
}

std::string default_answer(const FieldRule& rule, base::WallTime today) {
  const year_month_day date{civil_day(today)};
  if (rule.kind == FieldKind::Date && rule.default_value == kToday) return to_text(date);
  if (rule.kind == FieldKind::Period && rule.default_value == kLast12Months) {
    const year_month current = date.year() / date.month();
    return to_text(Period{current - std::chrono::months{12}, current - std::chrono::months{1}});
  }
  return rule.default_value;
}

}  // namespace kiosk::catalog

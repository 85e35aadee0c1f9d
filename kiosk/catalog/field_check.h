// Checks of form answers: the same rules on the screen, in the flow engine and at the centre.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/catalog/answer_words.h"
#include "kiosk/catalog/checked_numbers.h"
#include "kiosk/catalog/service_catalog.h"

namespace kiosk::catalog {

/// Why an answer cannot be taken; nothing when it can. The words are texts "field.error.<word>".
enum class FieldTrouble {
  Missing,
  TooShort,
  TooLong,
  NotAChoice,
  NotADate,
  TooEarly,
  TooLate,
  NotAPeriod,
  PeriodTooLong,
  NotAPhone,
  NotDigits,
  UnknownRegion,
  BadCharacter,
  NotAnIdentityNumber,
  NotACreditCode,
  NotAPlate,
  NotAVin,
  NotABankCard,
  NotAnAmount,
  AmountTooLarge
};
inline constexpr std::array kFieldTroubles{FieldTrouble::Missing,        FieldTrouble::TooShort,
                                           FieldTrouble::TooLong,        FieldTrouble::NotAChoice,
                                           FieldTrouble::NotADate,       FieldTrouble::TooEarly,
                                           FieldTrouble::TooLate,        FieldTrouble::NotAPeriod,
                                           FieldTrouble::PeriodTooLong,  FieldTrouble::NotAPhone,
                                           FieldTrouble::NotDigits,      FieldTrouble::UnknownRegion,
                                           FieldTrouble::BadCharacter,   FieldTrouble::NotAnIdentityNumber,
                                           FieldTrouble::NotACreditCode, FieldTrouble::NotAPlate,
                                           FieldTrouble::NotAVin,        FieldTrouble::NotABankCard,
                                           FieldTrouble::NotAnAmount,    FieldTrouble::AmountTooLarge};
std::string_view to_string(FieldTrouble trouble);

/// `today` decides dates; a Region code is looked up in the catalogue and must name a place without parts.
/// A Period may reach into the current month. Answers as written in FieldKind; several choices joined by
/// commas.
std::optional<FieldTrouble> check_answer(const FieldRule& rule, std::string_view answer,
                                         const ServiceCatalog& catalog, base::WallTime today);

/// The sentence for the citizen, its limits filled in from the rule.
std::string trouble_text(const FieldRule& rule, FieldTrouble trouble, const Texts& texts, Language language);

/// What the question stands on at first: the default with "today" and "last-12-months" made into dates.
/// Empty when there is none.
std::string default_answer(const FieldRule& rule, base::WallTime today);

/// An answer as a person reads it: the choice's label, 2026年1月 – 2026年10月, the region's names. An answer
/// that its rule would refuse is given as it is; an empty one as the text "review.not-given".
std::string readable_answer(const FieldRule& rule, std::string_view answer, const ServiceCatalog& catalog,
                            Language language);

}  // namespace kiosk::catalog

// Checks of form answers: the same rules on the screen, in the flow engine and at the centre.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/catalog/service_catalog.h"

namespace kiosk::catalog {

/// Why an answer cannot be taken; nothing when it can. The words are texts "field.error.<word>".
enum class FieldTrouble { Missing, TooShort, TooLong, NotAChoice, NotADate, TooEarly, TooLate, NotAPeriod,
                          PeriodTooLong, NotAPhone, NotDigits, UnknownRegion };
std::string_view to_string(FieldTrouble trouble);

/// `today` decides dates; a Region code is looked up in the catalogue.
std::optional<FieldTrouble> check_answer(const FieldRule& rule, std::string_view answer,
                                         const ServiceCatalog& catalog, base::WallTime today);

/// An answer as a person reads it: the choice's label, 2026年1月 – 2026年10月, the region's names.
std::string readable_answer(const FieldRule& rule, std::string_view answer, const ServiceCatalog& catalog,
                            Language language);

/// Citizen identity number, GB 11643: 18 characters, real date, check character by ISO 7064 MOD 11-2.
bool is_valid_identity_number(std::string_view number);

}  // namespace kiosk::catalog

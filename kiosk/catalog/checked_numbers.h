// Numbers that check themselves: of persons, firms, vehicles, bank cards; and amounts of money.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kiosk/base/clock.h"

namespace kiosk::catalog {

/// Citizen identity number, GB 11643: 18 characters, real birth date since 1880, check character by ISO 7064
/// MOD 11-2 (X, x, Ｘ or Ⅹ). With `today`, a birth date after it is wrong too.
bool is_valid_identity_number(std::string_view number, std::optional<base::WallTime> today = std::nullopt);

/// Unified social credit code, GB 32100-2015: 18 characters of digits and capitals without I, O, Z, S, V; the
/// check character by weights 3^i modulo 31.
bool is_valid_credit_code(std::string_view code);

/// Plate, GA 36-2018: the province's character, an authority's letter, five characters (six of a new-energy
/// vehicle) without I and O; the last may be 挂, 学, 警, 港 or 澳. A space or "·" after the letter is not
/// taken.
bool is_valid_plate(std::string_view plate);

/// Vehicle identification number, GB 16735-2019: 17 characters without I, O, Q; position 9 checks the others
/// modulo 11.
bool is_valid_vin(std::string_view vin);

/// Bank card number, ISO/IEC 7812-1: 13 to 19 digits, the last by the Luhn formula.
bool is_valid_bank_card(std::string_view number);

/// An amount in yuan with at most two decimals ("1200.50", "0.01") in fen (1/100 yuan); nothing when it is
/// none, or more than 10^13 yuan. "007", ".5" and "5." are none.
std::optional<std::int64_t> parse_fen(std::string_view amount);

}  // namespace kiosk::catalog

// FeeRule: what a service costs, how often a person may have it, and how its result is mailed: as data.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/json_file.h"
#include "kiosk/protocol/case_receipt.h"
#include "kiosk/protocol/payment.h"

namespace tests::central {

/// Answers by the field's id.
using AnswerMap = std::map<std::string, std::string>;

/// Holds where the answer to `field` has the value `is`, and always without a field. Of several values that
/// were chosen, one is enough.
struct AnswerCondition {
  std::string field;
  std::string is;
  bool holds(const AnswerMap& answers) const;
};

/// One line of the bill. Exactly one of `fen`, `fen_by` and `amount_of` says how much.
struct FeeItem {
  kiosk::protocol::LocalizedText name;
  AnswerCondition when;
  std::int64_t fen = 0;
  std::map<std::string, std::int64_t> fen_by;  ///< by the answer to `by`; several chosen values add up
  std::string by;
  std::string amount_of;        ///< a field with yuan
  std::int64_t per_myriad = 0;  ///< of that amount
  std::string times;            ///< a field with a whole number that the line is multiplied by
};

/// What makes it cheaper. The share is of what was asked.
struct FeeReduction {
  kiosk::protocol::LocalizedText name;
  AnswerCondition when;
  std::int64_t per_myriad = 10'000;
  int first_of_year = 0;  ///< only for so many cases of a person in a calendar year; 0: for every one
  std::string amount_of;  ///< only up to this amount of yuan in this field
  std::int64_t up_to_fen = 0;
};

struct FeeRule {
  std::int64_t valid_seconds = 180;
  std::vector<FeeItem> items;
  std::vector<FeeReduction> reductions;
};

/// A person may have the service `count` times in `days` days, or in a calendar year when there are none.
struct PersonLimit {
  int count = 1;
  int days = 0;
  kiosk::protocol::LocalizedText reason;
  kiosk::protocol::LocalizedText next_step;
};

/// When and how the result goes by EMS; the fields hold the address.
struct MailRule {
  AnswerCondition when;
  kiosk::protocol::MailKind kind = kiosk::protocol::MailKind::Standard;
  kiosk::protocol::MailPayer payer = kiosk::protocol::MailPayer::County;
  std::string region, street, phone;
};

FeeRule read_fee_rule(kiosk::protocol::JsonReader reader);
std::vector<PersonLimit> read_person_limits(kiosk::protocol::JsonReader& rule);
MailRule read_mail_rule(kiosk::protocol::JsonReader reader);

/// The bill for these answers, reductions as negative lines. `cases_this_year` counts the person's earlier
/// ones.
std::vector<kiosk::protocol::PaymentItem> bill_of(const FeeRule& rule, const AnswerMap& answers,
                                                  int cases_this_year);

}  // namespace tests::central

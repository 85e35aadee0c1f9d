// Payment: what a service costs at this moment, whether it was paid, and what became of the money.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/base/ids.h"
#include "kiosk/base/secure.h"
#include "kiosk/protocol/case_submission.h"
#include "kiosk/protocol/localized_text.h"

namespace kiosk::protocol {

/// The most that one payment can be: ten million yuan, in fen.
inline constexpr std::int64_t kMostFen = 1'000'000'000;

/// Asks the centre what the service costs this person with these answers. The key names the payment for good:
/// asking again with it gives the same payment.
struct PaymentQuestion {
  base::IdempotencyKey idempotency_key;
  base::TerminalId terminal;
  base::ServiceId service;
  std::string language = "zh-CN";
  base::SecureString id_number;
  std::vector<Answer> answers;
};

/// The citizen's payment code, as the terminal's reader read it.
struct PaymentCode {
  base::IdempotencyKey idempotency_key;
  base::TerminalId terminal;
  base::SecureString code;
};

/// The visit ended without the service: nobody may pay any more, and what was paid goes back.
struct PaymentClose {
  base::IdempotencyKey idempotency_key;
  base::TerminalId terminal;
  base::IdempotencyKey payment_key;  ///< a payment that another visit has found again stays untouched
};

enum class PaymentState {
  Free,      ///< nothing to pay
  Asked,     ///< waits for the money
  Paid,      ///< paid, the service not yet done
  Done,      ///< paid, and the case stands at the centre
  Expired,   ///< not paid in time
  Closed,    ///< given up before it was paid
  Refunded,  ///< paid, not done: the money goes back under `refund_number`
  Refused,   ///< this person cannot have the service now: `reason`, `next_step`
};

inline constexpr WireWord<PaymentState> kPaymentStateWords[] = {
    {"free", PaymentState::Free},         {"asked", PaymentState::Asked},
    {"paid", PaymentState::Paid},         {"done", PaymentState::Done},
    {"expired", PaymentState::Expired},   {"closed", PaymentState::Closed},
    {"refunded", PaymentState::Refunded}, {"refused", PaymentState::Refused}};

/// One line of what is asked; a reduction is negative.
struct PaymentItem {
  LocalizedText name;
  std::int64_t fen = 0;
};

struct Payment {
  base::IdempotencyKey idempotency_key;  ///< the echo; where nothing was sent, the payment's own key
  std::string payment_number;            ///< the centre's; a path segment, stands on the slip
  base::ServiceId service;
  PaymentState state = PaymentState::Asked;
  std::vector<PaymentItem> items;
  std::int64_t fen = 0;
  std::string code;                ///< what the QR code for the citizen's phone holds; empty unless asked
  std::int64_t valid_seconds = 0;  ///< how long it can still be paid
  bool found_again = false;        ///< paid in an earlier visit whose service was not done
  std::string refund_number;
  LocalizedText reason;     ///< when refused, or why a code was not taken
  LocalizedText next_step;  ///< when refused
};

/// InvalidArgument for a text that is not UTF-8 or an empty code.
base::Result<base::SecureBytes> encode(const PaymentQuestion& question);
base::Result<base::SecureBytes> encode(const PaymentCode& code);
base::Result<base::SecureBytes> encode(const PaymentClose& close);
/// InvalidData with the JSON pointer of the first violation; also when the items do not sum up to the amount.
base::Result<Payment> parse_payment(std::string_view json);
base::Json to_json(const Payment& payment);
/// 123456 fen as "1234.56".
std::string yuan_text(std::int64_t fen);
/// "/v1/payments/<number>", with "/code" or "/close" behind it.
std::string payment_path(const std::string& number, std::string_view tail = {});

}  // namespace kiosk::protocol

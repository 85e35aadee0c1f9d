// TroubleReport: a failure with the number that citizen, technician and centre all see, and its receipt.
#pragma once

#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace kiosk::protocol {

struct TroubleReport {
  base::IdempotencyKey idempotency_key;
  base::TerminalId terminal;
  std::string trouble_number;  ///< as shown and printed; a path segment; unique at its terminal
  std::string kind;            ///< the trouble's word, e.g. "paper-out", "centre-refused"
  base::WallTime occurred_at;  ///< the terminal's time
  base::ServiceId service;     ///< empty outside a service
  std::string receipt_number;  ///< the case it belongs to; empty when none
  std::string detail;          ///< masked: never personal data; at most 300 bytes, may be empty
};

struct TroubleReceipt {
  base::IdempotencyKey idempotency_key;  ///< the echo
  std::string trouble_number;
  std::string received_at;  ///< RFC 3339, the centre's time
};

/// The message body. InvalidArgument for a number or kind that breaks the contract.
base::Result<base::SecureBytes> encode(const TroubleReport& report);
/// InvalidData with the JSON pointer of the first violation.
base::Result<TroubleReceipt> parse_trouble_receipt(std::string_view json);

}  // namespace kiosk::protocol

// Rating: the citizen's judgement of one case (好差评, GB/T 39734: one matter, one rating), and its receipt.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace kiosk::protocol {

struct Rating {
  std::string number;           ///< the case's receipt number or case number
  std::optional<int> level;     ///< 5 very satisfied … 1 very dissatisfied; none: not rated (未评价)
  std::string reasons_version;  ///< of the list that the codes come from; codes are data, not program
  std::vector<std::string> reasons;  ///< codes like "412"
  base::SecureString text;           ///< at most 150 characters; may be empty
  bool anonymous = true;
  base::WallTime rated_at;
  base::TerminalId terminal;
};

struct RatingReceipt {
  base::IdempotencyKey idempotency_key;  ///< the echo: of which message this is the receipt
  std::string receipt_number;
  std::string case_number;
  std::optional<int> level;
  std::string rated_at;  ///< RFC 3339, the terminal's time as it was sent
};

/// The message body. InvalidArgument when the level is not 1–5 or the text is longer than 150 characters.
base::Result<base::SecureBytes> encode(const Rating& rating);
/// InvalidData with the JSON pointer of the first violation.
base::Result<RatingReceipt> parse_rating_receipt(std::string_view json);

}  // namespace kiosk::protocol

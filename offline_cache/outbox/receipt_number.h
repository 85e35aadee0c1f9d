// Receipt numbers: what is printed on the citizen's slip and finds the case anywhere, before and after
// delivery.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"
#include "offline_cache/store/transaction.h"

namespace offline_cache::outbox {

/// The check character of ISO 7064 MOD 37,36 over digits and letters; other characters are skipped.
/// It finds every single wrong character and every swap of neighbours.
char check_character(std::string_view text);

/// What a citizen or a clerk typed, in its printed form "T05-261123-0007-K": small letters, missing or
/// foreign hyphens and blanks are forgiven. Nothing when the check character or the form is wrong.
std::optional<std::string> read_receipt_number(std::string_view typed);

/// The next number of this terminal and day: <terminal>-<yymmdd>-<sequence, at least 4 digits>-<check
/// character>. Each day has its own counter that is kept for ever, so a clock that goes back continues the
/// old day's numbers and none is given twice. InvalidArgument unless the terminal's id is 1 to 8 letters and
/// digits.
kiosk::base::Result<std::string> allocate_receipt_number(store::Transaction& transaction,
                                                         const kiosk::base::TerminalId& terminal,
                                                         kiosk::base::WallTime now);

}  // namespace offline_cache::outbox

// Fault: one kind of trouble of the centre or the way to it, and its spelling.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace tests::central {

enum class FaultKind {
  None,
  Down,           ///< nobody listens
  Reset,          ///< connections are reset before TLS
  Slow,           ///< the answer comes NUMBER milliseconds later; meanwhile the same key gets 409
  Status,         ///< a proxy's HTML page with status NUMBER, without asking the centre
  Busy,           ///< 503 of the centre itself, Retry-After NUMBER seconds
  BusyUntil,      ///< the same, but Retry-After is the date NUMBER seconds from now
  Internal,       ///< 500 of the centre itself
  DropReply,      ///< works, stores, then closes without answering
  Cut,            ///< works, stores, then sends only NUMBER bytes of the answer
  WrongKey,       ///< works, but the receipt echoes another key
  StaleReceipt,   ///< answers with the receipt of the submission before
  BrokenReceipt,  ///< our media type, but the JSON ends in the middle
  PlainReceipt,   ///< the right receipt, but as text/html
  Refuse,         ///< the case is taken in and refused, with reason and next step
  WrongDocument,  ///< a document with one byte changed
  Stall,          ///< the header, then one byte a second
  Endless,        ///< a body that never ends
  Twice,          ///< the same answer two times
};

struct Fault {
  FaultKind kind = FaultKind::None;
  int number = 0;
  std::optional<int> times;  ///< for so many requests; without it until the next command

  bool acts_on_line() const { return kind == FaultKind::Down || kind == FaultKind::Reset; }
  /// True when it needs a submission to act on: it waits for one and lets all else through.
  bool wants_submission() const;
};

/// NAME[:NUMBER][*TIMES], e.g. "slow:2000", "drop-reply*1", "status:502". "html-400" and "html-200" are short
/// for "status:400" and "status:200"; "drop-reply:N" for "drop-reply*N". InvalidArgument names what is known.
kiosk::base::Result<Fault> parse_fault(std::string_view text);
std::string to_string(const Fault& fault);
/// The names, for help texts.
std::string fault_names();

}  // namespace tests::central

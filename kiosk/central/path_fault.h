// PathFault: the way to the centre failed; it says nothing about the message itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace kiosk::central {

/// What is known of the message.
enum class SentState {
  NeverSent,       ///< certainly not: no byte of the request left, or the server refused us in the handshake
  UnknownOutcome,  ///< it may have arrived, and may have been worked on
};

enum class PathTrouble {
  Unreachable,    ///< no name, no route, nobody listens, the connection broke before the handshake was done
  Untrusted,      ///< a certificate, host name, pin or TLS version was refused, by us or by the server: alarm
  TimedOut,       ///< too long or too slow
  Interrupted,    ///< the connection broke during the exchange
  ForeignAnswer,  ///< an answer, but not the centre's: a portal, a proxy, a defect; also a wrong echo
  TooLarge,       ///< the answer did not end within the limit
  Unauthorized,   ///< the centre does not take this terminal: nothing may be sent until that is repaired:
                  ///< alarm
  NeedsUpdate,    ///< the centre does not speak our version: keep until the software is newer
  Canceled,       ///< by the caller's stop token
};

struct PathFault {
  SentState sent = SentState::UnknownOutcome;
  PathTrouble trouble = PathTrouble::Interrupted;
  std::string message;  ///< for technicians; never personal data
  std::optional<base::Duration> retry_after;
};

std::string_view to_string(PathTrouble trouble);
/// For operations that decide no case: Unavailable, TimedOut, Canceled, PermissionDenied or InvalidData.
base::Error to_error(const PathFault& fault);

}  // namespace kiosk::central

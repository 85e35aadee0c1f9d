// Words and error codes of path faults.
#include "kiosk/central/path_fault.h"

namespace kiosk::central {

std::string_view to_string(PathTrouble trouble) {
  switch (trouble) {
    case PathTrouble::Unreachable: return "unreachable";
    case PathTrouble::Untrusted: return "untrusted";
    case PathTrouble::TimedOut: return "timed out";
    case PathTrouble::Interrupted: return "interrupted";
    case PathTrouble::ForeignAnswer: return "foreign answer";
    case PathTrouble::TooLarge: return "answer too large";
    case PathTrouble::Unauthorized: return "unauthorized";
    case PathTrouble::NeedsUpdate: return "needs update";
    case PathTrouble::Canceled: return "canceled";
  }
  return "unknown";
}

base::Error to_error(const PathFault& fault) {
  using base::ErrorCode;
  ErrorCode code = ErrorCode::Unavailable;
  if (fault.trouble == PathTrouble::TimedOut) code = ErrorCode::TimedOut;
  if (fault.trouble == PathTrouble::Canceled) code = ErrorCode::Canceled;
  if (fault.trouble == PathTrouble::TooLarge || fault.trouble == PathTrouble::ForeignAnswer) {
    code = ErrorCode::InvalidData;
  }
  if (fault.trouble == PathTrouble::Unauthorized || fault.trouble == PathTrouble::Untrusted) {
    code = ErrorCode::PermissionDenied;
  }
  return {code, std::string(to_string(fault.trouble)) + ": " + fault.message};
}

}  // namespace kiosk::central

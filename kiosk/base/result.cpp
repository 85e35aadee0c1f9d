// The printed names of error codes.
#include "kiosk/base/result.h"

namespace kiosk::base {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidArgument: return "invalid argument";
    case ErrorCode::InvalidData: return "invalid data";
    case ErrorCode::NotFound: return "not found";
    case ErrorCode::AlreadyExists: return "already exists";
    case ErrorCode::PermissionDenied: return "permission denied";
    case ErrorCode::TimedOut: return "timed out";
    case ErrorCode::Canceled: return "canceled";
    case ErrorCode::Unavailable: return "unavailable";
    case ErrorCode::Exhausted: return "exhausted";
    case ErrorCode::Conflict: return "conflict";
    case ErrorCode::Unsupported: return "unsupported";
    case ErrorCode::Internal: return "internal error";
  }
  return "internal error";
}

std::string Error::to_string() const {
  std::string text = where.empty() ? "" : where + ": ";
  text += message;
  text += " (";
  text += base::to_string(code);
  text += ")";
  return text;
}

}  // namespace kiosk::base

// Result<T>: a value or an Error that says what failed, where, and with which stable code.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace kiosk::base {

/// What kind of trouble it is; callers branch on this, people read the message.
enum class ErrorCode {
  InvalidArgument,  ///< the caller's input is wrong
  InvalidData,      ///< data from outside (file, device, network) is malformed
  NotFound,
  AlreadyExists,
  PermissionDenied,
  TimedOut,
  Canceled,
  Unavailable,  ///< the other side is absent or does not answer
  Exhausted,    ///< disk, memory, quota or supply used up
  Conflict,     ///< the state does not allow it
  Unsupported,
  Internal,  ///< a defect of this program
};

std::string_view to_string(ErrorCode code);

/// An error for technicians and for branching. Never holds personal data.
struct Error {
  ErrorCode code = ErrorCode::Internal;
  std::string message;  ///< one sentence: what failed and the reason
  std::string where{};  ///< file, JSON pointer, device path or URL; may be empty

  std::string to_string() const;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string where = {}) {
  return tl::unexpected(Error{code, std::move(message), std::move(where)});
}

}  // namespace kiosk::base

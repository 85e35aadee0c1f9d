// Problem: RFC 9457 problem details with this interface's known types, and what each of them means for a
// case.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"

namespace kiosk::protocol {

/// The known types; on the wire "urn:kiosk:problem:<word>".
enum class ProblemType {
  InvalidMessage,         ///< 400: the body breaks the contract; `pointer` says where
  IdempotencyKeyMissing,  ///< 400
  IdempotencyKeyReused,   ///< 422: the key came before with another payload
  StillProcessing,        ///< 409: the first try with this key is still worked on
  UnknownService,         ///< 422
  ReceiptNumberTaken,     ///< 422: another case has this receipt number
  AlreadyRated,           ///< 422: one case, one rating
  TroubleNumberTaken,     ///< 422: another trouble of this terminal has this number
  UnknownReason,          ///< 422: the list of this version has no such reason for this level
  AuditFork,              ///< 422: another head was witnessed for this sequence: the trail was rewritten
  DigestMismatch,         ///< 422: the bytes do not have the digest that was said
  PartMismatch,           ///< 422: not a part of this attachment: number or size are wrong
  PaymentMissing,         ///< 422: the service costs something, and this payment was not made for it
  KeyChanged,             ///< 422: another public key than the registered one
  NotFound,               ///< 404
  MethodNotAllowed,       ///< 405
  TooLarge,               ///< 413
  UnsupportedMediaType,   ///< 415
  TerminalMismatch,       ///< 403: the terminal in the body is not the certificate's
  TerminalUnknown,        ///< 403: the certificate's terminal is not registered here
  SignatureInvalid,       ///< 403: the 国密 envelope is missing or not this terminal's
  VersionNotSupported,    ///< 501: the message is of a version that the centre does not speak
  TooManyRequests,        ///< 429
  Unavailable,            ///< 503
  Internal,               ///< 500
};

/// What a known problem means for the message that it answers.
enum class ProblemMeaning {
  Refuses,       ///< this message will never be taken: a person must look at it
  Wait,          ///< the same message again later
  Unauthorized,  ///< nothing from this terminal will be taken until its certificate or registration is
                 ///< repaired
  NeedsUpdate,   ///< keep the message until the software speaks the centre's version
};

struct Problem {
  ProblemType type = ProblemType::Internal;
  int status = 500;
  std::string title;    ///< for technicians
  std::string detail;   ///< for technicians; never personal data
  std::string pointer;  ///< JSON pointer into the message, when the message is wrong
  std::optional<base::IdempotencyKey> idempotency_key;  ///< the echo, when the request carried a key
  std::optional<base::Duration> retry_after;
};

ProblemMeaning meaning_of(ProblemType type);
int status_of(ProblemType type);
std::string type_uri(ProblemType type);
/// Nothing when the URI is not one of ours.
std::optional<ProblemType> parse_type_uri(std::string_view uri);

/// Unsupported when the type is not one of ours; InvalidData when it is not a problem at all.
base::Result<Problem> parse_problem(std::string_view json);
base::Json to_json(const Problem& problem);

}  // namespace kiosk::protocol

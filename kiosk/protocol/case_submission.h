// CaseSubmission: what the terminal sends to the centre for one case, and the bytes of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace kiosk::protocol {

/// Who applies, as the card says it.
struct Applicant {
  base::SecureString name;
  base::SecureString id_number;
  base::SecureString sex;     ///< GB/T 2261.1 code: "1" male, "2" female
  base::SecureString nation;  ///< GB/T 3304 code: "01" Han …
  base::SecureString birth;   ///< YYYYMMDD
  base::SecureString address;
  std::string card_kind = "111";  ///< GA/T 517 kind of document: 111 resident identity card
  base::SecureString valid_from;  ///< YYYYMMDD
  base::SecureString valid_to;    ///< YYYYMMDD or 长期
  base::SecureBytes photo;        ///< the card's WLT picture; empty when the service does not need it
};

/// One answered field of the form.
struct Answer {
  base::FieldId field;
  base::SecureString value;  ///< the stable word of a choice, or what was typed
  base::SecureString label;  ///< what the citizen saw and chose, for people at the counter; may be empty
};

/// A text that the citizen accepted: a promise, a consent, a notice.
struct Promise {
  std::string text_id;
  std::string version;
  base::WallTime accepted_at;
};

/// One point of a signature stroke.
struct SignaturePoint {
  std::int32_t x = 0;   ///< 1/100 mm from the left edge of the signing area
  std::int32_t y = 0;   ///< 1/100 mm from its top edge
  std::uint32_t t = 0;  ///< milliseconds since the first point
};
using SignatureStroke = std::vector<SignaturePoint, base::SecureAllocator<SignaturePoint>>;

/// A scan or picture that belongs to the case; its bytes go in parts (attachment.h), before or after the case.
struct AttachmentReference {
  std::string name;    ///< the material's word in the service
  std::string digest;  ///< SHA-256: 64 lower-case hexadecimal digits
  std::int64_t size = 0;
  std::string media_type;
};

struct CaseSubmission {
  base::IdempotencyKey idempotency_key;
  std::string receipt_number;  ///< made by the terminal and printed on the slip; a path segment
  base::TerminalId terminal;
  base::ServiceId service;
  std::string catalogue_version;
  std::string language = "zh-CN";  ///< BCP 47
  base::WallTime applied_at;       ///< the terminal's time when the citizen submitted
  Applicant applicant;
  std::vector<Answer> answers;
  std::vector<Promise> promises;
  std::vector<SignatureStroke> signature;  ///< empty when the service asks for none
  std::vector<AttachmentReference> attachments;
  std::string payment_number;              ///< of what was paid for it; empty when nothing was asked
  std::vector<std::string> papers_to_follow{};  ///< materials' words: the citizen brings them later
  bool offline = false;                    ///< accepted into the queue while the centre was out of reach
};

/// The message body. InvalidArgument when a text is not UTF-8 or a number cannot stand in a path.
/// The same submission always gives the same bytes: the centre compares their fingerprint.
base::Result<base::SecureBytes> encode(const CaseSubmission& submission);

}  // namespace kiosk::protocol

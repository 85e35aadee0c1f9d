// Attachment: a scan or picture that goes to the centre in parts, each with its hash, resumable.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/base/ids.h"
#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace kiosk::protocol {

/// Bytes of every part but the last: below what HTTP/2 may carry in one body here.
inline constexpr std::size_t kAttachmentPartSize = 48 * 1024;
/// 48 MiB: more pages than a service asks for.
inline constexpr std::int64_t kLargestAttachment = 1024 * std::int64_t{kAttachmentPartSize};

/// Said once, before the parts. The digest names the attachment everywhere.
struct Attachment {
  base::IdempotencyKey idempotency_key;  ///< one for the attachment and all of its parts
  base::TerminalId terminal;
  std::string digest;  ///< SHA-256 of the whole: 64 lower-case hexadecimal digits
  std::int64_t size = 0;
  std::string media_type;      ///< e.g. "image/jpeg", "application/pdf"
  std::string name;            ///< the material's word in the service, e.g. "lease"; a path segment
  std::string receipt_number;  ///< the case that it belongs to
};

/// What the centre holds of it.
struct AttachmentState {
  base::IdempotencyKey idempotency_key;  ///< the echo
  std::string digest;
  std::int64_t size = 0;
  std::int64_t part_size = 0;
  std::vector<std::int64_t> parts_held;  ///< numbers from 1, ascending
  bool complete = false;                 ///< all parts are held and the whole has the digest
};

/// Number of parts of an attachment of this size.
std::int64_t part_count(std::int64_t size);
/// The message body. InvalidArgument when digest, size, name or number break the contract.
base::Result<base::SecureBytes> encode(const Attachment& attachment);
/// InvalidData with the JSON pointer of the first violation.
base::Result<AttachmentState> parse_attachment_state(std::string_view json);
base::Json to_json(const AttachmentState& state);
/// "/v1/attachments/<digest>" and "/v1/attachments/<digest>/parts/<number>".
std::string attachment_path(const std::string& digest);
std::string part_path(const std::string& digest, std::int64_t number);

}  // namespace kiosk::protocol

// ReferenceData: services, guides, fees, notices as the centre approved them.
#pragma once

#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/crypto/encoding.h"

namespace kiosk::reference_data {

struct ReferenceData {
  std::string name;             ///< "fees", "guides", "notices", "services": a path segment
  std::string content_version;  ///< e.g. "2026.11.2"
  std::string content;          ///< JSON text exactly as it was approved
  std::string approved_by;      ///< office and person; empty: not approved
  base::WallTime approved_at;
  base::WallTime expires_at;
  std::string key_id;
  crypto::Bytes signature;  ///< ECDSA P-256 with SHA-256, DER; empty: not approved
};

/// What an approval signs:
///   field "kiosk-reference-data-v1" · field name · field content version · field approved by · number
///   approved at ms · number expires at ms · field content
crypto::Bytes approval_message(const ReferenceData& data);
/// InvalidData with the JSON pointer of the first violation.
base::Result<ReferenceData> parse_reference_data(std::string_view json);
std::string to_json_text(const ReferenceData& data);

}  // namespace kiosk::reference_data

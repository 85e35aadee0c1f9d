// AuditRecord: one fact in the trail, and the hash that chains it to the one before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/json_file.h"
#include "kiosk/crypto/crypto_profile.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/encoding.h"
#include "offline_cache/store/statement.h"

namespace offline_cache::audit {

/// What a room reports. Personal values are masked before they come here.
struct AuditRecord {
  std::string kind;       ///< "visit.started", "case.accepted", "device.fault.raised", "config.loaded", …
  std::string session{};  ///< the visit's UUID; empty outside a visit
  std::string case_number{};  ///< the receipt number; empty when it is about no case
  kiosk::base::Json fields = kiosk::base::Json::object();  ///< masked and public values only
};

/// A record as it stands in the trail.
struct StoredRecord {
  std::int64_t sequence = 0;  ///< from 1, without a gap
  std::string kind;
  std::string session;
  std::string case_number;
  std::string fields;  ///< JSON text exactly as hashed
  kiosk::base::WallTime wall;
  kiosk::base::MonoTime mono;
  std::string boot_id;  ///< which start of the machine `mono` belongs to
  kiosk::crypto::Digest previous{};
  kiosk::crypto::Digest hash{};
};

/// SHA-256, or SM3 in the 国密 profile, over the canonical encoding, in this order (number = 8 bytes
/// big-endian two's complement, field = length as 4 bytes big-endian, then the bytes):
///   field "kiosk-audit-v1" ("kiosk-audit-sm3-v1" for SM3) · number sequence · number wall ms · number mono
///   ms · field boot id · field session · field case number · field kind · field fields (UTF-8 JSON text) ·
///   field previous hash (32 bytes)
/// The first record's previous hash is 32 zero bytes.
kiosk::crypto::Digest hash_of(const StoredRecord& record, kiosk::crypto::CryptoProfile profile);
/// The profile whose hash of the record is the stored one; nothing when neither is. A trail may change from
/// one to the other.
std::optional<kiosk::crypto::CryptoProfile> profile_of(const StoredRecord& record);

/// What a checkpoint signs:
///   field "kiosk-audit-checkpoint-v1" · field terminal id · number sequence · field record hash · number
///   wall ms
kiosk::crypto::Bytes checkpoint_message(std::string_view terminal, std::int64_t sequence,
                                        const kiosk::crypto::Digest& hash, std::int64_t wall_ms);

/// The columns that `read_record` reads, in its order.
extern const char* const kRecordColumns;
/// A hash column of a wrong size reads as zeros, so that verification finds it.
StoredRecord read_record(const store::Statement& row);
kiosk::crypto::Digest read_digest(const store::Statement& row, int column);

extern const char* const kTablesUp;
extern const char* const kTablesDown;

}  // namespace offline_cache::audit

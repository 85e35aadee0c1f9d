// The trail's tables and the canonical encoding of a record.
#include "offline_cache/audit/audit_record.h"

#include <algorithm>

namespace offline_cache::audit {

using kiosk::base::Duration;
using kiosk::crypto::CanonicalBytes;
using kiosk::crypto::CryptoProfile;
using kiosk::crypto::Digest;

const char* const kTablesUp = R"sql(
CREATE TABLE audit_record (
  sequence    INTEGER PRIMARY KEY,
  kind        TEXT    NOT NULL,
  session_id  TEXT    NOT NULL,
  case_number TEXT    NOT NULL,
  fields      TEXT    NOT NULL,
  wall_ms     INTEGER NOT NULL,
  mono_ms     INTEGER NOT NULL,
  boot_id     TEXT    NOT NULL,
  previous    BLOB    NOT NULL,
  hash        BLOB    NOT NULL
) STRICT;
CREATE INDEX audit_case ON audit_record (case_number) WHERE case_number <> '';
CREATE INDEX audit_session ON audit_record (session_id) WHERE session_id <> '';
CREATE TRIGGER audit_record_is_never_changed BEFORE UPDATE ON audit_record
  BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END;
CREATE TRIGGER audit_record_is_never_removed BEFORE DELETE ON audit_record
  BEGIN SELECT RAISE(ABORT, 'audit records are never removed'); END;
CREATE TABLE audit_head (
  only     INTEGER PRIMARY KEY CHECK (only = 1),
  sequence INTEGER NOT NULL,
  hash     BLOB    NOT NULL
) STRICT;
INSERT INTO audit_head VALUES (1, 0, zeroblob(32));
CREATE TABLE audit_checkpoint (
  sequence    INTEGER PRIMARY KEY,
  record_hash BLOB    NOT NULL,
  terminal_id TEXT    NOT NULL,
  wall_ms     INTEGER NOT NULL,
  key_id      TEXT    NOT NULL,
  signature   BLOB    NOT NULL
) STRICT;
)sql";

const char* const kTablesDown = R"sql(
DROP TABLE audit_checkpoint;
DROP TABLE audit_head;
DROP TABLE audit_record;
)sql";

const char* const kRecordColumns =
    "sequence, kind, session_id, case_number, fields, wall_ms, mono_ms, boot_id, previous, hash";

Digest hash_of(const StoredRecord& record, CryptoProfile profile) {
  const bool guomi = profile == CryptoProfile::Guomi;
  CanonicalBytes canonical;
  canonical.field(guomi ? "kiosk-audit-sm3-v1" : "kiosk-audit-v1")
      .number(record.sequence)
      .number(record.wall.since_epoch.count())
      .number(record.mono.since_boot.count())
      .field(record.boot_id)
      .field(record.session)
      .field(record.case_number)
      .field(record.kind)
      .field(record.fields)
      .field(record.previous);
  return guomi ? kiosk::crypto::sm3(canonical.bytes()) : kiosk::crypto::sha256(canonical.bytes());
}

std::optional<CryptoProfile> profile_of(const StoredRecord& record) {
  for (const CryptoProfile profile : {CryptoProfile::International, CryptoProfile::Guomi}) {
    if (hash_of(record, profile) == record.hash) return profile;
  }
  return std::nullopt;
}

kiosk::crypto::Bytes checkpoint_message(std::string_view terminal, std::int64_t sequence, const Digest& hash,
                                        std::int64_t wall_ms) {
  CanonicalBytes canonical;
  canonical.field("kiosk-audit-checkpoint-v1").field(terminal).number(sequence).field(hash).number(wall_ms);
  return canonical.bytes();
}

Digest read_digest(const store::Statement& row, int column) {
  Digest digest{};
  const store::Bytes bytes = row.blob(column);
  if (bytes.size() == digest.size()) std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

StoredRecord read_record(const store::Statement& row) {
  StoredRecord record;
  record.sequence = row.integer(0);
  record.kind = row.text(1);
  record.session = row.text(2);
  record.case_number = row.text(3);
  record.fields = row.text(4);
  record.wall.since_epoch = Duration{row.integer(5)};
  record.mono.since_boot = Duration{row.integer(6)};
  record.boot_id = row.text(7);
  record.previous = read_digest(row, 8);
  record.hash = read_digest(row, 9);
  return record;
}

}  // namespace offline_cache::audit

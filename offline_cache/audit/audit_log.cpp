// Appending to the chain and reading parts of it.
#include "offline_cache/audit/audit_log.h"

#include "kiosk/base/file.h"

namespace offline_cache::audit {
namespace {

using kiosk::base::Result;
using kiosk::base::Status;
using store::Database;
using store::Transaction;

Result<std::vector<StoredRecord>> collect(Database& database, const std::string& condition,
                                          std::string_view value) {
  std::vector<StoredRecord> records;
  const auto take = [&records](const store::Statement& row) { records.push_back(read_record(row)); };
  const std::string sql = std::string("SELECT ") + kRecordColumns + " FROM audit_record WHERE " + condition +
                          " ORDER BY sequence";
  if (auto done = database.each(sql, take, value); !done) return tl::unexpected(done.error());
  return records;
}

Status insert(Database& database, const StoredRecord& record) {
  auto inserted = database.run("INSERT INTO audit_record VALUES (?,?,?,?,?,?,?,?,?,?)", record.sequence,
                               record.kind, record.session, record.case_number, record.fields,
                               record.wall.since_epoch.count(), record.mono.since_boot.count(),
                               record.boot_id, std::span<const std::uint8_t>(record.previous),
                               std::span<const std::uint8_t>(record.hash));
  if (!inserted) return inserted;
  return database.run("UPDATE audit_head SET sequence=?, hash=?", record.sequence,
                      std::span<const std::uint8_t>(record.hash));
}

}  // namespace

Result<std::int64_t> AuditLog::append(Transaction& transaction, const AuditRecord& record) {
  const auto head = read_head(transaction.database());
  if (!head) return tl::unexpected(head.error());
  StoredRecord stored{head->sequence + 1,
                      record.kind,
                      record.session,
                      record.case_number,
                      record.fields.dump(-1, ' ', false, kiosk::base::Json::error_handler_t::replace),
                      clock_.wall(),
                      clock_.now(),
                      identity_.boot_id,
                      head->hash,
                      {}};
  stored.hash = hash_of(stored, identity_.profile);
  if (auto inserted = insert(transaction.database(), stored); !inserted)
    return tl::unexpected(inserted.error());
  if (stored.sequence % kRecordsPerCheckpoint == 0) {
    if (auto signed_head = sign(transaction.database(), {stored.sequence, stored.hash}); !signed_head) {
      return tl::unexpected(signed_head.error());
    }
  }
  return stored.sequence;
}

Status AuditLog::checkpoint(Transaction& transaction) {
  const auto head = read_head(transaction.database());
  if (!head) return tl::unexpected(head.error());
  const auto last = transaction.database().integer("SELECT max(sequence) FROM audit_checkpoint");
  if (!last) return tl::unexpected(last.error());
  if (last->value_or(0) >= head->sequence) return {};
  return sign(transaction.database(), *head);
}

Status AuditLog::sign(Database& database, const AuditHead& head) {
  const std::int64_t wall_ms = clock_.wall().since_epoch.count();
  const auto signature =
      signer_.sign(checkpoint_message(identity_.terminal.value, head.sequence, head.hash, wall_ms));
  if (!signature) return tl::unexpected(signature.error());
  return database.run("INSERT INTO audit_checkpoint VALUES (?,?,?,?,?,?)", head.sequence,
                      std::span<const std::uint8_t>(head.hash), identity_.terminal.value, wall_ms,
                      signer_.public_key().id(), std::span<const std::uint8_t>(*signature));
}

Result<AuditHead> read_head(Database& database) {
  AuditHead head;
  const auto take = [&head](const store::Statement& row) { head = {row.integer(0), read_digest(row, 1)}; };
  if (auto done = database.each("SELECT sequence, hash FROM audit_head", take); !done) {
    return tl::unexpected(done.error());
  }
  return head;
}

Result<std::optional<SignedHead>> newest_checkpoint(Database& database) {
  std::optional<SignedHead> found;
  const auto take = [&found](const store::Statement& row) {
    found = SignedHead{{row.integer(0), read_digest(row, 1)},
                       {row.text(2)},
                       {kiosk::base::Duration{row.integer(3)}},
                       row.text(4),
                       row.blob(5)};
  };
  const auto done = database.each(
      "SELECT sequence, record_hash, terminal_id, wall_ms, key_id, signature FROM audit_checkpoint "
      "ORDER BY sequence DESC LIMIT 1",
      take);
  if (!done) return tl::unexpected(done.error());
  if (!found) return found;
  const auto set_profile = [&found](const store::Statement& row) {
    found->profile = profile_of(read_record(row)).value_or(found->profile);
  };
  const std::string sql = std::string("SELECT ") + kRecordColumns + " FROM audit_record WHERE sequence=?";
  if (auto read = database.each(sql, set_profile, found->head.sequence); !read) {
    return tl::unexpected(read.error());
  }
  return found;
}

Result<std::vector<StoredRecord>> records_of_case(Database& database, std::string_view case_number) {
  return collect(
      database,
      "(case_number<>'' AND case_number=?1) OR (session_id<>'' AND session_id IN (SELECT session_id FROM "
      "audit_record WHERE case_number<>'' AND case_number=?1))",
      case_number);
}

Result<std::vector<StoredRecord>> records_of_session(Database& database, std::string_view session) {
  return collect(database, "session_id<>'' AND session_id=?", session);
}

std::string read_boot_id() {
  std::string id = kiosk::base::read_file("/proc/sys/kernel/random/boot_id", 256).value_or("unknown");
  while (!id.empty() && id.back() == '\n') id.pop_back();
  return id;
}

}  // namespace offline_cache::audit

// Parts as rows; the last one checks the whole.
#include "tests/central/cases/attachment_repository.h"

#include "tests/central/cases/case_repository.h"

namespace tests::central {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

constexpr const char* kAttachmentTables = R"(
CREATE TABLE IF NOT EXISTS attachments (
  terminal TEXT NOT NULL, digest TEXT NOT NULL, idempotency_key TEXT NOT NULL UNIQUE,
  fingerprint TEXT NOT NULL, size INTEGER NOT NULL, part_size INTEGER NOT NULL, media_type TEXT NOT NULL,
  name TEXT NOT NULL, receipt_number TEXT NOT NULL, announced_at TEXT NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (terminal, digest)) STRICT;
CREATE TABLE IF NOT EXISTS attachment_shares (
  terminal TEXT NOT NULL, digest TEXT NOT NULL, idempotency_key TEXT PRIMARY KEY, name TEXT NOT NULL,
  receipt_number TEXT NOT NULL,
  FOREIGN KEY (terminal, digest) REFERENCES attachments(terminal, digest)) STRICT;
CREATE TABLE IF NOT EXISTS attachment_parts (
  terminal TEXT NOT NULL, digest TEXT NOT NULL, number INTEGER NOT NULL, content BLOB NOT NULL,
  PRIMARY KEY (terminal, digest, number),
  FOREIGN KEY (terminal, digest) REFERENCES attachments(terminal, digest)) STRICT;
)";

}  // namespace

kiosk::base::Result<AttachmentRepository> AttachmentRepository::open(const std::filesystem::path& path) {
  auto database = Database::open(path);
  if (!database) return tl::unexpected(database.error());
  try {
    database->execute(kAttachmentTables);
  } catch (const DatabaseError& error) {
    return fail(ErrorCode::InvalidData, error.message, path.string());
  }
  return AttachmentRepository(std::move(*database));
}

std::optional<AttachmentRecord> AttachmentRepository::find(const std::string& terminal,
                                                           const std::string& digest) const {
  Statement row = database_.prepare(
      "SELECT idempotency_key, fingerprint, size, part_size, media_type, name, receipt_number, announced_at, "
      "complete FROM attachments WHERE terminal = ? AND digest = ?");
  if (!row.bind(terminal).bind(digest).step()) return std::nullopt;
  return AttachmentRecord{terminal,      digest,        row.text(0),       row.text(1),
                          row.number(2), row.number(3), row.text(4),       row.text(5),
                          row.text(6),   row.text(7),   row.number(8) != 0};
}

std::vector<AttachmentRecord> AttachmentRepository::list(const std::string& receipt_number) const {
  std::vector<AttachmentRecord> found;
  Statement row = database_.prepare(
      "SELECT terminal, digest FROM attachments WHERE ? IN ('', receipt_number) ORDER BY rowid");
  row.bind(receipt_number);
  while (row.step()) {
    if (auto attachment = find(row.text(0), row.text(1))) found.push_back(std::move(*attachment));
  }
  add_shares(receipt_number, found);
  return found;
}

void AttachmentRepository::add_shares(const std::string& receipt_number,
                                      std::vector<AttachmentRecord>& found) const {
  Statement row = database_.prepare(
      "SELECT terminal, digest, idempotency_key, name, receipt_number FROM attachment_shares "
      "WHERE ? IN ('', receipt_number) ORDER BY rowid");
  row.bind(receipt_number);
  while (row.step()) {
    auto attachment = find(row.text(0), row.text(1));
    if (!attachment) continue;
    attachment->idempotency_key = row.text(2);
    attachment->name = row.text(3);
    attachment->receipt_number = row.text(4);
    found.push_back(std::move(*attachment));
  }
}

kiosk::base::Status AttachmentRepository::share(const AttachmentRecord& attachment) {
  try {
    Statement insert = database_.prepare(
        "INSERT INTO attachment_shares (terminal, digest, idempotency_key, name, receipt_number) "
        "VALUES (?,?,?,?,?)");
    insert.bind(attachment.terminal).bind(attachment.digest).bind(attachment.idempotency_key);
    insert.bind(attachment.name).bind(attachment.receipt_number).step();
    return {};
  } catch (const DatabaseError& error) {
    return fail(ErrorCode::Unavailable, error.message, "attachment_shares");
  }
}

bool AttachmentRepository::has_key(const AttachmentRecord& attachment,
                                   const std::string& idempotency_key) const {
  if (attachment.idempotency_key == idempotency_key) return true;
  Statement row = database_.prepare(
      "SELECT 1 FROM attachment_shares WHERE terminal = ? AND digest = ? AND idempotency_key = ?");
  return row.bind(attachment.terminal).bind(attachment.digest).bind(idempotency_key).step();
}

kiosk::base::Status AttachmentRepository::announce(const AttachmentRecord& attachment) {
  try {
    Statement insert = database_.prepare(
        "INSERT INTO attachments (terminal, digest, idempotency_key, fingerprint, size, part_size, "
        "media_type, name, receipt_number, announced_at) VALUES (?,?,?,?,?,?,?,?,?,?)");
    insert.bind(attachment.terminal).bind(attachment.digest).bind(attachment.idempotency_key);
    insert.bind(attachment.fingerprint).bind(attachment.size).bind(attachment.part_size);
    insert.bind(attachment.media_type).bind(attachment.name).bind(attachment.receipt_number);
    insert.bind(attachment.announced_at).step();
    return {};
  } catch (const DatabaseError& error) {
    return fail(ErrorCode::Unavailable, error.message, "attachments");
  }
}

std::vector<std::int64_t> AttachmentRepository::parts(const AttachmentRecord& attachment) const {
  std::vector<std::int64_t> numbers;
  Statement row = database_.prepare(
      "SELECT number FROM attachment_parts WHERE terminal = ? AND digest = ? ORDER BY number");
  row.bind(attachment.terminal).bind(attachment.digest);
  while (row.step()) numbers.push_back(row.number(0));
  return numbers;
}

std::string AttachmentRepository::content(const AttachmentRecord& attachment) const {
  std::string bytes;
  Statement row = database_.prepare(
      "SELECT content FROM attachment_parts WHERE terminal = ? AND digest = ? ORDER BY number");
  row.bind(attachment.terminal).bind(attachment.digest);
  while (row.step()) bytes += row.text(0);
  return bytes;
}

PartOutcome AttachmentRepository::finish(const AttachmentRecord& attachment) const {
  const std::int64_t count = (attachment.size + attachment.part_size - 1) / attachment.part_size;
  if (static_cast<std::int64_t>(parts(attachment).size()) < count) return PartOutcome::Held;
  const bool good = sha256_hex(content(attachment)) == attachment.digest;
  const char* const sql = good ? "UPDATE attachments SET complete = 1 WHERE terminal = ? AND digest = ?"
                               : "DELETE FROM attachment_parts WHERE terminal = ? AND digest = ?";
  database_.prepare(sql).bind(attachment.terminal).bind(attachment.digest).step();
  return good ? PartOutcome::Complete : PartOutcome::Broken;
}

kiosk::base::Result<PartOutcome> AttachmentRepository::store_part(const AttachmentRecord& attachment,
                                                                  std::int64_t number,
                                                                  std::string_view bytes) {
  if (attachment.complete) return PartOutcome::Complete;
  try {
    Transaction transaction(database_);
    database_
        .prepare(
            "INSERT OR REPLACE INTO attachment_parts (terminal, digest, number, content) VALUES (?,?,?,?)")
        .bind(attachment.terminal)
        .bind(attachment.digest)
        .bind(number)
        .bind_blob(bytes)
        .step();
    const PartOutcome outcome = finish(attachment);
    transaction.commit();
    return outcome;
  } catch (const DatabaseError& error) {
    return fail(ErrorCode::Unavailable, error.message, "attachments");
  }
}

}  // namespace tests::central

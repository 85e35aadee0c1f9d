// Attachments and their parts as rows.
#include "offline_cache/outbox/attachment_store.h"
#include "offline_cache/outbox/resealing.h"

#include <algorithm>

namespace offline_cache::outbox {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::IdempotencyKey;
using kiosk::base::Result;
using kiosk::base::SecureBytes;
using kiosk::base::Status;
using kiosk::base::Uuid;
using kiosk::crypto::Digest;
using store::Database;
using store::Transaction;

/// Binds a sealed part to its attachment, its place and its content.
std::string place_of(const IdempotencyKey& key, std::int64_t number, const Digest& digest) {
  return "part|" + key.value.to_string() + '|' + std::to_string(number) + '|' + kiosk::crypto::to_hex(digest);
}

Digest digest_in(const store::Statement& row, int column) {
  Digest digest{};
  const store::Bytes bytes = row.blob(column);
  if (bytes.size() == digest.size()) std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

}  // namespace

Status AttachmentStore::add(Transaction& transaction, const IdempotencyKey& case_key,
                            const NewAttachment& attachment) {
  const std::span<const std::uint8_t> content(attachment.content);
  if (content.empty()) return fail(ErrorCode::InvalidArgument, "an attachment has no bytes", attachment.name);
  Database& database = transaction.database();
  const auto parts = static_cast<std::int64_t>((content.size() + kPartBytes - 1) / kPartBytes);
  const Digest digest = kiosk::crypto::sha256(content);
  const auto stored =
      database.run("INSERT INTO outbox_attachment VALUES (?,?,?,?,?,?,?)", attachment.key.value.to_string(),
                   case_key.value.to_string(), attachment.name, attachment.media_type,
                   static_cast<std::int64_t>(content.size()), parts, std::span<const std::uint8_t>(digest));
  if (!stored) return stored;
  for (std::int64_t number = 1; number <= parts; ++number) {
    const auto at = static_cast<std::size_t>(number - 1) * kPartBytes;
    const auto bytes = content.subspan(at, std::min(kPartBytes, content.size() - at));
    if (auto added = add_part(database, attachment.key, number, bytes); !added) return added;
  }
  return {};
}

Status AttachmentStore::add_part(Database& database, const IdempotencyKey& key, std::int64_t number,
                                 std::span<const std::uint8_t> bytes) {
  const Digest digest = kiosk::crypto::sha256(bytes);
  const auto sealed = sealer_.seal(bytes, place_of(key, number, digest));
  if (!sealed) return tl::unexpected(sealed.error());
  return database.run("INSERT INTO outbox_part VALUES (?,?,?,?,0,?,?)", key.value.to_string(), number,
                      static_cast<std::int64_t>(bytes.size()), std::span<const std::uint8_t>(digest),
                      std::int64_t{*kiosk::crypto::Sealer::epoch_of(*sealed)},
                      std::span<const std::uint8_t>(*sealed));
}

Result<std::optional<AttachmentSummary>> AttachmentStore::next_unsent(Database& database,
                                                                      const IdempotencyKey& case_key) {
  const auto all = attachments_of(database, case_key);
  if (!all) return tl::unexpected(all.error());
  const auto found = std::find_if(all->begin(), all->end(), [](const auto& a) { return !a.is_sent(); });
  if (found == all->end()) return std::nullopt;
  return *found;
}

Result<std::vector<std::int64_t>> AttachmentStore::missing_parts(Database& database,
                                                                 const IdempotencyKey& key) {
  std::vector<std::int64_t> numbers;
  const auto take = [&numbers](const store::Statement& row) { numbers.push_back(row.integer(0)); };
  const auto done =
      database.each("SELECT number FROM outbox_part WHERE attachment_key=? AND sent=0 ORDER BY number", take,
                    key.value.to_string());
  if (!done) return tl::unexpected(done.error());
  return numbers;
}

Result<SecureBytes> AttachmentStore::read_part(Database& database, const IdempotencyKey& key,
                                               std::int64_t number) {
  store::Bytes sealed;
  Digest digest{};
  const auto take = [&](const store::Statement& row) {
    sealed = row.blob(0);
    digest = digest_in(row, 1);
  };
  const auto done =
      database.each("SELECT sealed, digest FROM outbox_part WHERE attachment_key=? AND number=?", take,
                    key.value.to_string(), number);
  if (!done) return tl::unexpected(done.error());
  if (sealed.empty()) return fail(ErrorCode::NotFound, "no such part", std::to_string(number));
  auto part = sealer_.open(sealed, place_of(key, number, digest));
  if (!part) return part;
  if (kiosk::crypto::sha256(*part) == digest) return part;
  return fail(ErrorCode::InvalidData, "a part is not what was stored", std::to_string(number));
}

Status AttachmentStore::note_held(Transaction& transaction, const IdempotencyKey& key,
                                  const std::vector<std::int64_t>& held) {
  Database& database = transaction.database();
  const std::string id = key.value.to_string();
  if (auto none = database.run("UPDATE outbox_part SET sent=0 WHERE attachment_key=? AND sent=1", id);
      !none) {
    return none;
  }
  for (const std::int64_t number : held) {
    const auto noted =
        database.run("UPDATE outbox_part SET sent=1 WHERE attachment_key=? AND number=?", id, number);
    if (!noted) return noted;
  }
  return {};
}

Status AttachmentStore::erase(Transaction& transaction, const IdempotencyKey& case_key) {
  return transaction.database().run(
      "UPDATE outbox_part SET sealed=NULL, key_epoch=NULL WHERE attachment_key IN "
      "(SELECT idempotency_key FROM outbox_attachment WHERE case_key=?)",
      case_key.value.to_string());
}

Result<std::int64_t> AttachmentStore::reseal(Transaction& transaction, kiosk::crypto::KeyEpoch current,
                                             std::int64_t limit) {
  struct Part {
    IdempotencyKey key;
    std::int64_t number;
    Digest digest;
  };
  std::vector<SealedRow<Part>> old;
  const auto take = [&old](const store::Statement& row) {
    const IdempotencyKey key{Uuid::parse(row.text(0)).value_or(Uuid{})};
    old.push_back({{key, row.integer(1), digest_in(row, 2)}, row.blob(3)});
  };
  Database& database = transaction.database();
  const auto read = database.each(
      "SELECT attachment_key, number, digest, sealed FROM outbox_part WHERE key_epoch<? LIMIT ?", take,
      std::int64_t{current}, limit);
  if (!read) return tl::unexpected(read.error());
  const auto place = [](const Part& part) { return place_of(part.key, part.number, part.digest); };
  const auto write = [&](const Part& part, std::span<const std::uint8_t> fresh) {
    return database.run("UPDATE outbox_part SET sealed=?, key_epoch=? WHERE attachment_key=? AND number=?",
                        fresh, std::int64_t{current}, part.key.value.to_string(), part.number);
  };
  return reseal_rows(sealer_, old, place, write);
}

Result<std::vector<AttachmentSummary>> attachments_of(Database& database, const IdempotencyKey& case_key) {
  std::vector<AttachmentSummary> all;
  const auto take = [&](const store::Statement& row) {
    AttachmentSummary& found = all.emplace_back();
    found.key.value = Uuid::parse(row.text(0)).value_or(Uuid{});
    found.case_key = case_key;
    found.name = row.text(1);
    found.media_type = row.text(2);
    found.bytes = row.integer(3);
    found.parts = row.integer(4);
    found.digest = digest_in(row, 5);
    found.parts_sent = row.integer(6);
  };
  const auto done = database.each(
      "SELECT idempotency_key, name, media_type, bytes, parts, digest, (SELECT count(*) FROM outbox_part p "
      "WHERE p.attachment_key=a.idempotency_key AND p.sent=1) FROM outbox_attachment a WHERE case_key=? "
      "ORDER BY idempotency_key",
      take, case_key.value.to_string());
  if (!done) return tl::unexpected(done.error());
  return all;
}

}  // namespace offline_cache::outbox

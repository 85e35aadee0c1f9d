// The list of migrations and the fit between database and keys.
#include "offline_cache/journal/schema.h"

#include <array>

#include "kiosk/base/secure.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/key_protection.h"
#include "offline_cache/audit/audit_record.h"
#include "offline_cache/outbox/tables.h"
#include "offline_cache/visits/visit_record.h"

namespace offline_cache::journal {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Status;

constexpr const char* kKeyTableUp =
    "CREATE TABLE key_check (epoch INTEGER PRIMARY KEY, value BLOB NOT NULL) STRICT;";
constexpr const char* kKeyTableDown = "DROP TABLE key_check;";

constexpr const char* kFactsUp =
    "CREATE TABLE terminal_fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;"
    "CREATE INDEX visit_event_epoch ON visit_event (key_epoch) WHERE key_epoch IS NOT NULL;";
constexpr const char* kFactsDown = "DROP INDEX visit_event_epoch; DROP TABLE terminal_fact;";

/// Nothing personal: what was asked for which service, until the centre has settled it.
constexpr const char* kPaymentsUp =
    "CREATE TABLE payment (number TEXT PRIMARY KEY, payment_key TEXT NOT NULL, service TEXT NOT NULL,"
    " fen INTEGER NOT NULL, state TEXT NOT NULL, noted_at_ms INTEGER NOT NULL,"
    " settled INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX payment_open ON payment (number) WHERE settled = 0;";
constexpr const char* kPaymentsDown = "DROP TABLE payment;";

/// Says whether a key is the same without telling anything about it.
kiosk::crypto::Digest check_value(const kiosk::crypto::DataKey& key) {
  return kiosk::crypto::hmac_sha256(key.key, kiosk::base::as_bytes("kiosk-data-key-check-v1"));
}

bool fits(const kiosk::crypto::DataKey* key, const store::Bytes& noted) {
  return key != nullptr && kiosk::crypto::equal_in_constant_time(check_value(*key), noted);
}

}  // namespace

std::span<const store::Migration> migrations() {
  static const std::array kAll{
      store::Migration{
          1, "queue, trail, visits and key checks",
          std::string(outbox::kTablesUp) + audit::kTablesUp + visits::kTablesUp + kKeyTableUp,
          std::string(kKeyTableDown) + visits::kTablesDown + audit::kTablesDown + outbox::kTablesDown, 1},
      // It only adds: the release before it works on, and leaves messages and attachments where they are.
      store::Migration{2, "messages, attachments, key epochs and facts",
                       std::string(outbox::kMessageTablesUp) + kFactsUp,
                       std::string(kFactsDown) + outbox::kMessageTablesDown, 1},
      // It only adds, too: what is open at a step back, the centre settles in time by itself.
      store::Migration{3, "payments", kPaymentsUp, kPaymentsDown, 1},
  };
  return kAll;
}

Status check_keys_exist(const StatePaths& paths) {
  std::error_code error;
  if (!std::filesystem::exists(paths.database, error)) return {};
  const std::array<std::array<const char*, 2>, 2> needed{
      {{kiosk::crypto::kFileKek, kiosk::crypto::kTpmKek},
       {kiosk::crypto::kFileSigningKey, kiosk::crypto::kTpmSigningKey}}};
  for (const auto& [in_file, in_tpm] : needed) {
    if (std::filesystem::exists(paths.keys / in_file, error)) continue;
    if (std::filesystem::exists(paths.keys / in_tpm, error)) continue;
    return fail(ErrorCode::NotFound,
                "the database is here but its key is gone: restore the key before starting",
                (paths.keys / in_file).string());
  }
  return {};
}

Status check_keys_fit(store::Database& database, const kiosk::crypto::KeyRing& ring) {
  std::int64_t unfit = 0;
  const auto compare = [&](const store::Statement& row) {
    const auto epoch = static_cast<kiosk::crypto::KeyEpoch>(row.integer(0));
    if (unfit == 0 && !fits(ring.find(epoch), row.blob(1))) unfit = row.integer(0);
  };
  if (auto done = database.each("SELECT epoch, value FROM key_check ORDER BY epoch", compare); !done)
    return done;
  if (unfit != 0) {
    return fail(ErrorCode::InvalidData,
                "the data key of epoch " + std::to_string(unfit) +
                    " is missing or not the one that this database was written with",
                database.file().string());
  }
  return database.run("INSERT OR IGNORE INTO key_check VALUES (?,?)", std::int64_t{ring.current().epoch},
                      std::span<const std::uint8_t>(check_value(ring.current())));
}

}  // namespace offline_cache::journal

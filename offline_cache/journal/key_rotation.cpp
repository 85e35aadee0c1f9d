// Beginning, emptying and ending of key epochs.
#include "offline_cache/journal/key_rotation.h"

#include "kiosk/base/log.h"
#include "offline_cache/journal/schema.h"
#include "offline_cache/store/transaction.h"

namespace offline_cache::journal {

using kiosk::base::Result;
using kiosk::base::Status;
using kiosk::crypto::KeyEpoch;
using store::Database;
using store::in_transaction;
using store::Transaction;

namespace {

constexpr const char* kEpochDay = "key-epoch-day";

/// Every place where something sealed may lie.
constexpr const char* kRowsOfEpoch =
    "SELECT (SELECT count(*) FROM outbox_case WHERE key_epoch=?1)"
    "  + (SELECT count(*) FROM outbox_message WHERE key_epoch=?1)"
    "  + (SELECT count(*) FROM outbox_part WHERE key_epoch=?1)"
    "  + (SELECT count(*) FROM visit_event WHERE key_epoch=?1)";

}  // namespace

Result<std::optional<std::string>> read_fact(Database& database, const std::string& name) {
  std::optional<std::string> value;
  const auto take = [&value](const store::Statement& row) { value = row.text(0); };
  if (auto done = database.each("SELECT value FROM terminal_fact WHERE name=?", take, name); !done) {
    return tl::unexpected(done.error());
  }
  return value;
}

Status write_fact(Database& database, const std::string& name, const std::string& value) {
  return database.run(
      "INSERT INTO terminal_fact VALUES (?,?) ON CONFLICT (name) DO UPDATE SET value=excluded.value", name,
      value);
}

Status KeyRotation::open(Database& database) {
  const auto day = read_fact(database, kEpochDay);
  if (!day) return tl::unexpected(day.error());
  if (*day) return {};
  return write_fact(database, kEpochDay, kiosk::base::to_compact_date(clock_.wall()));
}

Status KeyRotation::run(Database& database) {
  const auto due = is_time(database);
  if (!due) return tl::unexpected(due.error());
  if (*due) {
    if (auto begun = begin_epoch(database); !begun) return begun;
  }
  if (rooms_.ring.epochs().size() < 2) return {};
  const auto moved = empty_old_epochs(database);
  if (!moved) return tl::unexpected(moved.error());
  return destroy_empty_epochs(database);
}

Result<bool> KeyRotation::is_time(Database& database) {
  const auto day = read_fact(database, kEpochDay);
  if (!day) return tl::unexpected(day.error());
  if (*day != kiosk::base::to_compact_date(clock_.wall())) return true;
  const auto cases = database.integer("SELECT count(*) FROM outbox_case WHERE key_epoch=?",
                                      std::int64_t{rooms_.ring.current().epoch});
  if (!cases) return tl::unexpected(cases.error());
  return cases->value_or(0) >= policy_.most_cases;
}

Status KeyRotation::begin_epoch(Database& database) {
  if (auto started = rooms_.ring.start_epoch(); !started) return started;
  return in_transaction(database, [&](Transaction&) -> Status {
    if (auto noted = check_keys_fit(database, rooms_.ring); !noted) return noted;
    return write_fact(database, kEpochDay, kiosk::base::to_compact_date(clock_.wall()));
  });
}

Result<std::int64_t> KeyRotation::empty_old_epochs(Database& database) {
  const KeyEpoch current = rooms_.ring.current().epoch;
  return in_transaction(database, [&](Transaction& transaction) -> Result<std::int64_t> {
    const auto erased = database.run("UPDATE visit_event SET personal=NULL, key_epoch=NULL WHERE key_epoch<?",
                                     std::int64_t{current});
    if (!erased) return tl::unexpected(erased.error());
    std::int64_t moved = 0;
    for (const auto& part : {rooms_.cases.reseal(transaction, current, policy_.rows_at_once),
                             rooms_.attachments.reseal(transaction, current, policy_.rows_at_once),
                             rooms_.messages.reseal(transaction, current, policy_.rows_at_once)}) {
      if (!part) return part;
      moved += *part;
    }
    return moved;
  });
}

/// First the database forgets the key, then the key goes: a power cut between leaves a key that nothing
/// needs.
Status KeyRotation::destroy_empty_epochs(Database& database) {
  for (const KeyEpoch epoch : rooms_.ring.epochs()) {
    if (epoch == rooms_.ring.current().epoch) continue;
    const auto rows = database.integer(kRowsOfEpoch, std::int64_t{epoch});
    if (!rows) return tl::unexpected(rows.error());
    if (rows->value_or(0) > 0) continue;
    if (auto gone = database.run("DELETE FROM key_check WHERE epoch=?", std::int64_t{epoch}); !gone)
      return gone;
    if (auto gone = rooms_.ring.erase_epoch(epoch); !gone) return gone;
    kiosk::base::log(kiosk::base::LogLevel::Info, "keys",
                     "the data key of epoch " + std::to_string(epoch) + " was destroyed");
  }
  return {};
}

}  // namespace offline_cache::journal

// Running migrations, one transaction each, with a copy first.
#include "offline_cache/store/migration.h"

#include <filesystem>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "offline_cache/store/fingerprint.h"
#include "offline_cache/store/transaction.h"

namespace offline_cache::store {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::Status;

constexpr const char* kHistoryTable =
    "CREATE TABLE IF NOT EXISTS schema_history ("
    "number INTEGER PRIMARY KEY, description TEXT NOT NULL, down TEXT NOT NULL, usable_from INTEGER NOT "
    "NULL) STRICT";

using TableNames = std::vector<std::string>;

/// Rows of this file and of the copy, in the tables and columns that both have, but for `changed` tables.
Status compare_with(Database& database, const std::filesystem::path& copy, const TableNames& changed,
                    const std::string& what) {
  const auto opened = Database::open_read_only(copy);
  if (!opened) return tl::unexpected(opened.error());
  const auto ours = columns_of(database);
  const auto theirs = columns_of(**opened);
  if (!ours || !theirs) return tl::unexpected((ours ? theirs : ours).error());
  TableColumns common = common_columns(*ours, *theirs);
  for (const std::string& table : changed) common.erase(table);
  const auto before = fingerprints_of(**opened, common);
  const auto now = fingerprints_of(database, common);
  if (!before || !now) return tl::unexpected((before ? now : before).error());
  return same_rows(*before, *now, what);
}

/// The copy is read back and compared row by row: only then may the original change.
Result<std::filesystem::path> copy_before_change(Database& database, int number) {
  std::filesystem::path copy = database.file().string() + ".v" + std::to_string(number);
  std::error_code error;
  std::filesystem::remove(copy, error);
  // An empty file of the right mode first: SQLite would make it readable for others.
  if (auto made = kiosk::base::write_file_atomically(copy, "", 0600); !made) {
    return tl::unexpected(made.error());
  }
  if (auto copied = database.run("VACUUM INTO ?", std::string_view(copy.native())); !copied) {
    return tl::unexpected(copied.error());
  }
  if (auto same = compare_with(database, copy, {}, "the copy before the migration"); !same) {
    return tl::unexpected(same.error());
  }
  return copy;
}

constexpr std::string_view kChangesMark = "-- changes ";

/// The script that is kept in the file, headed by the tables whose rows it may change.
std::string kept_script(const Migration& migration) {
  std::string script;
  for (const std::string& table : migration.changes) script.append(kChangesMark).append(table).append("\n");
  return script + migration.down;
}

TableNames changes_of(std::string_view script) {
  TableNames tables{"schema_history"};
  while (script.starts_with(kChangesMark)) {
    const std::size_t end = script.find('\n');
    tables.emplace_back(script.substr(kChangesMark.size(), end - kChangesMark.size()));
    script.remove_prefix(end + 1);
  }
  return tables;
}

/// After each step the rows that no step meant to change are compared with the copy; a difference undoes the
/// step.
Status compare_step(Database& database, const std::filesystem::path& copy, const TableNames& changed,
                    int number) {
  if (copy.empty()) return {};
  return compare_with(database, copy, changed, "migration " + std::to_string(number));
}

Status set_schema_number(Database& database, int number) {
  return database.execute("PRAGMA user_version=" + std::to_string(number));
}

Status apply(Database& database, const Migration& migration, const std::filesystem::path& copy,
             TableNames& changed) {
  return in_transaction(database, [&](Transaction& transaction) -> Status {
    Database& db = transaction.database();
    if (auto made = db.execute(kHistoryTable); !made) return made;
    if (auto done = db.execute(migration.up); !done) return done;
    if (auto noted = db.run("INSERT INTO schema_history VALUES (?,?,?,?)", std::int64_t{migration.number},
                            std::string_view(migration.description), kept_script(migration),
                            std::int64_t{migration.usable_from});
        !noted) {
      return noted;
    }
    for (const std::string& table : changes_of(kept_script(migration))) changed.push_back(table);
    if (auto kept = compare_step(db, copy, changed, migration.number); !kept) return kept;
    return set_schema_number(db, migration.number);
  });
}

Status accept_later_release(Database& database, int found, int known) {
  const auto usable_from =
      database.integer("SELECT usable_from FROM schema_history WHERE number=?", std::int64_t{found});
  if (!usable_from) return tl::unexpected(usable_from.error());
  if (usable_from->value_or(found) <= known) return {};
  return fail(ErrorCode::Unsupported,
              "the file has schema " + std::to_string(found) +
                  " of a later release; this release knows up to " + std::to_string(known) +
                  ": install the later release or migrate down first",
              database.file().string());
}

Status undo(Database& database, int number, const std::filesystem::path& copy, TableNames& changed) {
  return in_transaction(database, [&](Transaction& transaction) -> Status {
    Database& db = transaction.database();
    std::string down;
    const auto take = [&down](const Statement& row) { down = row.text(0); };
    const std::int64_t key = number;
    if (auto read = db.each("SELECT down FROM schema_history WHERE number=?", take, key); !read) return read;
    if (down.empty())
      return fail(ErrorCode::Unsupported, "no script undoes schema " + std::to_string(number));
    if (auto done = db.execute(down); !done) return done;
    if (auto gone = db.run("DELETE FROM schema_history WHERE number=?", key); !gone) return gone;
    for (const std::string& table : changes_of(down)) changed.push_back(table);
    if (auto kept = compare_step(db, copy, changed, number); !kept) return kept;
    return set_schema_number(db, number - 1);
  });
}

}  // namespace

Result<int> schema_number(Database& database) {
  const auto number = database.integer("PRAGMA user_version");
  if (!number) return tl::unexpected(number.error());
  return static_cast<int>(number->value_or(0));
}

Status migrate_up(Database& database, std::span<const Migration> migrations) {
  const auto found = schema_number(database);
  if (!found) return tl::unexpected(found.error());
  const int known = static_cast<int>(migrations.size());
  if (*found > known) return accept_later_release(database, *found, known);
  if (*found == known) return {};
  std::filesystem::path copy;
  TableNames changed;
  if (*found > 0) {
    auto copied = copy_before_change(database, *found);
    if (!copied) return tl::unexpected(copied.error());
    copy = std::move(*copied);
  }
  for (const Migration& migration : migrations.subspan(static_cast<std::size_t>(*found))) {
    if (auto done = apply(database, migration, copy, changed); !done) return done;
    kiosk::base::log(kiosk::base::LogLevel::Info, "store",
                     "schema " + std::to_string(migration.number) + ": " + migration.description);
  }
  return {};
}

Status migrate_down(Database& database, int target) {
  const auto found = schema_number(database);
  if (!found) return tl::unexpected(found.error());
  if (target < 1 || target > *found) {
    return fail(ErrorCode::InvalidArgument, "the file has schema " + std::to_string(*found) +
                                                ": it cannot go down to " + std::to_string(target));
  }
  if (target == *found) return {};
  const auto copy = copy_before_change(database, *found);
  if (!copy) return tl::unexpected(copy.error());
  TableNames changed;
  for (int number = *found; number > target; --number) {
    if (auto done = undo(database, number, *copy, changed); !done) return done;
  }
  return {};
}

}  // namespace offline_cache::store

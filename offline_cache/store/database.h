// Database: one SQLite file, durable at each commit, with one owner.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/base/file.h"
#include "kiosk/base/result.h"
#include "offline_cache/store/statement.h"
#include "offline_cache/store/statement_cache.h"

struct sqlite3;

namespace offline_cache::store {

struct DatabaseOptions {
  /// The file may not grow beyond this many pages of 4096 bytes; 0 is no limit. Deleting still works when
  /// full.
  std::uint32_t page_limit = 0;
  /// The name of a registered SQLite VFS; empty is the system's. Tests record writes with their own.
  std::string vfs{};
};

/// How full the file is.
struct DatabaseUsage {
  std::int64_t pages_used = 0;   ///< pages that hold something
  std::int64_t pages_limit = 0;  ///< 0 is no limit
};

/// A connection with WAL, synchronous=FULL, foreign keys and secure_delete on. Exactly one connection writes
/// and checkpoints: a second writer on the file is refused (SQLite before 3.51.3 can corrupt a WAL that two
/// connections checkpoint). Checkpoints run only in `checkpoint`, off the citizen's path.
/// Every call on one thread: the storage thread in the terminal, the updater's own in the updater.
class Database {
 public:
  /// Opens or makes the file (mode 0600) and runs quick_check. Conflict when another owner has it open,
  /// InvalidData when it is damaged or no database.
  static kiosk::base::Result<std::unique_ptr<Database>> open(const std::filesystem::path& file,
                                                             const DatabaseOptions& options = {});
  /// For looking beside the owner: never writes, never checkpoints.
  static kiosk::base::Result<std::unique_ptr<Database>> open_read_only(const std::filesystem::path& file);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  /// One statement from the cache.
  kiosk::base::Result<Statement> prepare(const std::string& sql);
  /// Runs SQL text of any number of statements without parameters or results.
  kiosk::base::Status execute(const std::string& sql);
  /// Runs one statement with its parameters to the end.
  template <class... Values>
  kiosk::base::Status run(const std::string& sql, const Values&... values);
  /// Runs one query and calls `row(const Statement&)` for each row.
  template <class Row, class... Values>
  kiosk::base::Status each(const std::string& sql, Row&& row, const Values&... values);
  /// The first column of the first row; nothing when there is no row.
  template <class... Values>
  kiosk::base::Result<std::optional<std::int64_t>> integer(const std::string& sql, const Values&... values);

  /// Rows changed by the last INSERT, UPDATE or DELETE.
  std::int64_t changes() const;
  std::int64_t last_insert_id() const;
  bool in_transaction() const;

  /// Moves the WAL into the file and empties it. Call when nobody waits. Unavailable while a reader is in the
  /// way.
  kiosk::base::Status checkpoint();
  kiosk::base::Result<DatabaseUsage> usage();
  const std::filesystem::path& file() const { return file_; }

 private:
  Database(std::filesystem::path file, sqlite3* connection, kiosk::base::UniqueFd owner_lock)
      : file_(std::move(file)),
        owner_lock_(std::move(owner_lock)),
        connection_(connection),
        cache_(connection) {}
  static kiosk::base::Result<std::unique_ptr<Database>> connect(const std::filesystem::path& file, int flags,
                                                                const std::string& vfs,
                                                                kiosk::base::UniqueFd owner_lock);
  kiosk::base::Status configure(const DatabaseOptions& options);
  kiosk::base::Status check();

  /// Closes after the cache has given up its statements.
  struct Closer {
    sqlite3* connection;
    explicit Closer(sqlite3* c) : connection(c) {}
    Closer(const Closer&) = delete;
    Closer& operator=(const Closer&) = delete;
    ~Closer();
  };
  std::filesystem::path file_;
  kiosk::base::UniqueFd owner_lock_;  ///< before the connection: given up after it is closed
  Closer connection_;
  StatementCache cache_;
};

template <class... Values>
kiosk::base::Status Database::run(const std::string& sql, const Values&... values) {
  return each(
      sql, [](const Statement&) {}, values...);
}

template <class Row, class... Values>
kiosk::base::Status Database::each(const std::string& sql, Row&& row, const Values&... values) {
  auto statement = prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  [[maybe_unused]] int index = 0;
  (statement->bind(index++, values), ...);
  for (;;) {
    const auto more = statement->step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
    row(static_cast<const Statement&>(*statement));
  }
}

template <class... Values>
kiosk::base::Result<std::optional<std::int64_t>> Database::integer(const std::string& sql,
                                                                   const Values&... values) {
  std::optional<std::int64_t> value;
  const auto take = [&value](const Statement& row) {
    if (!value && !row.is_null(0)) value = row.integer(0);
  };
  if (auto done = each(sql, take, values...); !done) return tl::unexpected(done.error());
  return value;
}

}  // namespace offline_cache::store

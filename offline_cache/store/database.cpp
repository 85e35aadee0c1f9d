// Opening, configuring and checking of one SQLite file.
#include "offline_cache/store/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>

#include <cerrno>

#include "offline_cache/store/sqlite_error.h"

namespace offline_cache::store {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::Status;
using kiosk::base::UniqueFd;

constexpr int kBusyTimeoutMs = 5000;

/// The lock lies beside the database: SQLite's own locks are dropped when any descriptor of the file closes.
Result<UniqueFd> take_ownership(const std::filesystem::path& file) {
  const std::string lock = file.string() + ".owner";
  UniqueFd fd(open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!fd) {
    const ErrorCode code = errno == ENOSPC ? ErrorCode::Exhausted : ErrorCode::PermissionDenied;
    return fail(code, "cannot open the owner's lock: " + kiosk::base::errno_text(errno), lock);
  }
  if (flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    return fail(ErrorCode::Conflict, "another process owns this database", file.string());
  }
  return fd;
}

/// SQLite would make the file with the process's umask: personal data wants 0600 from the first byte.
Status make_private_file(const std::filesystem::path& file) {
  const UniqueFd fd(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (fd) return {};
  return fail(ErrorCode::PermissionDenied, "cannot open the database: " + kiosk::base::errno_text(errno),
              file.string());
}

}  // namespace

Database::Closer::~Closer() { sqlite3_close_v2(connection); }

Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file,
                                                 const DatabaseOptions& options) {
  auto lock = take_ownership(file);
  if (!lock) return tl::unexpected(lock.error());
  if (auto made = make_private_file(file); !made) return tl::unexpected(made.error());
  auto database = connect(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, options.vfs, std::move(*lock));
  if (!database) return database;
  if (auto done = (*database)->configure(options); !done) return tl::unexpected(done.error());
  if (auto checked = (*database)->check(); !checked) return tl::unexpected(checked.error());
  return database;
}

Result<std::unique_ptr<Database>> Database::open_read_only(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return fail(ErrorCode::NotFound, "there is no database", file.string());
  }
  auto database = connect(file, SQLITE_OPEN_READONLY, "", UniqueFd());
  if (!database) return database;
  if (auto done = (*database)->execute("PRAGMA query_only=ON"); !done) return tl::unexpected(done.error());
  return database;
}

Result<std::unique_ptr<Database>> Database::connect(const std::filesystem::path& file, int flags,
                                                    const std::string& vfs, UniqueFd owner_lock) {
  sqlite3* connection = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &connection, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                      vfs.empty() ? nullptr : vfs.c_str());
  std::unique_ptr<Database> database(new Database(file, connection, std::move(owner_lock)));
  if (code != SQLITE_OK) return sqlite_failure(connection, code, "cannot open the database");
  sqlite3_busy_timeout(connection, kBusyTimeoutMs);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  return database;
}

Status Database::configure(const DatabaseOptions& options) {
  const std::string limit = options.page_limit > 0 ? std::to_string(options.page_limit) : "4294967294";
  return execute(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
      "PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=0; PRAGMA temp_store=MEMORY;"
      "PRAGMA mmap_size=0; PRAGMA trusted_schema=OFF; PRAGMA max_page_count=" +
      limit);
}

Status Database::check() {
  std::string found;
  const auto first = [&found](const Statement& row) { found = row.text(0); };
  if (auto done = each("PRAGMA quick_check(1)", first); !done) return done;
  if (found == "ok") return {};
  return fail(ErrorCode::InvalidData, "the database is damaged: " + found, file_.string());
}

Result<Statement> Database::prepare(const std::string& sql) {
  auto handle = cache_.take(sql);
  if (!handle) return tl::unexpected(handle.error());
  return Statement(cache_, sql, *handle);
}

Status Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(connection_.connection, sql.c_str(), nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return {};
  return sqlite_failure(connection_.connection, code, "cannot run SQL");
}

std::int64_t Database::changes() const { return sqlite3_changes64(connection_.connection); }

std::int64_t Database::last_insert_id() const { return sqlite3_last_insert_rowid(connection_.connection); }

bool Database::in_transaction() const { return sqlite3_get_autocommit(connection_.connection) == 0; }

Status Database::checkpoint() {
  const int code = sqlite3_wal_checkpoint_v2(connection_.connection, nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                             nullptr, nullptr);
  if (code == SQLITE_OK) return {};
  return sqlite_failure(connection_.connection, code, "cannot checkpoint");
}

Result<DatabaseUsage> Database::usage() {
  const auto all = integer("PRAGMA page_count");
  const auto free = integer("PRAGMA freelist_count");
  const auto limit = integer("PRAGMA max_page_count");
  for (const auto* part : {&all, &free, &limit}) {
    if (!*part) return tl::unexpected(part->error());
  }
  constexpr std::int64_t kNoLimit = 4'294'967'294;
  return DatabaseUsage{all->value_or(0) - free->value_or(0), limit->value_or(0) >= kNoLimit ? 0 : **limit};
}

}  // namespace offline_cache::store

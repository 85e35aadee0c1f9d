// Prepared statements that wait for their next use.
#include "offline_cache/store/statement_cache.h"

#include <sqlite3.h>

#include "offline_cache/store/sqlite_error.h"

namespace offline_cache::store {

StatementCache::~StatementCache() {
  for (const auto& [sql, statement] : idle_) sqlite3_finalize(statement);
}

kiosk::base::Result<sqlite3_stmt*> StatementCache::take(const std::string& sql) {
  if (const auto found = idle_.find(sql); found != idle_.end()) {
    sqlite3_stmt* const statement = found->second;
    idle_.erase(found);
    return statement;
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(connection_, sql.c_str(), static_cast<int>(sql.size()) + 1,
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return sqlite_failure(connection_, code, "cannot prepare a statement");
  return statement;
}

void StatementCache::give_back(std::string sql, sqlite3_stmt* statement) noexcept {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  idle_.emplace(std::move(sql), statement);
}

}  // namespace offline_cache::store

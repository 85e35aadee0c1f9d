// StatementCache: prepared statements that wait for their next use.
#pragma once

#include <string>
#include <unordered_map>

#include "kiosk/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace offline_cache::store {

/// One per connection. A statement that is in use is not in the cache, so nested use of one text is safe.
class StatementCache {
 public:
  explicit StatementCache(sqlite3* connection) : connection_(connection) {}
  StatementCache(const StatementCache&) = delete;
  StatementCache& operator=(const StatementCache&) = delete;
  ~StatementCache();

  kiosk::base::Result<sqlite3_stmt*> take(const std::string& sql);
  void give_back(std::string sql, sqlite3_stmt* statement) noexcept;
  sqlite3* connection() const { return connection_; }

 private:
  sqlite3* connection_;
  std::unordered_multimap<std::string, sqlite3_stmt*> idle_;
};

}  // namespace offline_cache::store

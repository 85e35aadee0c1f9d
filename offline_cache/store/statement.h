// Statement: one prepared SQL statement, its parameters and the row it stands on.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

struct sqlite3_stmt;

namespace offline_cache::store {

class StatementCache;

using Bytes = std::vector<std::uint8_t>;

/// Borrowed from its database's cache and given back at the end of its life; must not outlive the database.
/// Parameters and columns count from 0. On the database's thread only.
class Statement {
 public:
  Statement(StatementCache& cache, std::string sql, sqlite3_stmt* handle)
      : cache_(&cache), sql_(std::move(sql)), handle_(handle) {}
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  void bind(int index, std::int64_t value);
  void bind(int index, std::string_view text);
  void bind(int index, std::span<const std::uint8_t> blob);
  void bind(int index, std::nullopt_t);
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    if (value) {
      bind(index, *value);
    } else {
      bind(index, std::nullopt);
    }
  }

  /// True on a row, false at the end. After an error the statement may only be given up.
  kiosk::base::Result<bool> step();

  std::int64_t integer(int column) const;
  /// Empty for NULL.
  std::string text(int column) const;
  /// Empty for NULL.
  Bytes blob(int column) const;
  bool is_null(int column) const;

 private:
  StatementCache* cache_;
  std::string sql_;
  sqlite3_stmt* handle_;
};

}  // namespace offline_cache::store

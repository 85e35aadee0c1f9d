// Binding, stepping and reading of one prepared statement.
#include "offline_cache/store/statement.h"

#include <sqlite3.h>

#include <utility>

#include "offline_cache/store/sqlite_error.h"
#include "offline_cache/store/statement_cache.h"

namespace offline_cache::store {

// A bind fails only for a wrong index or without memory; the step then fails on a missing NOT NULL value.

Statement::Statement(Statement&& other) noexcept
    : cache_(other.cache_), sql_(std::move(other.sql_)), handle_(std::exchange(other.handle_, nullptr)) {}

Statement::~Statement() {
  if (handle_) cache_->give_back(std::move(sql_), handle_);
}

void Statement::bind(int index, std::int64_t value) { sqlite3_bind_int64(handle_, index + 1, value); }

void Statement::bind(int index, std::string_view text) {
  const char* const data = text.data() ? text.data() : "";
  sqlite3_bind_text64(handle_, index + 1, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Statement::bind(int index, std::span<const std::uint8_t> blob) {
  static constexpr std::uint8_t kNothing = 0;
  const std::uint8_t* const data = blob.data() ? blob.data() : &kNothing;  // a null pointer would bind NULL
  sqlite3_bind_blob64(handle_, index + 1, data, blob.size(), SQLITE_TRANSIENT);
}

void Statement::bind(int index, std::nullopt_t) { sqlite3_bind_null(handle_, index + 1); }

kiosk::base::Result<bool> Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return sqlite_failure(cache_->connection(), code, "a statement failed");
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

std::string Statement::text(int column) const {
  const auto* const data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  return data ? std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))) : "";
}

Bytes Statement::blob(int column) const {
  const auto* const data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, column));
  return data ? Bytes(data, data + sqlite3_column_bytes(handle_, column)) : Bytes();
}

bool Statement::is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }

}  // namespace offline_cache::store

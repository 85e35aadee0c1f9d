// Database: one SQLite file with full durability, prepared statements, transactions.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace tests::central {

/// One prepared statement. Parameters are bound in order by `bind`; columns are read by index after `step`.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);

  Statement& bind(std::string_view text);
  Statement& bind(std::int64_t number);
  Statement& bind(const std::optional<int>& number);
  Statement& bind_blob(std::string_view bytes);
  /// True when there is a row. Throws DatabaseError.
  bool step();
  std::string text(int column) const;
  std::int64_t number(int column) const;
  std::optional<int> optional_number(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int next_parameter_ = 1;
};

/// What SQLite reports; caught at the border of the repository.
struct DatabaseError {
  int code;
  std::string message;
};

/// Owns the connection. One thread.
class Database {
 public:
  /// Opens or makes the file: WAL, synchronous=FULL, foreign keys.
  static kiosk::base::Result<Database> open(const std::filesystem::path& path);
  Statement prepare(std::string_view sql) const { return {handle_.get(), sql}; }
  void execute(const char* sql) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };
  explicit Database(sqlite3* handle) : handle_(handle) {}
  std::unique_ptr<sqlite3, Close> handle_;
};

/// Begins at once as a writer; rolls back unless committed.
class Transaction {
 public:
  explicit Transaction(const Database& database) : database_(database) {
    database_.execute("BEGIN IMMEDIATE");
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  const Database& database_;
  bool open_ = true;
};

}  // namespace tests::central

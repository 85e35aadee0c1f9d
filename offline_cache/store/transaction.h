// Transaction: all of it on the disk, or none.
#pragma once

#include <utility>

#include "kiosk/base/result.h"
#include "offline_cache/store/database.h"

namespace offline_cache::store {

/// BEGIN IMMEDIATE; rolled back at the end of its life unless committed. Functions that take a Transaction&
/// write as a part of it. On the database's thread; never held across a wait.
class Transaction {
 public:
  /// Conflict when the database is inside a transaction already.
  static kiosk::base::Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Database& database() { return *database_; }
  /// The one flush to the disk. After an error everything is rolled back.
  kiosk::base::Status commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

/// Runs `work(Transaction&)`, which returns a Status or a Result, and commits when it succeeded.
template <class Work>
auto in_transaction(Database& database, Work&& work) -> decltype(work(std::declval<Transaction&>())) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return tl::unexpected(transaction.error());
  auto outcome = work(*transaction);
  if (!outcome) return outcome;
  if (auto committed = transaction->commit(); !committed) return tl::unexpected(committed.error());
  return outcome;
}

}  // namespace offline_cache::store

// Begin, commit and roll back.
#include "offline_cache/store/transaction.h"

namespace offline_cache::store {

kiosk::base::Result<Transaction> Transaction::begin(Database& database) {
  if (database.in_transaction()) {
    return kiosk::base::fail(kiosk::base::ErrorCode::Conflict, "a transaction is open already",
                             database.file().string());
  }
  if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return tl::unexpected(begun.error());
  return Transaction(database);
}

Transaction::~Transaction() {
  // SQLite rolls back by itself on a full disk: then there is nothing left to undo.
  if (database_ && database_->in_transaction()) static_cast<void>(database_->run("ROLLBACK"));
}

kiosk::base::Status Transaction::commit() { return database_->run("COMMIT"); }

}  // namespace offline_cache::store

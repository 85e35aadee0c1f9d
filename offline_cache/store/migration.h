// Numbered migrations: the tables of a release, up and down.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "offline_cache/store/database.h"

namespace offline_cache::store {

struct Migration {
  int number = 0;           ///< 1, 2, 3, … without a gap
  std::string description;  ///< a few words
  std::string up;           ///< SQL
  std::string down;         ///< SQL that undoes `up` and keeps every row that the former tables can hold
  /// The lowest schema number whose release can still work with the file after this migration. A migration
  /// that only adds (tables, columns with defaults) keeps the former value, so a software rollback finds its
  /// data.
  int usable_from = 0;
  /// Tables whose rows it means to change. All other rows that stay must be the same before and after.
  std::vector<std::string> changes{};
};

/// The file's schema number (PRAGMA user_version); 0 for a new file.
kiosk::base::Result<int> schema_number(Database& database);

/// Brings the file up to the last of `migrations`, each in its own transaction. Before the first step a copy
/// is written beside it ("<file>.v<number>", VACUUM INTO), read back and compared; it is kept. After each
/// step counts and hashes of rows are compared with the copy, and a difference undoes the step (InvalidData).
/// A file of a later release is left as it is when that release says that this one can use it; else
/// Unsupported.
kiosk::base::Status migrate_up(Database& database, std::span<const Migration> migrations);

/// Takes the file down to schema `target` with the scripts that the migrations left inside the file, so that
/// an older release can undo what a newer one did. Copies first and compares, as above.
kiosk::base::Status migrate_down(Database& database, int target);

}  // namespace offline_cache::store

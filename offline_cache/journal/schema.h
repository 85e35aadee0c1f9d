// The numbered migrations of the terminal's database and the places of its files.
#pragma once

#include <filesystem>
#include <span>

#include "kiosk/base/result.h"
#include "kiosk/crypto/key_ring.h"
#include "offline_cache/store/migration.h"

namespace offline_cache::journal {

/// Everything below the terminal's state folder.
struct StatePaths {
  explicit StatePaths(const std::filesystem::path& state)
      : database(state / "terminal.db"), keys(state / "keys"), public_key(keys / "audit.key.pub") {}
  std::filesystem::path database;
  std::filesystem::path keys;
  std::filesystem::path public_key;
};

/// All migrations of this release, from 1 on.
std::span<const store::Migration> migrations();

/// NotFound when there is a database whose keys are gone: new ones would make its cases unreadable for ever.
kiosk::base::Status check_keys_exist(const StatePaths& paths);
/// InvalidData when the ring's keys are not those that the database was written with; notes the current one.
kiosk::base::Status check_keys_fit(store::Database& database, const kiosk::crypto::KeyRing& ring);

}  // namespace offline_cache::journal

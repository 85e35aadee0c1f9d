// ReadOnlyStore: the terminal's database for those who look on: kioskctl, tests, support.
#pragma once

#include <filesystem>
#include <memory>

#include "kiosk/base/result.h"
#include "kiosk/crypto/signing_key.h"
#include "offline_cache/store/database.h"

namespace offline_cache::journal {

/// Works beside a running owner and after its death; never writes, needs no secret key. One thread.
/// Use with outbox::list_cases / find_case / count_cases, audit::verify_chain / records_of_case.
struct ReadOnlyStore {
  std::unique_ptr<store::Database> database;
  kiosk::crypto::PublicKey audit_key;
};

/// NotFound when the state folder holds no database or no public key; Unsupported for a file of another
/// release.
kiosk::base::Result<ReadOnlyStore> open_read_only(const std::filesystem::path& state);

}  // namespace offline_cache::journal

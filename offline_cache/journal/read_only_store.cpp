// Opening for looking on.
#include "offline_cache/journal/read_only_store.h"

#include "kiosk/base/file.h"
#include "offline_cache/journal/schema.h"

namespace offline_cache::journal {

kiosk::base::Result<ReadOnlyStore> open_read_only(const std::filesystem::path& state) {
  const StatePaths paths(state);
  auto database = store::Database::open_read_only(paths.database);
  if (!database) return tl::unexpected(database.error());
  const auto number = store::schema_number(**database);
  if (!number) return tl::unexpected(number.error());
  if (*number < 1) {
    return kiosk::base::fail(kiosk::base::ErrorCode::Unsupported,
                             "the database holds no tables of a terminal", paths.database.string());
  }
  const auto pem = kiosk::base::read_file(paths.public_key);
  if (!pem) return tl::unexpected(pem.error());
  auto key = kiosk::crypto::PublicKey::from_pem(*pem);
  if (!key) return tl::unexpected(key.error());
  return ReadOnlyStore{std::move(*database), std::move(*key)};
}

}  // namespace offline_cache::journal

// The file-backed guard of a terminal's keys.
#include "kiosk/crypto/key_protection.h"

#include "kiosk/base/file.h"

namespace kiosk::crypto {

using base::ErrorCode;
using base::fail;

base::Status refuse_orphaned_keys(const std::filesystem::path& keys, const std::filesystem::path& kek) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(keys, error)) {
    if (!entry.path().filename().string().starts_with("data-")) continue;
    return fail(ErrorCode::NotFound, "the key-encryption key is missing but data keys wrapped by it exist",
                kek.string());
  }
  if (!error) return {};
  return fail(ErrorCode::Unavailable, "cannot list the key folder: " + error.message(), keys.string());
}

base::Result<std::unique_ptr<KeyWrapper>> open_file_wrapper(const std::filesystem::path& keys) {
  if (auto made = base::make_folder(keys, 0700); !made) return tl::unexpected(made.error());
  const std::filesystem::path kek = keys / kFileKek;
  auto wrapper = FileKeyWrapper::open(kek);
  if (wrapper || wrapper.error().code != ErrorCode::NotFound) return wrapper;
  if (auto none = refuse_orphaned_keys(keys, kek); !none) return tl::unexpected(none.error());
  return FileKeyWrapper::create(kek);
}

base::Result<KeyProtection> open_file_protection(const std::filesystem::path& keys) {
  auto wrapper = open_file_wrapper(keys);
  if (!wrapper) return tl::unexpected(wrapper.error());
  auto signer = open_file_signer(keys / kFileSigningKey);
  if (!signer) return tl::unexpected(signer.error());
  return KeyProtection{std::move(*wrapper), std::move(*signer)};
}

}  // namespace kiosk::crypto

// KeyProtection: who guards a terminal's keys: the wrapper of the data keys and the signer of its trail.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "kiosk/base/result.h"
#include "kiosk/crypto/key_wrapper.h"
#include "kiosk/crypto/signing_key.h"

namespace kiosk::crypto {

struct KeyProtection {
  std::unique_ptr<KeyWrapper> wrapper;
  std::unique_ptr<Signer> signer;
};

/// Opens the guard of the keys in this folder, made at the first start.
using OpenKeyProtection = std::function<base::Result<KeyProtection>(const std::filesystem::path& keys)>;

/// Names of the guards' files in the key folder.
inline constexpr const char* kFileKek = "kek.key";
inline constexpr const char* kTpmKek = "kek.tpm";
inline constexpr const char* kFileSigningKey = "audit.key";
inline constexpr const char* kTpmSigningKey = "audit.tpm";

/// Both keys in files of mode 0600. NotFound when data keys are here and the key that wraps them is gone.
base::Result<KeyProtection> open_file_protection(const std::filesystem::path& keys);
/// The wrapper alone: for replaying a visit.
base::Result<std::unique_ptr<KeyWrapper>> open_file_wrapper(const std::filesystem::path& keys);
/// NotFound when data keys are here: a new key-encryption key would make them unreadable for ever.
base::Status refuse_orphaned_keys(const std::filesystem::path& keys, const std::filesystem::path& kek);

}  // namespace kiosk::crypto

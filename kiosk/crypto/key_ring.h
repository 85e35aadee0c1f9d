// KeyRing: the data keys of all epochs, wrapped on disk, open in locked memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/key_wrapper.h"

namespace kiosk::crypto {

/// Numbers the data keys from 1; a later epoch is a higher number. A number is never used twice.
using KeyEpoch = std::uint32_t;

/// The key that seals what is written in one epoch.
struct DataKey {
  KeyEpoch epoch = 0;
  base::SecureBytes key;  ///< 32 bytes
};

/// Data keys in files "data-<epoch>.key" (mode 0600) of one folder (mode 0700). Erasing an epoch's key makes
/// everything sealed with it unreadable for ever. One thread at a time; open returns with the disk flushed.
class KeyRing {
 public:
  /// Opens every key of the folder and makes the first epoch where there is none.
  /// InvalidData with the file's path when the wrapper cannot open a key.
  static base::Result<KeyRing> open(const std::filesystem::path& folder, std::unique_ptr<KeyWrapper> wrapper);
  /// The same with the key-encryption key in `folder`/kek.key, made at the first start only: a folder that
  /// holds data keys but no key-encryption key is refused rather than given a new one.
  static base::Result<KeyRing> open_with_file(const std::filesystem::path& folder);

  const DataKey& current() const { return keys_.rbegin()->second; }
  /// Null when the epoch was erased or never was.
  const DataKey* find(KeyEpoch epoch) const;
  /// From now on a new key seals; the old ones still open.
  base::Status start_epoch();
  /// The epochs whose keys are there, oldest first.
  std::vector<KeyEpoch> epochs() const;
  /// Destroys a key: overwrites its file, flushes, removes it. Conflict for the current epoch.
  base::Status erase_epoch(KeyEpoch epoch);
  /// A key of its own that no epoch ends, in "<name>.key", made at the first use: for blind indexes.
  base::Result<base::SecureBytes> named_key(const std::string& name);
  /// Who protects the keys: "file" or "tpm".
  std::string describe() const { return wrapper_->describe(); }

 private:
  KeyRing(std::filesystem::path folder, std::unique_ptr<KeyWrapper> wrapper)
      : folder_(std::move(folder)), wrapper_(std::move(wrapper)) {}
  std::filesystem::path file_of(KeyEpoch epoch) const;
  base::Status load(const std::filesystem::path& file);

  std::filesystem::path folder_;
  std::unique_ptr<KeyWrapper> wrapper_;
  std::map<KeyEpoch, DataKey> keys_;
};

}  // namespace kiosk::crypto

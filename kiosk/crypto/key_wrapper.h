// KeyWrapper: where the key that protects all other keys lives: in a file, or sealed by a TPM.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/encoding.h"

namespace kiosk::crypto {

/// Wraps data keys with a key-encryption key that the caller never sees. One thread at a time.
class KeyWrapper {
 public:
  virtual ~KeyWrapper() = default;
  /// `label` is bound to the result: it opens only under the same label.
  virtual base::Result<Bytes> wrap(std::span<const std::uint8_t> key, std::string_view label) = 0;
  /// InvalidData when another key-encryption key or another label wrapped it, or a byte was changed.
  virtual base::Result<base::SecureBytes> unwrap(std::span<const std::uint8_t> wrapped,
                                                 std::string_view label) = 0;
  /// "file" or "tpm": said plainly in the terminal's status.
  virtual std::string describe() const = 0;
};

/// Wraps with a key-encryption key that is in locked memory while the program runs.
class OpenKeyWrapper : public KeyWrapper {
 public:
  /// `kek` has 32 bytes; `where` is what `describe` says.
  OpenKeyWrapper(base::SecureBytes kek, std::string where) : kek_(std::move(kek)), where_(std::move(where)) {}
  base::Result<Bytes> wrap(std::span<const std::uint8_t> key, std::string_view label) override;
  base::Result<base::SecureBytes> unwrap(std::span<const std::uint8_t> wrapped,
                                         std::string_view label) override;
  std::string describe() const override { return where_; }

 private:
  base::SecureBytes kek_;
  std::string where_;
};

/// A key-encryption key of 32 random bytes in a file of mode 0600: protects against a lost database,
/// not against a lost disk.
struct FileKeyWrapper {
  /// Makes a new key file. AlreadyExists when there is one.
  static base::Result<std::unique_ptr<KeyWrapper>> create(const std::filesystem::path& file);
  /// NotFound; PermissionDenied when others may read it; InvalidData when it has not 32 bytes.
  static base::Result<std::unique_ptr<KeyWrapper>> open(const std::filesystem::path& file);
};

}  // namespace kiosk::crypto

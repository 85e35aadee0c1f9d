// Wrapping with an open key-encryption key, and its file.
#include "kiosk/crypto/key_wrapper.h"

#include "kiosk/crypto/aead.h"
#include "kiosk/crypto/secret_file.h"

namespace kiosk::crypto {

using base::ErrorCode;
using base::fail;

base::Result<std::unique_ptr<KeyWrapper>> FileKeyWrapper::create(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::exists(file, error)) {
    return fail(ErrorCode::AlreadyExists, "there is a key-encryption key already", file.string());
  }
  if (auto written = write_secret_file(file, random_key()); !written) return tl::unexpected(written.error());
  return open(file);
}

base::Result<std::unique_ptr<KeyWrapper>> FileKeyWrapper::open(const std::filesystem::path& file) {
  auto key = read_secret_file(file);
  if (!key) return tl::unexpected(key.error());
  if (key->size() != kKeySize) {
    return fail(ErrorCode::InvalidData, "a key-encryption key has 32 bytes, this file has another size",
                file.string());
  }
  return std::make_unique<OpenKeyWrapper>(std::move(*key), "file");
}

base::Result<Bytes> OpenKeyWrapper::wrap(std::span<const std::uint8_t> key, std::string_view label) {
  return aead_seal(kek_, key, base::as_bytes(label));
}

base::Result<base::SecureBytes> OpenKeyWrapper::unwrap(std::span<const std::uint8_t> wrapped,
                                                       std::string_view label) {
  return aead_open(kek_, wrapped, base::as_bytes(label));
}

}  // namespace kiosk::crypto

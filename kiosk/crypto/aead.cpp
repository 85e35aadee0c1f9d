// AES-256-GCM by OpenSSL's EVP interface.
#include "kiosk/crypto/aead.h"

#include <openssl/evp.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "kiosk/base/ids.h"

namespace kiosk::crypto {
namespace {

using base::ErrorCode;
using base::fail;
using Input = std::span<const std::uint8_t>;
using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;


int size_of(Input input) { return static_cast<int>(input.size()); }

bool encrypt(Input key, Input plain, Input associated, std::span<std::uint8_t> out) {
  const Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  std::uint8_t* body = out.data() + kNonceSize;
  int done = 0;
  return context &&
         EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), out.data()) == 1 &&
         EVP_EncryptUpdate(context.get(), nullptr, &done, associated.data(), size_of(associated)) == 1 &&
         EVP_EncryptUpdate(context.get(), body, &done, plain.data(), size_of(plain)) == 1 &&
         EVP_EncryptFinal_ex(context.get(), body + done, &done) == 1 &&
         EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, int{kTagSize}, body + plain.size()) == 1;
}

bool decrypt(Input key, Input sealed, Input associated, std::span<std::uint8_t> plain) {
  const Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  const Input body = sealed.subspan(kNonceSize, plain.size());
  std::array<std::uint8_t, kTagSize> tag{};
  std::copy_n(sealed.end() - kTagSize, kTagSize, tag.begin());
  int done = 0;
  return context &&
         EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), sealed.data()) == 1 &&
         EVP_DecryptUpdate(context.get(), nullptr, &done, associated.data(), size_of(associated)) == 1 &&
         EVP_DecryptUpdate(context.get(), plain.data(), &done, body.data(), size_of(body)) == 1 &&
         EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, int{kTagSize}, tag.data()) == 1 &&
         EVP_DecryptFinal_ex(context.get(), plain.data() + done, &done) == 1;
}

}  // namespace

base::Result<Bytes> aead_seal(Input key, Input plain, Input associated) {
  if (key.size() != kKeySize || std::max(plain.size(), associated.size()) > kLargestInput) {
    return fail(ErrorCode::InvalidArgument, "AES-256-GCM needs a key of 32 bytes and at most 2 GiB");
  }
  Bytes out(kNonceSize + plain.size() + kTagSize);
  base::fill_random(out.data(), kNonceSize);
  if (!encrypt(key, plain, associated, out)) return fail(ErrorCode::Internal, "AES-256-GCM failed to seal");
  return out;
}

base::Result<base::SecureBytes> aead_open(Input key, Input sealed, Input associated) {
  if (key.size() != kKeySize) return fail(ErrorCode::InvalidArgument, "AES-256-GCM needs a key of 32 bytes");
  if (sealed.size() < kNonceSize + kTagSize || std::max(sealed.size(), associated.size()) > kLargestInput) {
    return fail(ErrorCode::InvalidData, "sealed data is cut short or too long");
  }
  base::SecureBytes plain(sealed.size() - kNonceSize - kTagSize);
  if (!decrypt(key, sealed, associated, plain)) {
    return fail(ErrorCode::InvalidData, "sealed data does not open: another key, or it was changed");
  }
  return plain;
}

base::SecureBytes random_key() {
  base::SecureBytes key(kKeySize);
  base::fill_random(key.data(), key.size());
  return key;
}

}  // namespace kiosk::crypto

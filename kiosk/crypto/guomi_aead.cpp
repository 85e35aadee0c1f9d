// SM4-CTR and HMAC-SM3 by OpenSSL's EVP interface.
#include "kiosk/crypto/guomi_aead.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

#include "kiosk/base/ids.h"
#include "kiosk/crypto/aead.h"
#include "kiosk/crypto/digest.h"

namespace kiosk::crypto {
namespace {

using base::ErrorCode;
using base::fail;
using Input = std::span<const std::uint8_t>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;
using Mac = std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)>;

constexpr std::size_t kSm4KeySize = 16;

base::SecureBytes derive(Input key, std::string_view purpose, std::size_t size) {
  const Digest digest = hmac_sm3(key, base::as_bytes(purpose));
  return {digest.begin(), digest.begin() + static_cast<std::ptrdiff_t>(size)};
}

/// In counter mode sealing and opening are one operation.
bool apply_sm4(Input key, Input nonce, Input in, std::uint8_t* out) {
  const base::SecureBytes cipher_key = derive(key, "kiosk-sm4-ctr-v1", kSm4KeySize);
  const Cipher context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int done = 0;
  return context &&
         EVP_EncryptInit_ex(context.get(), EVP_sm4_ctr(), nullptr, cipher_key.data(), nonce.data()) == 1 &&
         EVP_EncryptUpdate(context.get(), out, &done, in.data(), static_cast<int>(in.size())) == 1 &&
         EVP_EncryptFinal_ex(context.get(), out + done, &done) == 1;
}

std::array<std::uint8_t, 8> length_of(Input input) {
  std::array<std::uint8_t, 8> bytes{};
  std::uint64_t size = input.size();
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, size >>= 8) {
    *byte = static_cast<std::uint8_t>(size);
  }
  return bytes;
}

bool make_tag(Input key, Input associated, Input body, Digest& tag) {
  const base::SecureBytes tag_key = derive(key, "kiosk-hmac-sm3-v1", kGuomiTagSize);
  const Mac mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr), EVP_MAC_free);
  const MacContext context(EVP_MAC_CTX_new(mac.get()), EVP_MAC_CTX_free);
  std::array<char, 4> name{'S', 'M', '3', 0};
  const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0),
                              OSSL_PARAM_construct_end()};
  const auto length = length_of(associated);
  std::size_t size = 0;
  return context && EVP_MAC_init(context.get(), tag_key.data(), tag_key.size(), parameters.data()) == 1 &&
         EVP_MAC_update(context.get(), length.data(), length.size()) == 1 &&
         EVP_MAC_update(context.get(), associated.data(), associated.size()) == 1 &&
         EVP_MAC_update(context.get(), body.data(), body.size()) == 1 &&
         EVP_MAC_final(context.get(), tag.data(), &size, tag.size()) == 1 && size == tag.size();
}

}  // namespace

base::Result<Bytes> guomi_seal(Input key, Input plain, Input associated) {
  if (key.size() != kKeySize || std::max(plain.size(), associated.size()) > kLargestInput) {
    return fail(ErrorCode::InvalidArgument, "SM4 with HMAC-SM3 needs a key of 32 bytes and at most 2 GiB");
  }
  Bytes out(kGuomiNonceSize + plain.size() + kGuomiTagSize);
  base::fill_random(out.data(), kGuomiNonceSize);
  const Input body(out.data(), kGuomiNonceSize + plain.size());
  Digest tag{};
  if (!apply_sm4(key, body.first(kGuomiNonceSize), plain, out.data() + kGuomiNonceSize) ||
      !make_tag(key, associated, body, tag)) {
    return fail(ErrorCode::Internal, "SM4 with HMAC-SM3 failed to seal");
  }
  std::copy(tag.begin(), tag.end(), out.end() - kGuomiTagSize);
  return out;
}

base::Result<base::SecureBytes> guomi_open(Input key, Input sealed, Input associated) {
  if (key.size() != kKeySize) return fail(ErrorCode::InvalidArgument, "SM4 needs a key of 32 bytes here");
  if (sealed.size() < kGuomiNonceSize + kGuomiTagSize ||
      std::max(sealed.size(), associated.size()) > kLargestInput) {
    return fail(ErrorCode::InvalidData, "sealed data is cut short or too long");
  }
  const Input body = sealed.first(sealed.size() - kGuomiTagSize);
  Digest tag{};
  if (!make_tag(key, associated, body, tag)) return fail(ErrorCode::Internal, "HMAC-SM3 failed");
  if (!equal_in_constant_time(tag, sealed.last(kGuomiTagSize))) {
    return fail(ErrorCode::InvalidData, "sealed data does not open: another key, or it was changed");
  }
  base::SecureBytes plain(body.size() - kGuomiNonceSize);
  if (!apply_sm4(key, body.first(kGuomiNonceSize), body.subspan(kGuomiNonceSize), plain.data())) {
    return fail(ErrorCode::Internal, "SM4 failed to open");
  }
  return plain;
}

}  // namespace kiosk::crypto

// SHA-256, SM3 and HMAC by OpenSSL's EVP interface.
#include "kiosk/crypto/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdlib>
#include <limits>

#include "kiosk/base/secure.h"

namespace kiosk::crypto {
namespace {

/// A digest of bytes in memory can only fail when memory is exhausted: no record may then be written.
void require(bool ok) {
  if (!ok) std::abort();
}

Digest hmac(const EVP_MD* kind, std::span<const std::uint8_t> key, std::span<const std::uint8_t> bytes) {
  require(key.size() <= std::numeric_limits<int>::max());
  Digest digest{};
  const unsigned char empty = 0;  // OpenSSL takes a null key as "the key of last time"
  require(HMAC(kind, key.empty() ? &empty : key.data(), static_cast<int>(key.size()), bytes.data(),
               bytes.size(), digest.data(), nullptr) != nullptr);
  return digest;
}

}  // namespace

struct Sha256::State {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
  void start() { require(EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) { state_->start(); }
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

Sha256& Sha256::update(std::span<const std::uint8_t> bytes) {
  require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
  return *this;
}

Sha256& Sha256::update(std::string_view text) { return update(base::as_bytes(text)); }

Digest Sha256::finish() {
  Digest digest{};
  require(EVP_DigestFinal_ex(state_->context.get(), digest.data(), nullptr) == 1);
  state_->start();
  return digest;
}

Digest sha256(std::span<const std::uint8_t> bytes) { return Sha256().update(bytes).finish(); }
Digest sha256(std::string_view text) { return Sha256().update(text).finish(); }

Digest hmac_sha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> bytes) {
  return hmac(EVP_sha256(), key, bytes);
}

Digest sm3(std::span<const std::uint8_t> bytes) {
  Digest digest{};
  require(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sm3(), nullptr) == 1);
  return digest;
}

Digest hmac_sm3(std::span<const std::uint8_t> key, std::span<const std::uint8_t> bytes) {
  return hmac(EVP_sm3(), key, bytes);
}

bool equal_in_constant_time(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace kiosk::crypto

// ECDSA P-256 by OpenSSL's EVP interface.
#include "kiosk/crypto/signing_key.h"

#include <openssl/ec.h>

#include "kiosk/crypto/pkey.h"

namespace kiosk::crypto {
namespace {

using base::ErrorCode;
using base::fail;
using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

DigestContext digest_context() { return {EVP_MD_CTX_new(), EVP_MD_CTX_free}; }

bool is_p256(EVP_PKEY* key) {
  return key != nullptr && EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_get_bits(key) == 256;
}

class FileSigner final : public Signer {
 public:
  FileSigner(Pkey key, PublicKey public_key) : key_(std::move(key)), public_key_(std::move(public_key)) {}

  base::Result<Bytes> sign(std::span<const std::uint8_t> message) override {
    return sign_with(digest_context().get(), EVP_sha256(), key_.get(), message);
  }
  const PublicKey& public_key() const override { return public_key_; }
  std::string describe() const override { return "file"; }

 private:
  Pkey key_;
  PublicKey public_key_;
};

}  // namespace

PublicKey::PublicKey(Bytes der) : der_(std::move(der)), id_(key_id(der_)) {}

base::Result<PublicKey> PublicKey::from_pem(std::string_view pem) {
  const Pkey key = public_from_pem(pem);
  if (!is_p256(key.get())) return fail(ErrorCode::InvalidData, "not a P-256 public key in PEM");
  return PublicKey(public_der(key.get()));
}

base::Result<PublicKey> PublicKey::from_point(std::span<const std::uint8_t> x,
                                              std::span<const std::uint8_t> y) {
  // SubjectPublicKeyInfo of id-ecPublicKey on prime256v1 (RFC 5480) up to the uncompressed point.
  Bytes der{0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06,
            0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04};
  der.insert(der.end(), x.begin(), x.end());
  der.insert(der.end(), y.begin(), y.end());
  if (x.size() != 32 || y.size() != 32 || !is_p256(public_from_der(der).get())) {
    return fail(ErrorCode::InvalidData, "not a point of P-256");
  }
  return PublicKey(std::move(der));
}

std::string PublicKey::to_pem() const { return public_pem(public_from_der(der_).get()); }

bool PublicKey::verify(std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) const {
  return verify_with(digest_context().get(), EVP_sha256(), public_from_der(der_).get(), message, signature);
}

base::Status publish_key(const PublicKey& key, const std::filesystem::path& file) {
  return publish_pem(key.to_pem(), file);
}

base::Result<std::unique_ptr<Signer>> open_file_signer(const std::filesystem::path& file) {
  const auto der = read_or_make_key(file, [] { return owned(EVP_EC_gen("P-256")); });
  if (!der) return tl::unexpected(der.error());
  Pkey key = private_from_der(*der);
  if (!is_p256(key.get()))
    return fail(ErrorCode::InvalidData, "not a P-256 private key in DER", file.string());
  auto public_key = PublicKey::from_pem(public_pem(key.get()));
  if (!public_key) return tl::unexpected(public_key.error());
  if (auto told = publish_key(*public_key, file.string() + ".pub"); !told) {
    return tl::unexpected(told.error());
  }
  return std::make_unique<FileSigner>(std::move(key), std::move(*public_key));
}

}  // namespace kiosk::crypto

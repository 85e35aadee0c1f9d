// SM2 by OpenSSL 3's EVP interface; the id goes in before the digest, since it is part of what is hashed.
#include "kiosk/crypto/sm2_signer.h"

#include <openssl/ec.h>

#include "kiosk/crypto/pkey.h"

namespace kiosk::crypto {
namespace {

bool is_sm2(EVP_PKEY* key) { return key != nullptr && EVP_PKEY_is_a(key, "SM2") == 1; }

/// A digest context with the signer's id set; its key context lives as long as it does.
class Sm2Context {
 public:
  Sm2Context(EVP_PKEY* key, std::string_view signer_id)
      : key_context_(EVP_PKEY_CTX_new(key, nullptr), EVP_PKEY_CTX_free),
        context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    EVP_MD_CTX_set_pkey_ctx(context_.get(), key_context_.get());
    good_ =
        EVP_PKEY_CTX_set1_id(key_context_.get(), signer_id.data(), static_cast<int>(signer_id.size())) > 0;
  }
  bool good() const { return good_; }
  EVP_MD_CTX* get() const { return context_.get(); }

 private:
  std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> key_context_;
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
  bool good_ = false;
};

}  // namespace

Sm2PublicKey::Sm2PublicKey(Bytes der) : der_(std::move(der)), id_(key_id(der_)) {}

base::Result<Sm2PublicKey> Sm2PublicKey::from_pem(std::string_view pem) {
  const Pkey key = public_from_pem(pem);
  if (!is_sm2(key.get())) {
    return base::fail(base::ErrorCode::InvalidData, "not an SM2 public key in PEM");
  }
  return Sm2PublicKey(public_der(key.get()));
}

std::string Sm2PublicKey::to_pem() const { return public_pem(public_from_der(der_).get()); }

bool Sm2PublicKey::verify(std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature,
                          std::string_view signer_id) const {
  const Pkey key = public_from_der(der_);
  const Sm2Context context(key.get(), signer_id);
  return context.good() && verify_with(context.get(), EVP_sm3(), key.get(), message, signature);
}

struct Sm2Signer::Key {
  Pkey key;
};

Sm2Signer::Sm2Signer(std::unique_ptr<Key> key, Sm2PublicKey public_key)
    : key_(std::move(key)), public_key_(std::move(public_key)) {}
Sm2Signer::Sm2Signer(Sm2Signer&&) noexcept = default;
Sm2Signer& Sm2Signer::operator=(Sm2Signer&&) noexcept = default;
Sm2Signer::~Sm2Signer() = default;

base::Result<Sm2Signer> Sm2Signer::open(const std::filesystem::path& file) {
  const auto der = read_or_make_key(file, [] { return owned(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2")); });
  if (!der) return tl::unexpected(der.error());
  Pkey key = private_from_der(*der);
  if (!is_sm2(key.get())) {
    return base::fail(base::ErrorCode::InvalidData, "not an SM2 private key in DER", file.string());
  }
  const std::string pem = public_pem(key.get());
  if (auto told = publish_pem(pem, file.string() + ".pub"); !told) return tl::unexpected(told.error());
  auto public_key = Sm2PublicKey::from_pem(pem);
  if (!public_key) return tl::unexpected(public_key.error());
  return Sm2Signer(std::make_unique<Key>(Key{std::move(key)}), std::move(*public_key));
}

base::Result<Bytes> Sm2Signer::sign(std::span<const std::uint8_t> message, std::string_view signer_id) const {
  const Sm2Context context(key_->key.get(), signer_id);
  if (!context.good()) {
    return base::fail(base::ErrorCode::Internal, "cannot prepare the SM2 signature");
  }
  return sign_with(context.get(), EVP_sm3(), key_->key.get(), message);
}

}  // namespace kiosk::crypto

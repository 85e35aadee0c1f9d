// SM2 by OpenSSL 3's EVP interface; the id goes in before the digest, since it is part of what is hashed.
#include "kiosk/crypto/sm2_signer.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "kiosk/base/file.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/secret_file.h"

namespace kiosk::crypto {
namespace {

using base::ErrorCode;
using base::fail;
using OwnedKey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

OwnedKey owned(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }

bool is_sm2(EVP_PKEY* key) { return key != nullptr && EVP_PKEY_is_a(key, "SM2") == 1; }

Bytes public_der(EVP_PKEY* key) {
  Bytes der(static_cast<std::size_t>(std::max(0, i2d_PUBKEY(key, nullptr))));
  std::uint8_t* out = der.data();
  i2d_PUBKEY(key, &out);
  return der;
}

OwnedKey public_from_der(const Bytes& der) {
  const std::uint8_t* in = der.data();
  return owned(d2i_PUBKEY(nullptr, &in, static_cast<long>(der.size())));
}

std::string pem_of(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()), BIO_free);
  PEM_write_bio_PUBKEY(bio.get(), key);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

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

base::Result<base::SecureBytes> read_or_make(const std::filesystem::path& file) {
  auto der = read_secret_file(file);
  if (der || der.error().code != ErrorCode::NotFound) return der;
  const OwnedKey key = owned(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"));
  if (!key) return fail(ErrorCode::Internal, "cannot make an SM2 key", file.string());
  base::SecureBytes made(static_cast<std::size_t>(std::max(0, i2d_PrivateKey(key.get(), nullptr))));
  std::uint8_t* out = made.data();
  i2d_PrivateKey(key.get(), &out);
  if (auto written = write_secret_file(file, made); !written) return tl::unexpected(written.error());
  return made;
}

}  // namespace

Sm2PublicKey::Sm2PublicKey(Bytes der) : der_(std::move(der)), id_(to_hex(sha256(der_)).substr(0, 16)) {}

base::Result<Sm2PublicKey> Sm2PublicKey::from_pem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  const OwnedKey key = owned(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
  if (!is_sm2(key.get())) return fail(ErrorCode::InvalidData, "not an SM2 public key in PEM");
  return Sm2PublicKey(public_der(key.get()));
}

std::string Sm2PublicKey::to_pem() const { return pem_of(public_from_der(der_).get()); }

bool Sm2PublicKey::verify(std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature,
                          std::string_view signer_id) const {
  const OwnedKey key = public_from_der(der_);
  const Sm2Context context(key.get(), signer_id);
  return context.good() && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sm3(), nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                          message.size()) == 1;
}

struct Sm2Signer::Key {
  OwnedKey key;
};

Sm2Signer::Sm2Signer(std::unique_ptr<Key> key, Sm2PublicKey public_key)
    : key_(std::move(key)), public_key_(std::move(public_key)) {}
Sm2Signer::Sm2Signer(Sm2Signer&&) noexcept = default;
Sm2Signer& Sm2Signer::operator=(Sm2Signer&&) noexcept = default;
Sm2Signer::~Sm2Signer() = default;

base::Result<Sm2Signer> Sm2Signer::open(const std::filesystem::path& file) {
  const auto der = read_or_make(file);
  if (!der) return tl::unexpected(der.error());
  const std::uint8_t* in = der->data();
  OwnedKey key = owned(d2i_AutoPrivateKey(nullptr, &in, static_cast<long>(der->size())));
  if (!is_sm2(key.get())) return fail(ErrorCode::InvalidData, "not an SM2 private key in DER", file.string());
  const std::string pem = pem_of(key.get());
  const std::filesystem::path public_file = file.string() + ".pub";
  if (base::read_file(public_file).value_or("") != pem) {
    if (auto written = base::write_file_atomically(public_file, pem); !written) {
      return tl::unexpected(written.error());
    }
  }
  auto public_key = Sm2PublicKey::from_pem(pem);
  if (!public_key) return tl::unexpected(public_key.error());
  return Sm2Signer(std::make_unique<Key>(Key{std::move(key)}), std::move(*public_key));
}

base::Result<Bytes> Sm2Signer::sign(std::span<const std::uint8_t> message, std::string_view signer_id) const {
  const Sm2Context context(key_->key.get(), signer_id);
  std::size_t size = 0;
  if (!context.good() ||
      EVP_DigestSignInit(context.get(), nullptr, EVP_sm3(), nullptr, key_->key.get()) != 1 ||
      EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) != 1) {
    return fail(ErrorCode::Internal, "cannot prepare the SM2 signature");
  }
  Bytes signature(size);
  if (EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) != 1) {
    return fail(ErrorCode::Internal, "cannot sign with SM2");
  }
  signature.resize(size);
  return signature;
}

}  // namespace kiosk::crypto

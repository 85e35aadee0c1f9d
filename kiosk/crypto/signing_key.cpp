// ECDSA P-256 by OpenSSL's EVP interface.
#include "kiosk/crypto/signing_key.h"

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
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

Key owned(EVP_PKEY* key) { return Key(key, EVP_PKEY_free); }

Bytes public_der(EVP_PKEY* key) {
  Bytes der(static_cast<std::size_t>(std::max(0, i2d_PUBKEY(key, nullptr))));
  std::uint8_t* out = der.data();
  i2d_PUBKEY(key, &out);
  return der;
}

Key public_from_der(const Bytes& der) {
  const std::uint8_t* in = der.data();
  return owned(d2i_PUBKEY(nullptr, &in, static_cast<long>(der.size())));
}

Key private_from_der(std::span<const std::uint8_t> der) {
  const std::uint8_t* in = der.data();
  return owned(d2i_AutoPrivateKey(nullptr, &in, static_cast<long>(der.size())));
}

base::SecureBytes private_der(EVP_PKEY* key) {
  base::SecureBytes der(static_cast<std::size_t>(std::max(0, i2d_PrivateKey(key, nullptr))));
  std::uint8_t* out = der.data();
  i2d_PrivateKey(key, &out);
  return der;
}

bool is_p256(EVP_PKEY* key) {
  return key != nullptr && EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_get_bits(key) == 256;
}

std::string pem_of(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()), BIO_free);
  PEM_write_bio_PUBKEY(bio.get(), key);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

class FileSigner final : public Signer {
 public:
  FileSigner(Key key, PublicKey public_key) : key_(std::move(key)), public_key_(std::move(public_key)) {}

  base::Result<Bytes> sign(std::span<const std::uint8_t> message) override {
    const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) != 1) {
      return fail(ErrorCode::Internal, "cannot prepare the signature");
    }
    Bytes signature(size);
    if (EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) != 1) {
      return fail(ErrorCode::Internal, "cannot sign");
    }
    signature.resize(size);
    return signature;
  }
  const PublicKey& public_key() const override { return public_key_; }
  std::string describe() const override { return "file"; }

 private:
  Key key_;
  PublicKey public_key_;
};

base::Result<base::SecureBytes> read_or_make(const std::filesystem::path& file) {
  auto der = read_secret_file(file);
  if (der || der.error().code != ErrorCode::NotFound) return der;
  const Key key = owned(EVP_EC_gen("P-256"));
  if (!key) return fail(ErrorCode::Internal, "cannot make a signing key", file.string());
  if (auto written = write_secret_file(file, private_der(key.get())); !written) {
    return tl::unexpected(written.error());
  }
  return private_der(key.get());
}

}  // namespace

PublicKey::PublicKey(Bytes der) : der_(std::move(der)), id_(to_hex(sha256(der_)).substr(0, 16)) {}

base::Result<PublicKey> PublicKey::from_pem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  const Key key = owned(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
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

std::string PublicKey::to_pem() const { return pem_of(public_from_der(der_).get()); }

bool PublicKey::verify(std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) const {
  const Key key = public_from_der(der_);
  const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                          message.size()) == 1;
}

base::Status publish_key(const PublicKey& key, const std::filesystem::path& file) {
  const std::string pem = key.to_pem();
  if (base::read_file(file).value_or("") == pem) return {};
  return base::write_file_atomically(file, pem);
}

base::Result<std::unique_ptr<Signer>> open_file_signer(const std::filesystem::path& file) {
  const auto der = read_or_make(file);
  if (!der) return tl::unexpected(der.error());
  Key key = private_from_der(*der);
  if (!is_p256(key.get()))
    return fail(ErrorCode::InvalidData, "not a P-256 private key in DER", file.string());
  auto public_key = PublicKey::from_pem(pem_of(key.get()));
  if (!public_key) return tl::unexpected(public_key.error());
  if (auto told = publish_key(*public_key, file.string() + ".pub"); !told) {
    return tl::unexpected(told.error());
  }
  return std::make_unique<FileSigner>(std::move(key), std::move(*public_key));
}

}  // namespace kiosk::crypto

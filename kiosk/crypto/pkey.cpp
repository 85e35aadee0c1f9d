// Keys by OpenSSL's EVP interface.
#include "kiosk/crypto/pkey.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include "kiosk/base/file.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/secret_file.h"

namespace kiosk::crypto {
namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

base::SecureBytes private_der(EVP_PKEY* key) {
  base::SecureBytes der(static_cast<std::size_t>(std::max(0, i2d_PrivateKey(key, nullptr))));
  std::uint8_t* out = der.data();
  i2d_PrivateKey(key, &out);
  return der;
}

}  // namespace

Pkey owned(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }

Bytes public_der(EVP_PKEY* key) {
  Bytes der(static_cast<std::size_t>(std::max(0, i2d_PUBKEY(key, nullptr))));
  std::uint8_t* out = der.data();
  i2d_PUBKEY(key, &out);
  return der;
}

Pkey public_from_der(const Bytes& der) {
  const std::uint8_t* in = der.data();
  return owned(d2i_PUBKEY(nullptr, &in, static_cast<long>(der.size())));
}

Pkey public_from_pem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  return owned(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
}

std::string public_pem(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()), BIO_free);
  PEM_write_bio_PUBKEY(bio.get(), key);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

Pkey private_from_der(std::span<const std::uint8_t> der) {
  const std::uint8_t* in = der.data();
  return owned(d2i_AutoPrivateKey(nullptr, &in, static_cast<long>(der.size())));
}

std::string key_id(const Bytes& public_der) { return to_hex(sha256(public_der)).substr(0, 16); }

base::Result<base::SecureBytes> read_or_make_key(const std::filesystem::path& file, Pkey (*generate)()) {
  auto der = read_secret_file(file);
  if (der || der.error().code != base::ErrorCode::NotFound) return der;
  const Pkey key = generate();
  if (!key) return base::fail(base::ErrorCode::Internal, "cannot make a signing key", file.string());
  auto made = private_der(key.get());
  if (auto written = write_secret_file(file, made); !written) return tl::unexpected(written.error());
  return made;
}

base::Status publish_pem(const std::string& pem, const std::filesystem::path& file) {
  if (base::read_file(file).value_or("") == pem) return {};
  return base::write_file_atomically(file, pem);
}

base::Result<Bytes> sign_with(EVP_MD_CTX* context, const EVP_MD* digest, EVP_PKEY* key,
                              std::span<const std::uint8_t> message) {
  std::size_t size = 0;
  if (EVP_DigestSignInit(context, nullptr, digest, nullptr, key) != 1 ||
      EVP_DigestSign(context, nullptr, &size, message.data(), message.size()) != 1) {
    return base::fail(base::ErrorCode::Internal, "cannot prepare the signature");
  }
  Bytes signature(size);
  if (EVP_DigestSign(context, signature.data(), &size, message.data(), message.size()) != 1) {
    return base::fail(base::ErrorCode::Internal, "cannot sign");
  }
  signature.resize(size);
  return signature;
}

bool verify_with(EVP_MD_CTX* context, const EVP_MD* digest, EVP_PKEY* key,
                 std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) {
  return EVP_DigestVerifyInit(context, nullptr, digest, nullptr, key) == 1 &&
         EVP_DigestVerify(context, signature.data(), signature.size(), message.data(), message.size()) == 1;
}

}  // namespace kiosk::crypto

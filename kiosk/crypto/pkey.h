// What signers of every curve do with OpenSSL's keys: DER and PEM, key files, signing and verifying.
#pragma once

#include <openssl/evp.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/encoding.h"

namespace kiosk::crypto {

using Pkey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

/// Takes ownership; nullptr stays nullptr.
Pkey owned(EVP_PKEY* key);
/// SubjectPublicKeyInfo (RFC 5280).
Bytes public_der(EVP_PKEY* key);
/// nullptr when the bytes are no public key.
Pkey public_from_der(const Bytes& der);
/// PEM "BEGIN PUBLIC KEY" (RFC 7468); nullptr when the text is none.
Pkey public_from_pem(std::string_view pem);
std::string public_pem(EVP_PKEY* key);
/// PKCS #8 or the curve's own form; nullptr when the bytes are no private key.
Pkey private_from_der(std::span<const std::uint8_t> der);
/// The first 16 hexadecimal digits of SHA-256 over the SubjectPublicKeyInfo: names a key in a record.
std::string key_id(const Bytes& public_der);

/// Reads the key file (DER, mode 0600); makes it by `generate` when there is none.
base::Result<base::SecureBytes> read_or_make_key(const std::filesystem::path& file, Pkey (*generate)());
/// Writes a public half as PEM (mode 0644) when other bytes stand there.
base::Status publish_pem(const std::string& pem, const std::filesystem::path& file);

/// Signs in one go with a context that may carry an id (SM2) or nothing.
base::Result<Bytes> sign_with(EVP_MD_CTX* context, const EVP_MD* digest, EVP_PKEY* key,
                              std::span<const std::uint8_t> message);
bool verify_with(EVP_MD_CTX* context, const EVP_MD* digest, EVP_PKEY* key,
                 std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature);

}  // namespace kiosk::crypto

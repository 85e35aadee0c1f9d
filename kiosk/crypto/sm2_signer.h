// SM2 signatures (GB/T 32918.2) over SM3 with the signer's id: the 国密 profile of the envelope.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/crypto/encoding.h"

namespace kiosk::crypto {

/// The id that GM/T 0009 gives to everybody who has none of their own.
inline constexpr std::string_view kSm2DefaultId = "1234567812345678";

/// The public half. Immutable; any thread.
class Sm2PublicKey {
 public:
  /// From PEM "BEGIN PUBLIC KEY". InvalidData for anything but a key on the SM2 curve.
  static base::Result<Sm2PublicKey> from_pem(std::string_view pem);
  std::string to_pem() const;
  /// The first 16 hexadecimal digits of SHA-256 over the SubjectPublicKeyInfo.
  const std::string& id() const { return id_; }
  /// `signature` is an SM2-Sig-Value in DER (GM/T 0009): SEQUENCE of r and s.
  bool verify(std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature,
              std::string_view signer_id = kSm2DefaultId) const;

 private:
  explicit Sm2PublicKey(Bytes der);
  Bytes der_;  ///< SubjectPublicKeyInfo
  std::string id_;
};

/// The private half in a file. One thread at a time.
class Sm2Signer {
 public:
  /// Opens the key file (PKCS #8 DER, mode 0600) and makes it at the first start; writes the public half
  /// beside it as `file`.pub (PEM, mode 0644).
  static base::Result<Sm2Signer> open(const std::filesystem::path& file);
  Sm2Signer(Sm2Signer&&) noexcept;
  Sm2Signer& operator=(Sm2Signer&&) noexcept;
  ~Sm2Signer();

  base::Result<Bytes> sign(std::span<const std::uint8_t> message,
                           std::string_view signer_id = kSm2DefaultId) const;
  const Sm2PublicKey& public_key() const { return public_key_; }

 private:
  struct Key;
  Sm2Signer(std::unique_ptr<Key> key, Sm2PublicKey public_key);
  std::unique_ptr<Key> key_;
  Sm2PublicKey public_key_;
};

}  // namespace kiosk::crypto

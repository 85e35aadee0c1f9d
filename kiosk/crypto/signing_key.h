// Signatures over audit checkpoints: ECDSA P-256 with SHA-256, the curve that every TPM has.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/crypto/encoding.h"

namespace kiosk::crypto {

/// The public half. Immutable; any thread.
class PublicKey {
 public:
  /// From PEM "BEGIN PUBLIC KEY" (RFC 7468). InvalidData for anything but a P-256 key.
  static base::Result<PublicKey> from_pem(std::string_view pem);
  /// From an uncompressed point: 32 bytes x, 32 bytes y, most significant byte first, as a TPM gives it.
  static base::Result<PublicKey> from_point(std::span<const std::uint8_t> x, std::span<const std::uint8_t> y);
  std::string to_pem() const;
  /// The first 16 hexadecimal digits of SHA-256 over the SubjectPublicKeyInfo: names the key in a record.
  const std::string& id() const { return id_; }
  /// `signature` is an ECDSA-Sig-Value in DER (RFC 3279).
  bool verify(std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) const;

 private:
  explicit PublicKey(Bytes der);
  Bytes der_;  ///< SubjectPublicKeyInfo
  std::string id_;
};

/// Signs on behalf of this terminal; the private key may be in a file or, later, in a TPM. One thread at a
/// time.
class Signer {
 public:
  virtual ~Signer() = default;
  virtual base::Result<Bytes> sign(std::span<const std::uint8_t> message) = 0;
  virtual const PublicKey& public_key() const = 0;
  /// "file" or "tpm".
  virtual std::string describe() const = 0;
};

/// Opens the key file (PKCS #8 DER, mode 0600) and makes it at the first start; writes the public half
/// beside it as `file`.pub (PEM, mode 0644) for those who only verify.
base::Result<std::unique_ptr<Signer>> open_file_signer(const std::filesystem::path& file);
/// Writes the public half to `file` when other bytes stand there.
base::Status publish_key(const PublicKey& key, const std::filesystem::path& file);

}  // namespace kiosk::crypto

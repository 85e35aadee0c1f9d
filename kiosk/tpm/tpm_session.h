// TpmSession: one connection to a TPM 2.0, its storage root key, and what is made under it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/encoding.h"
#include "kiosk/crypto/signing_key.h"

namespace kiosk::tpm {

/// A key that the TPM holds loaded until the session ends.
struct LoadedKey {
  std::uint32_t handle = 0;
  crypto::PublicKey public_key;
};

/// Blobs are public | private area as the TPM marshals them: only the TPM that made one can load it.
/// Errors: Unavailable (no TPM, or it answers with an error code), InvalidData (not a blob of this TPM).
/// Every call blocks for some milliseconds. One thread at a time.
class TpmSession {
 public:
  /// `tcti` as in tpm2-tss: "device:/dev/tpmrm0".
  static base::Result<std::unique_ptr<TpmSession>> open(const std::string& tcti);
  TpmSession(const TpmSession&) = delete;
  TpmSession& operator=(const TpmSession&) = delete;
  ~TpmSession();

  /// Seals at most 128 bytes under the storage root key.
  base::Result<crypto::Bytes> seal(std::span<const std::uint8_t> secret);
  base::Result<base::SecureBytes> unseal(std::span<const std::uint8_t> blob);

  /// Makes a P-256 key that signs SHA-256 digests and cannot be taken to another TPM.
  base::Result<crypto::Bytes> make_signing_key();
  base::Result<LoadedKey> load_signing_key(std::span<const std::uint8_t> blob);
  /// ECDSA-Sig-Value in DER over a digest of 32 bytes.
  base::Result<crypto::Bytes> sign(const LoadedKey& key, std::span<const std::uint8_t> digest);

 private:
  struct Connection;
  explicit TpmSession(std::unique_ptr<Connection> connection);
  base::Result<crypto::Bytes> create(std::span<const std::uint8_t> secret);
  base::Result<std::uint32_t> load(std::span<const std::uint8_t> blob);

  std::unique_ptr<Connection> connection_;
};

}  // namespace kiosk::tpm

// Sealer: personal data in, bytes for the disk out, and back.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/crypto_profile.h"
#include "kiosk/crypto/encoding.h"
#include "kiosk/crypto/key_ring.h"

namespace kiosk::crypto {

/// Seals with the ring's current data key, opens with the key of the epoch that the bytes name.
///
/// Layout: version (1 byte, 1 = AES-256-GCM, 2 = SM4-CTR with HMAC-SM3) | key epoch (4 bytes, most
/// significant first) | nonce | ciphertext | tag as in aead.h and guomi_aead.h. Version, epoch and the
/// caller's `associated` text are authenticated, so sealed bytes open only in the place that they were sealed
/// for. The ring must outlive the sealer.
class Sealer {
 public:
  explicit Sealer(const KeyRing& ring, CryptoProfile profile = CryptoProfile::International)
      : ring_(ring), profile_(profile) {}

  base::Result<Bytes> seal(std::span<const std::uint8_t> plain, std::string_view associated) const;
  /// InvalidData: cut, changed or of another place. NotFound: the epoch's key was erased. Unsupported:
  /// version.
  base::Result<base::SecureBytes> open(std::span<const std::uint8_t> sealed,
                                       std::string_view associated) const;
  /// Opens and seals again with the current key. A value that does not open is given back as it is: nobody
  /// can read it, and whoever picks it up finds out.
  base::Result<Bytes> reseal(std::span<const std::uint8_t> sealed, std::string_view associated) const;
  /// The key epoch that sealed bytes name; nothing when they are no sealed bytes.
  static std::optional<KeyEpoch> epoch_of(std::span<const std::uint8_t> sealed);

 private:
  const KeyRing& ring_;
  CryptoProfile profile_;
};

}  // namespace kiosk::crypto

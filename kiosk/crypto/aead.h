// AES-256-GCM (NIST SP 800-38D) with a random nonce: the one cipher under sealing and key wrapping.
#pragma once

#include <limits>
#include <span>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/encoding.h"

namespace kiosk::crypto {

inline constexpr std::size_t kKeySize = 32;
inline constexpr std::size_t kNonceSize = 12;
inline constexpr std::size_t kTagSize = 16;
/// The most that one call takes in, in bytes: OpenSSL counts in int.
inline constexpr std::size_t kLargestInput = std::numeric_limits<int>::max() - 64;

/// nonce (12 random bytes) | ciphertext | tag (16). `key` has 32 bytes. A random nonce is safe for 2^32 uses
/// of one key.
base::Result<Bytes> aead_seal(std::span<const std::uint8_t> key, std::span<const std::uint8_t> plain,
                              std::span<const std::uint8_t> associated);
/// InvalidData when the key, the associated data or any byte is not the one of sealing.
base::Result<base::SecureBytes> aead_open(std::span<const std::uint8_t> key,
                                          std::span<const std::uint8_t> sealed,
                                          std::span<const std::uint8_t> associated);
/// 32 random bytes in locked memory.
base::SecureBytes random_key();

}  // namespace kiosk::crypto

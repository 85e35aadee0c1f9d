// SM4-CTR with HMAC-SM3, encrypt-then-MAC: authenticated encryption of the 国密 profile.
#pragma once

#include <span>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/encoding.h"

namespace kiosk::crypto {

inline constexpr std::size_t kGuomiNonceSize = 16;
inline constexpr std::size_t kGuomiTagSize = 32;

/// nonce (16 random bytes, the first counter block) | ciphertext | tag (32). `key` has 32 bytes; from it come
/// by HMAC-SM3 over "kiosk-sm4-ctr-v1" (first 16 bytes) and "kiosk-hmac-sm3-v1" the keys of cipher and tag.
/// The tag is HMAC-SM3 over the length of `associated` (8 bytes, most significant first) | associated | nonce
/// | ciphertext. OpenSSL 3.0 has SM4-CTR but no SM4-GCM.
base::Result<Bytes> guomi_seal(std::span<const std::uint8_t> key, std::span<const std::uint8_t> plain,
                               std::span<const std::uint8_t> associated);
/// InvalidData when the key, the associated data or any byte is not the one of sealing.
base::Result<base::SecureBytes> guomi_open(std::span<const std::uint8_t> key,
                                           std::span<const std::uint8_t> sealed,
                                           std::span<const std::uint8_t> associated);

}  // namespace kiosk::crypto

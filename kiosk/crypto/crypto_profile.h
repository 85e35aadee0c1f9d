// CryptoProfile: which family of algorithms a terminal writes with.
#pragma once

#include <optional>
#include <string_view>

namespace kiosk::crypto {

/// What is sealed and chained from now on; both families are read at any time.
enum class CryptoProfile {
  International,  ///< AES-256-GCM and SHA-256
  Guomi,          ///< SM4-CTR with HMAC-SM3, and SM3 (GB/T 32907, GB/T 32905)
};

/// As in the terminal's settings: "international", "guomi".
std::string_view to_string(CryptoProfile profile);
std::optional<CryptoProfile> parse_crypto_profile(std::string_view text);

}  // namespace kiosk::crypto

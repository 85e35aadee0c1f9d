// Names of the profiles.
#include "kiosk/crypto/crypto_profile.h"

namespace kiosk::crypto {

std::string_view to_string(CryptoProfile profile) {
  return profile == CryptoProfile::Guomi ? "guomi" : "international";
}

std::optional<CryptoProfile> parse_crypto_profile(std::string_view text) {
  for (const CryptoProfile profile : {CryptoProfile::International, CryptoProfile::Guomi}) {
    if (to_string(profile) == text) return profile;
  }
  return std::nullopt;
}

}  // namespace kiosk::crypto

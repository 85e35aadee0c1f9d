// SHA-256, SM3 and their HMACs: fingerprints of records, files and payloads.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace kiosk::crypto {

/// A SHA-256 value (FIPS 180-4) or an SM3 value (GB/T 32905), most significant byte first.
using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 over data that comes in parts. One thread at a time.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  Sha256& update(std::span<const std::uint8_t> bytes);
  Sha256& update(std::string_view text);
  /// The digest of everything so far; the object then starts anew.
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest sha256(std::span<const std::uint8_t> bytes);
Digest sha256(std::string_view text);
/// RFC 2104 with SHA-256. Any key length.
Digest hmac_sha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> bytes);

Digest sm3(std::span<const std::uint8_t> bytes);
/// RFC 2104 with SM3. Any key length.
Digest hmac_sm3(std::span<const std::uint8_t> key, std::span<const std::uint8_t> bytes);

/// Takes as long for unequal bytes of one length as for equal ones; false at once for unequal lengths.
bool equal_in_constant_time(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

}  // namespace kiosk::crypto

// Bytes as text: hexadecimal and base64 (RFC 4648), and big-endian numbers for canonical encodings.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::crypto {

using Bytes = std::vector<std::uint8_t>;

/// Lower-case, two digits a byte.
std::string to_hex(std::span<const std::uint8_t> bytes);
/// Nothing when a character is no hexadecimal digit or the length is odd.
std::optional<Bytes> from_hex(std::string_view text);

/// Standard alphabet with padding, no line breaks.
std::string to_base64(std::span<const std::uint8_t> bytes);
/// Strict: nothing for a foreign character, a wrong length or stray bits after the end.
std::optional<Bytes> from_base64(std::string_view text);

/// Builds a canonical encoding: what is hashed or signed must have exactly one reading.
class CanonicalBytes {
 public:
  /// Eight bytes, most significant first (two's complement).
  CanonicalBytes& number(std::int64_t value);
  /// A length of four bytes, most significant first, then the bytes.
  CanonicalBytes& field(std::string_view text);
  CanonicalBytes& field(std::span<const std::uint8_t> bytes);
  const Bytes& bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};

}  // namespace kiosk::crypto

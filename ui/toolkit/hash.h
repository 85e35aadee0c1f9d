// A quick 64-bit hash for noticing change. Not for keys that an attacker chooses.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace ui::toolkit {

/// Mixes one word into a hash (the finaliser of MurmurHash3 with an order-dependent combination).
inline std::uint64_t mix_hash(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0xff51afd7ed558ccdULL;
  return hash ^ (hash >> 32);
}

inline std::uint64_t hash_bytes(std::uint64_t hash, const void* data, std::size_t size) {
  const char* at = static_cast<const char*>(data);
  for (; size >= 8; size -= 8, at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    hash = mix_hash(hash, word);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, at, size);
  return mix_hash(mix_hash(hash, rest), size);
}

}  // namespace ui::toolkit

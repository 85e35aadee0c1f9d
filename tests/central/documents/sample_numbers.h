// Sample numbers: the same seed gives the same made-up figures on every machine.
#pragma once

#include <cstdint>
#include <string>

namespace tests::central {

/// splitmix64 (Steele, Lea, Flood 2014).
class SampleNumbers {
 public:
  explicit SampleNumbers(const std::string& seed) {
    for (const char c : seed) state_ = state_ * 31 + static_cast<unsigned char>(c);
  }
  /// 0 … limit - 1; limit is at least 1.
  int below(int limit) { return static_cast<int>(next() % static_cast<std::uint64_t>(limit)); }

 private:
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_ = 0;
};

inline std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// Fen to "1234.56".
inline std::string money(std::int64_t fen) {
  return std::to_string(fen / 100) + "." + two_digits(static_cast<int>(fen % 100));
}

}  // namespace tests::central

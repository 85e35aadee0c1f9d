// Cutting inputs.
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace fuzz {

void expect(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "broken property: %s\n", property);
  std::abort();
}

std::uint8_t Input::byte() {
  if (rest_.empty()) return 0;
  const std::uint8_t first = rest_.front();
  rest_ = rest_.subspan(1);
  return first;
}

View Input::take(std::size_t size) {
  const View front = rest_.first(std::min(size, rest_.size()));
  rest_ = rest_.subspan(front.size());
  return front;
}

std::vector<Bytes> cut(View bytes, std::uint8_t seed) {
  std::vector<Bytes> pieces;
  unsigned state = seed;
  while (!bytes.empty()) {
    state = state * 1103515245U + 12345U;
    const std::size_t size = std::min<std::size_t>(1 + (state >> 16) % 16, bytes.size());
    pieces.emplace_back(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    bytes = bytes.subspan(size);
  }
  return pieces;
}

}  // namespace fuzz

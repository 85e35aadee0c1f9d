// What the fuzz targets share: the entry that libFuzzer and our own driver call, cutting an input, and
// properties.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// One execution. Must not keep anything from one call to the next.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace fuzz {

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

/// A property that must hold for every input: says what was broken, and aborts.
void expect(bool holds, const char* property);

/// Gives an input out from its front: decisions first, the rest is what the parser sees.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : rest_(data, size) {}
  /// 0 when nothing is left.
  std::uint8_t byte();
  View take(std::size_t size);
  View rest() const { return rest_; }

 private:
  View rest_;
};

/// Cuts the bytes into pieces of 1 to 16 bytes whose sizes follow from the seed: the same seed, the same
/// cuts. The pieces are copies on the heap of exactly their size, so that reading past an end is seen.
std::vector<Bytes> cut(View bytes, std::uint8_t seed);

}  // namespace fuzz

// ESC/POS tokens: what a receipt printer understands of the bytes it gets. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace drivers::emulation {

/// One command, or a run of characters.
struct EscposToken {
  enum class Kind {
    Text,  ///< data: characters
    LineEnd,
    Initialise,
    Align,      ///< a: 0 left, 1 middle, 2 right
    Size,       ///< a: times wide, b: times high
    Bold,       ///< a: 0 or 1
    Chinese,    ///< a: 0 or 1
    LinePitch,  ///< a: dots
    FeedLines,  ///< a
    FeedDots,   ///< a
    Raster,     ///< a: bytes in a row, b: rows, data
    Code,       ///< GS ( k: data after the length
    Cut,
    Present,    ///< a: steps, b: 'E' or 'R', c: seconds
    Query,      ///< DLE EOT a
    DoneQuery,  ///< GS r a
    ClearBuffers,
    Ignored,  ///< understood, without effect here
  };
  Kind kind = Kind::Ignored;
  int a = 0;
  int b = 0;
  int c = 0;
  std::vector<std::uint8_t> data{};
};

/// Cuts a byte stream into tokens. A command that is not complete waits for its rest.
class EscposTokenizer {
 public:
  std::vector<EscposToken> feed(std::span<const std::uint8_t> bytes);
  void reset() { pending_.clear(); }

 private:
  std::vector<std::uint8_t> pending_;
};

}  // namespace drivers::emulation

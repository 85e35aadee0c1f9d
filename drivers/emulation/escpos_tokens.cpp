// The grammar of ESC/POS as far as receipt printers of public terminals need it.
#include "drivers/emulation/escpos_tokens.h"

#include <algorithm>
#include <array>

namespace drivers::emulation {
namespace {

using Kind = EscposToken::Kind;
using Bytes = std::span<const std::uint8_t>;

/// A token and how many bytes it took; 0 when it is not complete.
struct Found {
  EscposToken token;
  std::size_t used = 0;
};

/// A command of fixed length: `arguments` bytes after its two-byte head become a, b, c.
struct FixedCommand {
  std::uint8_t lead;
  std::uint8_t code;
  Kind kind;
  std::size_t arguments;
};

constexpr std::uint8_t kDle = 0x10;
constexpr std::uint8_t kEsc = 0x1B;
constexpr std::uint8_t kFs = 0x1C;
constexpr std::uint8_t kGs = 0x1D;

constexpr std::array kFixed{
    FixedCommand{kDle, 0x04, Kind::Query, 1},    FixedCommand{kEsc, '@', Kind::Initialise, 0},
    FixedCommand{kEsc, 'a', Kind::Align, 1},     FixedCommand{kEsc, 'E', Kind::Bold, 1},
    FixedCommand{kEsc, '3', Kind::LinePitch, 1}, FixedCommand{kEsc, '2', Kind::Ignored, 0},
    FixedCommand{kEsc, 'd', Kind::FeedLines, 1}, FixedCommand{kEsc, 'J', Kind::FeedDots, 1},
    FixedCommand{kEsc, 't', Kind::Ignored, 1},   FixedCommand{kEsc, 'i', Kind::Cut, 0},
    FixedCommand{kFs, 'W', Kind::Ignored, 1},    FixedCommand{kFs, 'P', Kind::Present, 4},
    FixedCommand{kGs, '!', Kind::Size, 1},       FixedCommand{kGs, 'a', Kind::Ignored, 1},
    FixedCommand{kGs, 'r', Kind::DoneQuery, 1},  FixedCommand{kGs, 'L', Kind::Ignored, 2},
    FixedCommand{kGs, 'W', Kind::Ignored, 2},
};

Found fixed(Bytes bytes, const FixedCommand& command) {
  if (bytes.size() < 2 + command.arguments) return {};
  Found found{{command.kind}, 2 + command.arguments};
  if (command.arguments > 0) found.token.a = bytes[2];
  if (command.kind == Kind::Size) {
    found.token.a = (bytes[2] >> 4) + 1;
    found.token.b = (bytes[2] & 0x0F) + 1;
  }
  if (command.kind == Kind::Present) {  // steps, blink, mode, seconds
    found.token.b = bytes[4];
    found.token.c = bytes[5];
  }
  return found;
}

Found with_data(Bytes bytes, Kind kind, std::size_t head, std::size_t length) {
  if (bytes.size() < head + length) return {};
  Found found{{kind}, head + length};
  found.token.data.assign(bytes.begin() + static_cast<std::ptrdiff_t>(head),
                          bytes.begin() + static_cast<std::ptrdiff_t>(head + length));
  return found;
}

std::size_t word(Bytes bytes, std::size_t at) { return bytes[at] + (std::size_t{bytes[at + 1]} << 8); }

/// GS v 0 m xL xH yL yH rows…
Found raster(Bytes bytes) {
  if (bytes.size() < 8) return {};
  Found found = with_data(bytes, Kind::Raster, 8, word(bytes, 4) * word(bytes, 6));
  found.token.a = static_cast<int>(word(bytes, 4));
  found.token.b = static_cast<int>(word(bytes, 6));
  return found;
}

/// Commands whose length is written in them.
Found variable(Bytes bytes) {
  const std::uint8_t lead = bytes[0];
  const std::uint8_t code = bytes[1];
  if (lead == kDle && code == 0x14) {
    if (bytes.size() < 3) return {};
    const bool clears = bytes[2] == 8;
    return with_data(bytes, clears ? Kind::ClearBuffers : Kind::Ignored, 2, clears ? 8 : 3);
  }
  if (lead == kGs && code == 'v') return raster(bytes);
  if (lead == kGs && code == '(') {
    return bytes.size() < 5 ? Found{} : with_data(bytes, Kind::Code, 5, word(bytes, 3));
  }
  if (lead == kGs && code == 'V') {
    if (bytes.size() < 3) return {};
    return with_data(bytes, Kind::Cut, 2, bytes[2] >= 'A' ? 2 : 1);
  }
  if (lead == kFs && (code == '&' || code == '.')) {
    Found found{{Kind::Chinese}, 2};
    found.token.a = code == '&' ? 1 : 0;
    return found;
  }
  return {{Kind::Ignored}, 2};
}

Found command(Bytes bytes) {
  if (bytes.size() < 2) return {};
  const auto known = std::find_if(kFixed.begin(), kFixed.end(), [bytes](const FixedCommand& candidate) {
    return candidate.lead == bytes[0] && candidate.code == bytes[1];
  });
  return known == kFixed.end() ? variable(bytes) : fixed(bytes, *known);
}

Found text(Bytes bytes) {
  const auto end = std::find_if(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte < 0x20; });
  return with_data(bytes, Kind::Text, 0, static_cast<std::size_t>(end - bytes.begin()));
}

Found next(Bytes bytes) {
  const std::uint8_t first = bytes[0];
  if (first == kDle || first == kEsc || first == kFs || first == kGs) return command(bytes);
  if (first == '\n') return {{Kind::LineEnd}, 1};
  if (first < 0x20) return {{Kind::Ignored}, 1};
  return text(bytes);
}

}  // namespace

std::vector<EscposToken> EscposTokenizer::feed(Bytes bytes) {
  pending_.insert(pending_.end(), bytes.begin(), bytes.end());
  std::vector<EscposToken> tokens;
  std::size_t at = 0;
  while (at < pending_.size()) {
    Found found = next(Bytes(pending_).subspan(at));
    if (found.used == 0) break;
    at += found.used;
    tokens.push_back(std::move(found.token));
  }
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(at));
  return tokens;
}

}  // namespace drivers::emulation

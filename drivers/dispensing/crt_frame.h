// Frames of CRT card dispensers (CRT-571, CRT-591, MTK-F31). Pure; no I/O.
//
//   F2 | ADDR | LEN_H LEN_L | text (LEN bytes) | 03 | BCC
//
// BCC is the exclusive or of everything before it. The text of a command is 43 CM PM [data], of a good answer
// 50 CM PM ST0 ST1 ST2 [data], of a bad one 45 CM PM E1 E0. Before its answer the dispenser sends one byte:
// 06 it has understood, 15 it has not, 04 it breaks off.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace drivers::dispensing {

/// The longest text that is accepted; answers with card data stay far below.
inline constexpr std::size_t kLongestText = 1024;
inline constexpr std::size_t kShortestText = 3;

/// `text` has at most kLongestText bytes.
std::vector<std::uint8_t> encode_frame(std::uint8_t address, std::span<const std::uint8_t> text);

enum class CrtTokenKind { Ack, Nak, Eot, Frame, WrongLength, WrongChecksum };

struct CrtToken {
  CrtTokenKind kind{};
  std::uint8_t address = 0;          ///< of a frame
  std::vector<std::uint8_t> text{};  ///< of a frame
};

/// Finds control bytes and frames in a stream that may be cut anywhere and may hold noise. A refused frame
/// costs only its first byte: the search goes on behind it.
class CrtParser {
 public:
  void feed(std::span<const std::uint8_t> bytes) {
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  }
  std::optional<CrtToken> take();
  /// True while an unfinished frame is held.
  bool in_frame() const { return !buffer_.empty(); }
  void reset() { buffer_.clear(); }

 private:
  void drop(std::size_t count) {
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(count));
  }
  std::vector<std::uint8_t> buffer_;
};

}  // namespace drivers::dispensing

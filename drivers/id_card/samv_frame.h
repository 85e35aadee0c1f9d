// Frames between a terminal and the SAM_V module of an ID-card reader (GA/T 467, chapter 7). Pure; no I/O.
//
//   AA AA AA 96 69 | LEN_H LEN_L | body | CHK
//
// LEN counts the bytes after itself, CHK included. CHK is the exclusive or of everything from LEN_H to the last byte
// of the body. A request's body is CMD PARA [data]; an answer's body is SW1 SW2 SW3 [data].
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "kiosk/base/secure.h"

namespace drivers::id_card {

inline constexpr std::array<std::uint8_t, 5> kPreamble{0xAA, 0xAA, 0xAA, 0x96, 0x69};
/// Preamble and the two bytes of the length.
inline constexpr std::size_t kHeaderSize = kPreamble.size() + 2;
/// The longest frame that is known: text, photo and 1024 bytes of fingerprints (30 10).
inline constexpr std::size_t kLongestLen = 2314;
/// LEN of a bare answer: three status bytes and the checksum.
inline constexpr std::size_t kShortestAnswerLen = 4;

/// Preamble, length, body, checksum. The body has at most kLongestLen - 1 bytes.
kiosk::base::SecureBytes encode_frame(std::span<const std::uint8_t> body);

enum class FrameTrouble { WrongLength, WrongChecksum };

/// What the parser found: a body, or why a frame was refused.
struct ParsedFrame {
  std::optional<FrameTrouble> trouble{};
  kiosk::base::SecureBytes body{};  ///< without length and checksum; empty when refused
};

/// Finds frames in a stream of bytes that may be cut anywhere and may hold noise. Feed, then take until nothing comes.
/// A refused frame costs only its preamble: the search goes on behind it, so a real frame that follows is found.
/// Holds at most the bytes of one frame and of the last feed.
class FrameParser {
 public:
  /// `shortest_len`: the smallest LEN that is accepted.
  explicit FrameParser(std::size_t shortest_len = kShortestAnswerLen) : shortest_len_(shortest_len) {}

  void feed(std::span<const std::uint8_t> bytes);
  std::optional<ParsedFrame> take();
  /// True while an unfinished frame is held.
  bool in_frame() const { return buffer_.size() >= kPreamble.size(); }
  /// Forgets everything, memory included.
  void reset() { buffer_ = kiosk::base::SecureBytes(); }

 private:
  void skip_to_preamble();
  void drop(std::size_t count);

  std::size_t shortest_len_;
  kiosk::base::SecureBytes buffer_;
};

}  // namespace drivers::id_card

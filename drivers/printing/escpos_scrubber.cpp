// Telling commands from text, byte by byte.
#include "drivers/printing/escpos_scrubber.h"

#include <algorithm>
#include <array>

namespace drivers::printing {
namespace {

using kiosk::base::SecureBytes;
using transport::TapePiece;
using transport::TapeSide;

constexpr std::uint8_t kEscByte = 0x1B;
constexpr std::uint8_t kGsByte = 0x1D;
constexpr std::uint8_t kFsByte = 0x1C;
constexpr std::uint8_t kDleByte = 0x10;
constexpr std::uint8_t kEotByte = 0x04;
constexpr std::uint8_t kDc4Byte = 0x14;
constexpr std::uint8_t kDots = 0xAA;
constexpr std::uint8_t kFirstHalf = 0xB2;  // 测 in GB 18030
constexpr std::uint8_t kSecondHalf = 0xE2;

/// A command and how many bytes of parameters follow it. Pictures and ( functions carry their length
/// themselves.
struct Command {
  std::uint8_t prefix;
  std::uint8_t letter;
  std::size_t parameters;
};
constexpr std::array kCommands{Command{kEscByte, '@', 0}, Command{kEscByte, 'a', 1},  Command{kEscByte, 'E', 1},
                               Command{kEscByte, '3', 1}, Command{kEscByte, 'd', 1},  Command{kEscByte, 'J', 1},
                               Command{kGsByte, 'a', 1},  Command{kGsByte, '!', 1},   Command{kGsByte, 'V', 1},
                               Command{kGsByte, 'r', 1},  Command{kGsByte, 'v', 6},   Command{kGsByte, '(', 3},
                               Command{kFsByte, '&', 0},  Command{kFsByte, '.', 0},   Command{kFsByte, 'W', 1},
                               Command{kFsByte, 'P', 4},  Command{kDleByte, kEotByte, 1}, Command{kDleByte, kDc4Byte, 8}};

bool is_prefix(std::uint8_t byte) { return byte == kEscByte || byte == kGsByte || byte == kFsByte || byte == kDleByte; }

class EscposScrubber final : public transport::TapeScrubber {
 public:
  std::vector<TapePiece> feed(TapeSide side, std::span<const std::uint8_t> bytes) override {
    TapePiece piece{SecureBytes(bytes.begin(), bytes.end()), false};
    if (side == TapeSide::Out && !is_real_time(bytes)) {
      for (std::uint8_t& byte : piece.bytes) byte = scrub(byte);
    }
    std::vector<TapePiece> pieces;
    pieces.push_back(std::move(piece));
    return pieces;
  }
  std::vector<TapePiece> flush(TapeSide side) override {
    if (side == TapeSide::Out) *this = EscposScrubber();
    return {};
  }

 private:
  enum class State { Text, SecondHalf, Letter, Parameters, Contents };

  /// A question about the status is a write of its own and may come within a picture; it is no part of it.
  static bool is_real_time(std::span<const std::uint8_t> bytes) {
    return bytes.size() == 3 && bytes[0] == kDleByte && bytes[1] == kEotByte;
  }
  std::uint8_t scrub(std::uint8_t byte) {
    switch (state_) {
      case State::Text: return text(byte);
      case State::SecondHalf: state_ = State::Text; return byte < ' ' ? text(byte) : kSecondHalf;
      case State::Letter: return letter(byte);
      case State::Parameters: return parameter(byte);
      case State::Contents:
        if (--contents_ == 0) state_ = State::Text;
        return kDots;
    }
    return byte;
  }
  std::uint8_t text(std::uint8_t byte) {
    if (is_prefix(byte)) {
      prefix_ = byte;
      state_ = State::Letter;
      return byte;
    }
    if (byte >= 0x80) {
      state_ = State::SecondHalf;
      return kFirstHalf;
    }
    return byte <= ' ' ? byte : 'x';
  }
  std::uint8_t letter(std::uint8_t byte) {
    const auto known = std::find_if(kCommands.begin(), kCommands.end(), [&](const Command& command) {
      return command.prefix == prefix_ && command.letter == byte;
    });
    state_ = State::Text;
    if (known == kCommands.end()) return text(byte);
    letter_ = byte;
    wanted_ = known->parameters;
    count_ = 0;
    if (wanted_ > 0) state_ = State::Parameters;
    return byte;
  }
  std::uint8_t parameter(std::uint8_t byte) {
    parameters_[count_++] = byte;
    if (count_ < wanted_) return byte;
    state_ = State::Text;
    if (prefix_ == kGsByte && letter_ == 'v') begin_contents(two_bytes(2) * two_bytes(4));
    if (prefix_ == kGsByte && letter_ == '(') open_function();
    return byte;
  }
  /// GS ( k: of what follows the length only the contents of a code are personal (function P).
  void open_function() {
    const std::size_t length = two_bytes(1);
    if (wanted_ == 3 && parameters_[0] == 'k' && length >= 3) {
      wanted_ = 6;
      state_ = State::Parameters;
    } else if (wanted_ == 6) {
      const bool setting = parameters_[4] != 'P' && length == 4;
      begin_contents(setting ? 0 : length - 3);
      if (setting) {
        wanted_ = 7;
        state_ = State::Parameters;
      }
    } else if (wanted_ == 3) {
      begin_contents(length);
    }
  }
  void begin_contents(std::size_t size) {
    contents_ = size;
    if (size > 0) state_ = State::Contents;
  }
  std::size_t two_bytes(std::size_t place) const {
    return parameters_[place] | static_cast<std::size_t>(parameters_[place + 1]) << 8;
  }

  State state_ = State::Text;
  std::uint8_t prefix_ = 0;
  std::uint8_t letter_ = 0;
  std::array<std::uint8_t, 8> parameters_{};
  std::size_t wanted_ = 0;
  std::size_t count_ = 0;
  std::size_t contents_ = 0;
};

}  // namespace

std::unique_ptr<transport::TapeScrubber> make_escpos_scrubber() { return std::make_unique<EscposScrubber>(); }

}  // namespace drivers::printing

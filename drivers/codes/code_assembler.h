// CodeAssembler: cuts the bytes of a serial code reader into codes. Pure: no clock, no I/O.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "drivers/contract/code_reader.h"

namespace drivers::codes {

/// More than the biggest code holds: QR version 40 has 7089 digits.
inline constexpr std::size_t kLongestCode = 8192;

/// How a reader marks its codes.
struct CodeMarks {
  std::string terminator = "\r";  ///< empty: only silence ends a code
  bool aim_identifier = false;
};

/// Binary-safe: a terminator inside a code is part of it, because only one that is followed by silence ends it.
class CodeAssembler {
 public:
  explicit CodeAssembler(CodeMarks marks) : marks_(std::move(marks)) {}

  void feed(std::span<const std::uint8_t> bytes);
  /// The line has been silent for a moment: a whole code, if that is what came in. Bytes without the terminator stay
  /// and wait for more.
  std::optional<contract::ScannedCode> take_after_silence();
  bool is_empty() const { return bytes_.empty() && !overlong_; }
  /// Throws away, and wipes, what came in.
  void reset();

 private:
  bool ends_with_terminator() const;

  CodeMarks marks_;
  kiosk::base::SecureBytes bytes_;
  bool overlong_ = false;  ///< more came than a code can have: everything up to the silence is noise
};

}  // namespace drivers::codes

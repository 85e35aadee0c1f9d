// Collecting and cutting.
#include "drivers/codes/code_assembler.h"

#include <algorithm>

#include "drivers/codes/aim_identifier.h"

namespace drivers::codes {

void CodeAssembler::feed(std::span<const std::uint8_t> bytes) {
  if (overlong_) return;
  if (bytes_.size() + bytes.size() > kLongestCode + marks_.terminator.size()) {
    reset();
    overlong_ = true;
    return;
  }
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

std::optional<contract::ScannedCode> CodeAssembler::take_after_silence() {
  if (overlong_) reset();
  if (bytes_.empty() || !ends_with_terminator()) return std::nullopt;
  bytes_.resize(bytes_.size() - marks_.terminator.size());
  contract::ScannedCode code;
  code.payload.swap(bytes_);
  if (marks_.aim_identifier) code.symbology = take_aim_identifier(code.payload);
  if (code.payload.empty()) return std::nullopt;
  return code;
}

bool CodeAssembler::ends_with_terminator() const {
  const auto terminator = kiosk::base::as_bytes(marks_.terminator);
  return bytes_.size() >= terminator.size() && std::equal(terminator.rbegin(), terminator.rend(), bytes_.rbegin());
}

void CodeAssembler::reset() {
  // A fresh vector, not clear(): the old one's memory is wiped when it is given back.
  bytes_ = {};
  overlong_ = false;
}

}  // namespace drivers::codes

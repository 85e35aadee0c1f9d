// A row of length-prefixed fields in secure memory: how personal parts of a record are laid out.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "kiosk/base/secure.h"

namespace kiosk::flow {

class FieldWriter {
 public:
  explicit FieldWriter(base::SecureBytes& out) : out_(out) {}
  void put(std::string_view field) {
    const auto size = static_cast<std::uint32_t>(field.size());
    for (unsigned shift = 0; shift < 32; shift += 8) out_.push_back(static_cast<std::uint8_t>(size >> shift));
    out_.insert(out_.end(), field.begin(), field.end());
  }
  void put(const base::SecureString& field) { put(field.reveal()); }
  void put(const base::SecureBytes& field) { put(base::as_text(field)); }

 private:
  base::SecureBytes& out_;
};

class FieldReader {
 public:
  explicit FieldReader(std::span<const std::uint8_t> bytes) : rest_(bytes) {}
  /// The next field; nothing at the end or when the row is cut.
  std::optional<std::string_view> take() {
    if (rest_.size() < 4) return std::nullopt;
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size |= static_cast<std::size_t>(rest_[i]) << (8 * i);
    if (rest_.size() - 4 < size) return std::nullopt;
    const std::string_view field = base::as_text(rest_.subspan(4, size));
    rest_ = rest_.subspan(4 + size);
    return field;
  }
  bool at_end() const { return rest_.empty(); }

 private:
  std::span<const std::uint8_t> rest_;
};

}  // namespace kiosk::flow

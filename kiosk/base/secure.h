// SecureBytes and SecureString: personal data in locked memory, wiped at the end of its life.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "kiosk/base/secure_memory.h"

namespace kiosk::base {

/// Standard allocator over locked, self-wiping memory.
template <class T>
struct SecureAllocator {
  using value_type = T;
  SecureAllocator() = default;
  template <class U>
  SecureAllocator(const SecureAllocator<U>&) {}  // NOLINT(google-explicit-constructor): allocator requirement
  T* allocate(std::size_t n) { return static_cast<T*>(secure_allocate(n * sizeof(T))); }
  void deallocate(T* p, std::size_t n) noexcept { secure_free(p, n * sizeof(T)); }
  friend bool operator==(const SecureAllocator&, const SecureAllocator&) { return true; }
};

/// Growable bytes that hold personal data (a scan, a payload). A vector never keeps bytes inside itself,
/// so growing and moving leave no copy behind.
using SecureBytes = std::vector<std::uint8_t, SecureAllocator<std::uint8_t>>;

/// UTF-8 text that is personal: no printing, no implicit conversion. `reveal` marks each place where it is
/// read.
class SecureString {
 public:
  SecureString() = default;
  explicit SecureString(std::string_view text) : bytes_(text.begin(), text.end()) {}

  std::string_view reveal() const { return {bytes_.data(), bytes_.size()}; }
  bool empty() const { return bytes_.empty(); }
  std::size_t size() const { return bytes_.size(); }
  void append(std::string_view text) { bytes_.insert(bytes_.end(), text.begin(), text.end()); }
  void clear() { *this = SecureString(); }

  /// Takes as long for unequal texts of one length as for equal ones.
  friend bool operator==(const SecureString& a, const SecureString& b);

 private:
  std::vector<char, SecureAllocator<char>> bytes_;
};

inline std::string_view as_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace kiosk::base

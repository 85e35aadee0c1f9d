// Comparison of secrets.
#include "kiosk/base/secure.h"

namespace kiosk::base {

bool operator==(const SecureString& a, const SecureString& b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.bytes_.size(); ++i) {
    difference |= static_cast<unsigned>(a.bytes_[i] ^ b.bytes_[i]);
  }
  return difference == 0;
}

}  // namespace kiosk::base

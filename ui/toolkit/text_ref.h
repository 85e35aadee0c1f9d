// TextRef: a text that a widget shows, and whether it is personal. A view: the text must outlive the call.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/secure.h"

namespace ui::toolkit {

/// Made without a cast from ordinary text (not personal) and from SecureString (personal: its picture is kept
/// apart and wiped, the tree does not print it, the loudspeaker does not say it).
struct TextRef {
  std::string_view text;
  bool personal = false;

  constexpr TextRef() = default;
  constexpr TextRef(const char* plain)
      : text(plain) {}  // NOLINT(google-explicit-constructor): the point of the class
  constexpr TextRef(std::string_view plain) : text(plain) {}  // NOLINT(google-explicit-constructor)
  TextRef(const std::string& plain) : text(plain) {}          // NOLINT(google-explicit-constructor)
  TextRef(const kiosk::base::SecureString& secret) : text(secret.reveal()), personal(true) {}  // NOLINT(google-explicit-constructor): as above
  bool empty() const { return text.empty(); }
};

}  // namespace ui::toolkit

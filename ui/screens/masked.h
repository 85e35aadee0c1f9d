// Masked: how personal data stand on the screen until "show" is held. Private to the room.
#pragma once

#include "ui/screens/page.h"

namespace ui::screens {

/// At most this long at a time, however long the finger stays.
inline constexpr base::Duration kShowAtMost{5'000};

/// Draws 按住显示. True while it is held; from a keypad one press shows for the same time.
bool hold_to_show(Page& page, const Rect& rect);

base::SecureString masked_name(const base::SecureString& name);
base::SecureString masked_number(const base::SecureString& number);
base::SecureString masked_address(const base::SecureString& address);
/// Names, numbers, addresses and free texts; choices and dates are shown as they are, so that they can be
/// checked.
base::SecureString masked_answer(const catalog::FieldRule& rule, std::string_view readable);

}  // namespace ui::screens

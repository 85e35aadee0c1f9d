// Masking: how personal data may be shown on a screen or written into the trail.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::base {

/// 张* · 欧阳* (compound surnames keep both characters) · "ALICE J*" for Latin names.
std::string mask_name(std::string_view name);
/// First 3 and last 4 characters stay: 100***********002X.
std::string mask_id_number(std::string_view number);
/// 138****1234; a number shorter than 8 digits shows only its last 2.
std::string mask_phone(std::string_view phone);
/// The first `keep` characters, then six stars: an address down to the town.
std::string mask_tail(std::string_view text, std::size_t keep);

}  // namespace kiosk::base

// Line breaking for fixed columns: Chinese between any two characters, Latin between words.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/base/secure.h"

namespace drivers::printing {

/// Splits text into lines of at most `columns` (at least 2); '\n' always ends a line. Control characters
/// become spaces. At least one line, perhaps empty. Lines do not end with a space.
std::vector<kiosk::base::SecureString> break_lines(std::string_view text, int columns);

}  // namespace drivers::printing

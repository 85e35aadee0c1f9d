// The scrubber for tapes of serial code readers.
#pragma once

#include <memory>

#include "drivers/transport/tape_scrubber.h"

namespace drivers::codes {

/// A code's digits become 0, small letters a, capitals A, everything else above the space '-'; control
/// characters, among them the terminator, stay, and so does an AIM identifier at the beginning of what comes
/// in. What is said to the reader (its trigger) passes.
std::unique_ptr<transport::TapeScrubber> make_code_scrubber();

}  // namespace drivers::codes

// The scrubber for tapes of ESC/POS printers.
#pragma once

#include <memory>

#include "drivers/transport/tape_scrubber.h"

namespace drivers::printing {

/// Commands stay. Text becomes filler of the same width (x for a Latin character, 测 for a Chinese one;
/// spaces and control characters stay), and so do the contents of QR codes and the dots of pictures. What
/// follows a command that we do not use counts as text. The printer's answers pass: they are status bytes.
std::unique_ptr<transport::TapeScrubber> make_escpos_scrubber();

}  // namespace drivers::printing

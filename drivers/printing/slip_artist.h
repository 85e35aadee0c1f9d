// The artist of slips: draws lines and codes that the printer's own font cannot print.
#pragma once

#include "drivers/printing/slip_encoder.h"

namespace drivers::printing {

/// Dots of a character at scale 1 (font A and Chinese).
inline constexpr int kCharacterDots = 24;

/// An artist that uses the terminal's fonts. They are looked up when the first line is drawn. One strand
/// only.
SlipArtist make_slip_artist();

}  // namespace drivers::printing

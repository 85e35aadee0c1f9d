// The round red seal, and the QR code.
#pragma once

#include "tests/central/documents/canvas.h"

namespace tests::central {

/// A ring of 42 mm with a star in the middle, text along the upper arc and a line below the star.
void draw_seal(Canvas& canvas, double center_x, double center_y, const std::string& arc,
               const std::string& foot);
/// A QR code (level M) of `size` points with its quiet zone inside. Draws nothing when the text is too long.
void draw_qr(Canvas& canvas, double x, double y, double size, const std::string& text);

}  // namespace tests::central

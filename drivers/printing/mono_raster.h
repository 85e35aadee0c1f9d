// MonoRaster: a picture of black and white dots, as thermal printers want it.
#pragma once

#include <cstdint>

#include "kiosk/base/secure.h"

namespace drivers::printing {

/// Rows from top to bottom, 8 dots a byte, the leftmost dot in the highest bit, 1 is black. May show personal
/// text.
struct MonoRaster {
  int width = 0;   ///< dots, a multiple of 8
  int height = 0;  ///< dots
  kiosk::base::SecureBytes rows{};

  std::size_t row_bytes() const { return static_cast<std::size_t>(width) / 8; }
  bool black(int x, int y) const {
    const auto at = static_cast<std::size_t>(y) * row_bytes() + static_cast<std::size_t>(x / 8);
    return (rows[at] & (0x80U >> static_cast<unsigned>(x % 8))) != 0;
  }
  void set_black(int x, int y) {
    const auto at = static_cast<std::size_t>(y) * row_bytes() + static_cast<std::size_t>(x / 8);
    rows[at] = static_cast<std::uint8_t>(rows[at] | (0x80U >> static_cast<unsigned>(x % 8)));
  }
  /// All white; the width is rounded up to whole bytes.
  static MonoRaster blank(int width, int height) {
    MonoRaster raster;
    raster.width = (width + 7) / 8 * 8;
    raster.height = height;
    raster.rows.resize(raster.row_bytes() * static_cast<std::size_t>(height));
    return raster;
  }
};

}  // namespace drivers::printing

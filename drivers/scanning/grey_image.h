// GreyImage: the brightness of a page's picture, for measuring.
#pragma once

#include <cstdint>

#include "drivers/contract/document_scanner.h"

namespace drivers::scanning {

/// One byte a pixel, row by row, without gaps. Holds a citizen's page: secure memory.
struct GreyImage {
  int width = 0;
  int height = 0;
  kiosk::base::SecureBytes pixels{};

  bool empty() const { return width <= 0 || height <= 0; }
  int at(int x, int y) const { return pixels[index(x, y)]; }
  std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
  }
};

/// Pixels from (left, top) up to, but without, (right, bottom).
struct PixelBox {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
};

/// ITU-R BT.601 luma.
GreyImage to_grey(const contract::PageRaster& page);
/// Mean over boxes so that the longer side has at most `longest` pixels; smaller pictures stay as they are.
GreyImage shrunk(const GreyImage& image, int longest);
/// The brightness that `share` (0…1) of the pixels do not exceed. 0 for an empty picture.
int percentile(const GreyImage& image, double share);
/// The median brightness of the picture's outermost pixels: what lies around a document.
int border_level(const GreyImage& image);
/// The part of a page; the box must lie inside.
contract::PageRaster cut(const contract::PageRaster& page, const PixelBox& box);

}  // namespace drivers::scanning

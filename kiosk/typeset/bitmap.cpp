// Bitmaps: copying, ink, wiping.
#include "kiosk/typeset/bitmap.h"

#include "kiosk/base/secure_memory.h"

namespace kiosk::typeset {

namespace {
std::size_t area(int width, int height) {
  return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
}
}  // namespace

void AlphaBitmap::wipe() { base::wipe(bytes.data(), bytes.size()); }

void RgbaBitmap::wipe() { base::wipe(bytes.data(), bytes.size()); }

RgbaBitmap RgbaBitmap::make(int width, int height) {
  RgbaBitmap bitmap;
  bitmap.width = width;
  bitmap.height = height;
  bitmap.bytes.resize(area(width, height) * 4);
  return bitmap;
}

MonoBitmap MonoBitmap::make(int width, int height) {
  MonoBitmap bitmap;
  bitmap.width = width;
  bitmap.height = height;
  bitmap.stride = (width + 7) / 8;
  bitmap.bytes.resize(area(bitmap.stride, height));
  return bitmap;
}

bool MonoBitmap::at(int x, int y) const {
  return (bytes[static_cast<std::size_t>(y * stride + x / 8)] >> (7 - x % 8) & 1) != 0;
}

void MonoBitmap::set(int x, int y) {
  auto& byte = bytes[static_cast<std::size_t>(y * stride + x / 8)];
  byte = static_cast<std::uint8_t>(byte | 0x80U >> (x % 8));
}

void MonoBitmap::add(const MonoBitmap& source, int x, int y) {
  for (int row = 0; row < source.height; ++row) {
    for (int column = 0; column < source.width; ++column) {
      const int to_x = x + column;
      const int to_y = y + row;
      if (to_x < 0 || to_y < 0 || to_x >= width || to_y >= height) continue;
      if (source.at(column, row)) set(to_x, to_y);
    }
  }
}

MonoBitmap to_mono(const AlphaBitmap& bitmap, int threshold) {
  MonoBitmap mono = MonoBitmap::make(bitmap.width, bitmap.height);
  for (int y = 0; y < bitmap.height; ++y) {
    for (int x = 0; x < bitmap.width; ++x) {
      if (bitmap.at(x, y) >= threshold) mono.set(x, y);
    }
  }
  return mono;
}

RgbaBitmap to_rgba(const MonoBitmap& bitmap) {
  RgbaBitmap rgba = RgbaBitmap::make(bitmap.width, bitmap.height);
  for (int y = 0; y < bitmap.height; ++y) {
    for (int x = 0; x < bitmap.width; ++x) {
      const std::uint8_t level = bitmap.at(x, y) ? 0 : 255;
      std::uint8_t* pixel = rgba.at(x, y);
      pixel[0] = pixel[1] = pixel[2] = level;
      pixel[3] = 255;
    }
  }
  return rgba;
}

}  // namespace kiosk::typeset

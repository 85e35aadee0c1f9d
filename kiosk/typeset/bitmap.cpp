// Bitmaps: copying, ink, wiping.
#include "kiosk/typeset/bitmap.h"

#include <algorithm>

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

namespace {

/// The mean of a block of pixels, channel by channel.
void put_mean(const RgbaBitmap& from, int left, int top, int right, int bottom, std::uint8_t* pixel) {
  unsigned sum[4] = {0, 0, 0, 0};
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      for (int channel = 0; channel < 4; ++channel) sum[channel] += from.at(x, y)[channel];
    }
  }
  const auto count = static_cast<unsigned>((right - left) * (bottom - top));
  for (int channel = 0; channel < 4; ++channel) {
    pixel[channel] = static_cast<std::uint8_t>((sum[channel] + count / 2) / count);
  }
}

}  // namespace

RgbaBitmap scaled(const RgbaBitmap& bitmap, int width, int height) {
  RgbaBitmap result = RgbaBitmap::make(width, height);
  const auto edge = [](int i, int from, int to) {
    return static_cast<int>(static_cast<long long>(i) * from / to);
  };
  for (int y = 0; y < height; ++y) {
    const int top = edge(y, bitmap.height, height);
    const int bottom = std::max(top + 1, edge(y + 1, bitmap.height, height));
    for (int x = 0; x < width; ++x) {
      const int left = edge(x, bitmap.width, width);
      const int right = std::max(left + 1, edge(x + 1, bitmap.width, width));
      put_mean(bitmap, left, top, right, bottom, result.at(x, y));
    }
  }
  return result;
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

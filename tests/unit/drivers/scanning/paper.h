// Synthetic pages for the tests: lines of bars that look like writing, on paper, on a desk.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>

#include "drivers/contract/document_scanner.h"
#include "drivers/scanning/grey_image.h"

namespace paper {

using drivers::contract::PageRaster;
using drivers::scanning::PixelBox;

inline PageRaster plain(int width, int height, int level, int channels = 1) {
  PageRaster page{width, height, channels, 150, {}};
  page.pixels.assign(page.stride() * static_cast<std::size_t>(height), static_cast<std::uint8_t>(level));
  return page;
}

inline void fill(PageRaster& page, const PixelBox& box, int level) {
  const auto channels = static_cast<std::size_t>(page.channels);
  for (int y = std::max(0, box.top); y < std::min(page.height, box.bottom); ++y) {
    for (int x = std::max(0, box.left); x < std::min(page.width, box.right); ++x) {
      const std::size_t at =
          static_cast<std::size_t>(y) * page.stride() + static_cast<std::size_t>(x) * channels;
      for (std::size_t c = 0; c < channels; ++c) page.pixels[at + c] = static_cast<std::uint8_t>(level);
    }
  }
}

/// Words of strokes in lines inside the box.
inline void write_lines(PageRaster& page, const PixelBox& box, int ink) {
  std::mt19937 random(7);
  for (int y = box.top + 12; y + 14 < box.bottom; y += 26) {
    for (int x = box.left + 12; x + 12 < box.right; x += 12) {
      if (random() % 6 == 0) continue;  // a gap between words
      fill(page, {x, y, x + 2, y + 12}, ink);
      fill(page, {x, y + 4, x + 9, y + 6}, ink);
      if (random() % 2 == 0) fill(page, {x + 7, y, x + 9, y + 12}, ink);
    }
  }
}

inline PageRaster written(int width = 1240, int height = 1754, int level = 245, int ink = 20,
                          int channels = 1) {
  PageRaster page = plain(width, height, level, channels);
  write_lines(page, {60, 60, width - 60, height - 60}, ink);
  return page;
}

/// A written sheet lying on a darker desk.
inline PageRaster on_desk(int width, int height, const PixelBox& sheet, int desk = 60) {
  PageRaster page = plain(width, height, desk);
  fill(page, sheet, 240);
  write_lines(page, {sheet.left + 20, sheet.top + 20, sheet.right - 20, sheet.bottom - 20}, 30);
  return page;
}

/// The sensor's noise.
inline void add_noise(PageRaster& page, double sigma) {
  std::mt19937 random(11);
  std::normal_distribution<double> noise(0, sigma);
  for (auto& pixel : page.pixels) {
    pixel = static_cast<std::uint8_t>(std::clamp(std::lround(pixel + noise(random)), 0L, 255L));
  }
}

/// Out of focus: a box of (2r+1)² applied twice. Grey pages.
inline PageRaster blurred(const PageRaster& page, int radius) {
  PageRaster result = page;
  for (int round = 0; round < 2; ++round) {
    const PageRaster before = result;
    for (int y = radius; y + radius < page.height; ++y) {
      for (int x = radius; x + radius < page.width; ++x) {
        int sum = 0;
        for (int dy = -radius; dy <= radius; ++dy) {
          const std::size_t row = static_cast<std::size_t>(y + dy) * page.stride();
          for (int dx = -radius; dx <= radius; ++dx)
            sum += before.pixels[row + static_cast<std::size_t>(x + dx)];
        }
        const int side = 2 * radius + 1;
        result.pixels[static_cast<std::size_t>(y) * page.stride() + static_cast<std::size_t>(x)] =
            static_cast<std::uint8_t>(sum / (side * side));
      }
    }
  }
  return result;
}

}  // namespace paper

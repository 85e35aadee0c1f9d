// Bitmaps: coverage for text, RGBA for pictures, one bit for thermal printers; and PNG files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace kiosk::typeset {

/// Coverage 0 (nothing) … 255 (full), one byte a pixel, rows from top to bottom.
struct AlphaBitmap {
  int width = 0;
  int height = 0;
  int stride = 0;    ///< bytes from row to row, at least `width`
  int baseline = 0;  ///< pixels from the top to the first line's baseline
  std::vector<std::uint8_t> bytes;

  bool empty() const { return width <= 0 || height <= 0; }
  std::uint8_t at(int x, int y) const { return bytes[static_cast<std::size_t>(y * stride + x)]; }
  /// Overwrites the pixels: for pictures of personal text.
  void wipe();
};

/// Four bytes a pixel in the order R, G, B, A; alpha is straight (not multiplied in). No gaps between rows.
struct RgbaBitmap {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> bytes;

  static RgbaBitmap make(int width, int height);
  bool empty() const { return width <= 0 || height <= 0; }
  std::uint8_t* at(int x, int y) {
    return &bytes[(static_cast<std::size_t>(y) * width_size() + x_size(x)) * 4];
  }
  const std::uint8_t* at(int x, int y) const {
    return &bytes[(static_cast<std::size_t>(y) * width_size() + x_size(x)) * 4];
  }
  void wipe();

 private:
  std::size_t width_size() const { return static_cast<std::size_t>(width); }
  static std::size_t x_size(int x) { return static_cast<std::size_t>(x); }
};

/// One bit a pixel, 1 is ink; the leftmost pixel is the highest bit (the order of ESC/POS GS v 0).
struct MonoBitmap {
  int width = 0;
  int height = 0;
  int stride = 0;  ///< bytes from row to row: (width + 7) / 8
  std::vector<std::uint8_t> bytes;

  static MonoBitmap make(int width, int height);
  bool at(int x, int y) const;
  void set(int x, int y);
  /// Adds the ink of `source` with its top left corner at (x, y); what falls outside is cut off.
  void add(const MonoBitmap& source, int x, int y);
};

/// The picture in another size, each pixel the mean of those it stands for: for previews of pages.
/// Meant for making smaller; larger sizes repeat pixels.
RgbaBitmap scaled(const RgbaBitmap& bitmap, int width, int height);
/// Ink where the coverage reaches `threshold`.
MonoBitmap to_mono(const AlphaBitmap& bitmap, int threshold = 112);
/// Black ink on white paper, for looking at a receipt.
RgbaBitmap to_rgba(const MonoBitmap& bitmap);

/// Writes atomically enough for pictures: a failure leaves an error, never a crash.
base::Status write_png(const std::filesystem::path& path, const RgbaBitmap& bitmap);
base::Result<RgbaBitmap> read_png(const std::filesystem::path& path);
/// A PNG in memory; refuses pictures of more than 64 million pixels.
base::Result<RgbaBitmap> decode_png(std::span<const std::uint8_t> png);

}  // namespace kiosk::typeset

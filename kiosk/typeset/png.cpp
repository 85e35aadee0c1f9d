// PNG files through Cairo, whose pixels are native-endian words with alpha multiplied in.
#include <algorithm>
#include <cstring>

#include "kiosk/typeset/bitmap.h"
#include "kiosk/typeset/cairo_handle.h"

namespace kiosk::typeset {

namespace {

constexpr int kMostPixels = 64'000'000;

using Surface = CairoHandle<cairo_surface_t>;

std::uint32_t times(std::uint32_t level, std::uint32_t alpha) { return (level * alpha + 127) / 255; }

std::uint32_t to_word(const std::uint8_t* pixel) {
  const std::uint32_t a = pixel[3];
  return a << 24 | times(pixel[0], a) << 16 | times(pixel[1], a) << 8 | times(pixel[2], a);
}

void from_word(std::uint32_t word, bool has_alpha, std::uint8_t* pixel) {
  const std::uint32_t a = has_alpha ? word >> 24 : 255;
  for (int channel = 0; channel < 3; ++channel) {
    const std::uint32_t level = word >> (16 - 8 * channel) & 255;
    const std::uint32_t straight = a == 0 ? 0 : std::min(255U, (level * 255 + a / 2) / a);
    pixel[channel] = static_cast<std::uint8_t>(straight);
  }
  pixel[3] = static_cast<std::uint8_t>(a);
}

/// Reads one word of a surface's row.
std::uint32_t word_at(const unsigned char* row, int x) {
  std::uint32_t word = 0;
  std::memcpy(&word, row + static_cast<std::ptrdiff_t>(x) * 4, 4);
  return word;
}

Surface to_surface(const RgbaBitmap& bitmap) {
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, bitmap.width, bitmap.height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return surface;
  unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < bitmap.height; ++y) {
    for (int x = 0; x < bitmap.width; ++x) {
      const std::uint32_t word = to_word(bitmap.at(x, y));
      std::memcpy(data + static_cast<std::ptrdiff_t>(y) * stride + static_cast<std::ptrdiff_t>(x) * 4, &word,
                  4);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

base::Result<RgbaBitmap> from_surface(cairo_surface_t* surface, const std::string& name) {
  const cairo_status_t status = cairo_surface_status(surface);
  if (status == CAIRO_STATUS_FILE_NOT_FOUND)
    return base::fail(base::ErrorCode::NotFound, "There is no such picture", name);
  if (status != CAIRO_STATUS_SUCCESS) {
    return base::fail(base::ErrorCode::InvalidData,
                      std::string("Not a readable PNG: ") + cairo_status_to_string(status), name);
  }
  const int width = cairo_image_surface_get_width(surface);
  const int height = cairo_image_surface_get_height(surface);
  const cairo_format_t format = cairo_image_surface_get_format(surface);
  if (format != CAIRO_FORMAT_ARGB32 && format != CAIRO_FORMAT_RGB24) {
    return base::fail(base::ErrorCode::Unsupported, "This PNG's pixel format is not supported", name);
  }
  if (width > kMostPixels / std::max(height, 1)) {
    return base::fail(base::ErrorCode::InvalidData, "The picture has too many pixels", name);
  }
  RgbaBitmap bitmap = RgbaBitmap::make(width, height);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < height; ++y) {
    const unsigned char* row = data + static_cast<std::ptrdiff_t>(y) * stride;
    for (int x = 0; x < width; ++x)
      from_word(word_at(row, x), format == CAIRO_FORMAT_ARGB32, bitmap.at(x, y));
  }
  return bitmap;
}

/// What is left of a PNG in memory while Cairo reads it.
struct Reading {
  std::span<const std::uint8_t> rest;
  static cairo_status_t read(void* self, unsigned char* to, unsigned size) {
    auto& reading = *static_cast<Reading*>(self);
    if (reading.rest.size() < size) return CAIRO_STATUS_READ_ERROR;
    std::copy_n(reading.rest.begin(), size, to);
    reading.rest = reading.rest.subspan(size);
    return CAIRO_STATUS_SUCCESS;
  }
};

}  // namespace

base::Status write_png(const std::filesystem::path& path, const RgbaBitmap& bitmap) {
  const Surface surface = to_surface(bitmap);
  const cairo_status_t status = cairo_surface_write_to_png(surface.get(), path.c_str());
  if (status == CAIRO_STATUS_SUCCESS) return {};
  return base::fail(base::ErrorCode::Unavailable,
                    std::string("The picture cannot be written: ") + cairo_status_to_string(status),
                    path.string());
}

base::Result<RgbaBitmap> read_png(const std::filesystem::path& path) {
  const Surface surface(cairo_image_surface_create_from_png(path.c_str()));
  return from_surface(surface.get(), path.string());
}

base::Result<RgbaBitmap> decode_png(std::span<const std::uint8_t> png) {
  Reading reading{png};
  const Surface surface(cairo_image_surface_create_from_png_stream(&Reading::read, &reading));
  return from_surface(surface.get(), "PNG in memory");
}

}  // namespace kiosk::typeset

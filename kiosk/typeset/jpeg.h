// JPEG: pictures of papers as bytes to send.
#pragma once

#include <cstdint>
#include <span>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace kiosk::typeset {

/// Pixels row by row from the upper left, without gaps: one byte a pixel (grey), or three (R, G, B).
struct PixelView {
  int width = 0;
  int height = 0;
  int channels = 1;
  std::span<const std::uint8_t> pixels{};
};

/// A JFIF file with its dots an inch, so that a page prints in its true size; `resolution` 0 leaves them out.
/// `quality`: 1…100. InvalidArgument for a picture without pixels or with a wrong number of bytes. The result
/// is in memory that is wiped; any thread.
base::Result<base::SecureBytes> encode_jpeg(const PixelView& picture, int quality, int resolution);

}  // namespace kiosk::typeset

// Conversions of camera frames.
#include "drivers/scanning/camera_pixels.h"

#include <turbojpeg.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "drivers/scanning/grey_image.h"

namespace drivers::scanning {

using contract::PageRaster;
using kiosk::base::ErrorCode;
using kiosk::base::fail;

namespace {

constexpr std::int64_t kMostPixels = 64'000'000;

tl::unexpected<kiosk::base::Error> broken(const char* what) {
  return fail(ErrorCode::InvalidData, what, "frame");
}

PageRaster empty_page(int width, int height, int channels) {
  PageRaster page{width, height, channels, 0, {}};
  page.pixels.resize(page.stride() * static_cast<std::size_t>(height));
  return page;
}

bool sensible(const FrameShape& shape, std::size_t row, std::size_t size) {
  if (shape.width <= 0 || shape.height <= 0 ||
      static_cast<std::int64_t>(shape.width) * shape.height > kMostPixels) {
    return false;
  }
  // The last row need not be padded.
  return shape.stride >= row && size >= shape.stride * (static_cast<std::size_t>(shape.height) - 1) + row;
}

RasterResult copy_rows(FrameBytes bytes, const FrameShape& shape, int channels) {
  const std::size_t row =
      static_cast<std::size_t>(std::max(shape.width, 0)) * static_cast<std::size_t>(channels);
  if (!sensible(shape, row, bytes.size())) return broken("a frame is too short");
  PageRaster page = empty_page(shape.width, shape.height, channels);
  for (std::size_t y = 0; y < static_cast<std::size_t>(shape.height); ++y) {
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(y * shape.stride), row,
                page.pixels.begin() + static_cast<std::ptrdiff_t>(y * row));
  }
  return page;
}

std::uint8_t clamped(int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); }

/// BT.601 with luma 16…235, in 1/256.
void put_rgb(std::uint8_t* to, int luma, int u, int v) {
  const int c = 298 * (luma - 16);
  const int d = u - 128;
  const int e = v - 128;
  to[0] = clamped((c + 409 * e + 128) >> 8);
  to[1] = clamped((c - 100 * d - 208 * e + 128) >> 8);
  to[2] = clamped((c + 516 * d + 128) >> 8);
}

/// A number of a PNM header: after white space and comment lines. -1 when there is none.
int pnm_number(FrameBytes bytes, std::size_t& at) {
  while (at < bytes.size() && (std::isspace(bytes[at]) != 0 || bytes[at] == '#')) {
    const bool comment = bytes[at] == '#';
    while (comment && at < bytes.size() && bytes[at] != '\n') ++at;
    if (!comment) ++at;
  }
  int number = -1;
  while (at < bytes.size() && std::isdigit(bytes[at]) != 0 && number < 1'000'000) {
    number = std::max(number, 0) * 10 + (bytes[at++] - '0');
  }
  return number;
}

}  // namespace

RasterResult from_yuyv(FrameBytes bytes, const FrameShape& shape) {
  const std::size_t row = static_cast<std::size_t>(std::max(shape.width, 0)) * 2;
  if (shape.width % 2 != 0 || !sensible(shape, row, bytes.size())) return broken("a frame is too short");
  PageRaster page = empty_page(shape.width, shape.height, 3);
  for (std::size_t y = 0; y < static_cast<std::size_t>(shape.height); ++y) {
    const std::uint8_t* from = bytes.data() + y * shape.stride;
    std::uint8_t* to = page.pixels.data() + y * page.stride();
    for (int x = 0; x < shape.width; x += 2, from += 4, to += 6) {
      put_rgb(to, from[0], from[1], from[3]);
      put_rgb(to + 3, from[2], from[1], from[3]);
    }
  }
  return page;
}

RasterResult from_rgb(FrameBytes bytes, const FrameShape& shape) { return copy_rows(bytes, shape, 3); }

RasterResult from_grey(FrameBytes bytes, const FrameShape& shape) { return copy_rows(bytes, shape, 1); }

RasterResult from_jpeg(FrameBytes bytes) {
  const std::unique_ptr<void, int (*)(tjhandle)> decoder(tjInitDecompress(), &tjDestroy);
  int width = 0, height = 0, sampling = 0, space = 0;
  const auto size = static_cast<unsigned long>(bytes.size());
  if (!decoder ||
      tjDecompressHeader3(decoder.get(), bytes.data(), size, &width, &height, &sampling, &space) != 0) {
    return broken("a frame is no JPEG");
  }
  if (width <= 0 || height <= 0 || static_cast<std::int64_t>(width) * height > kMostPixels) {
    return broken("a frame is too large");
  }
  PageRaster page = empty_page(width, height, 3);
  // A frame that was cut on the line decodes with a warning: its lower part is grey, so it is refused as
  // well.
  const int done = tjDecompress2(decoder.get(), bytes.data(), size, page.pixels.data(), width, 0, height,
                                 TJPF_RGB, TJFLAG_STOPONWARNING);
  if (done != 0) return broken("a frame is a broken JPEG");
  return page;
}

RasterResult from_pnm(FrameBytes bytes) {
  const bool known = bytes.size() > 2 && bytes[0] == 'P' && (bytes[1] == '5' || bytes[1] == '6');
  if (!known) return broken("a frame is no binary PGM or PPM");
  std::size_t at = 2;
  FrameShape shape;
  shape.width = pnm_number(bytes, at);
  shape.height = pnm_number(bytes, at);
  const int levels = pnm_number(bytes, at);
  if (shape.width <= 0 || levels != 255 || at >= bytes.size()) return broken("a PNM header is wrong");
  const int channels = bytes[1] == '6' ? 3 : 1;
  shape.stride = static_cast<std::size_t>(shape.width) * static_cast<std::size_t>(channels);
  return copy_rows(bytes.subspan(at + 1), shape, channels);
}

PageRaster grey_page(const PageRaster& page) {
  GreyImage grey = to_grey(page);
  return {grey.width, grey.height, 1, page.resolution, std::move(grey.pixels)};
}

}  // namespace drivers::scanning

// From a camera's bytes to a raster: YUYV, RGB, grey, JPEG, PNM. Pure.
#pragma once

#include <span>

#include "drivers/contract/document_scanner.h"

namespace drivers::scanning {

/// The measures of an uncompressed frame; `stride` is bytes from row to row.
struct FrameShape {
  int width = 0;
  int height = 0;
  std::size_t stride = 0;
};

using FrameBytes = std::span<const std::uint8_t>;
using RasterResult = kiosk::base::Result<contract::PageRaster>;

/// InvalidData when there are fewer bytes than the shape needs, or it makes no sense (YUYV has an even
/// width).
RasterResult from_yuyv(FrameBytes bytes, const FrameShape& shape);  ///< BT.601, limited range
RasterResult from_rgb(FrameBytes bytes, const FrameShape& shape);
RasterResult from_grey(FrameBytes bytes, const FrameShape& shape);
/// A JPEG of at most 64 million pixels; frames of UVC cameras may lack the Huffman tables.
RasterResult from_jpeg(FrameBytes bytes);
/// Binary PGM (P5) and PPM (P6) with 255 levels.
RasterResult from_pnm(FrameBytes bytes);

/// One channel of a page.
contract::PageRaster grey_page(const contract::PageRaster& page);

}  // namespace drivers::scanning

// From the raster of a device to a page: turned upright, cropped, judged. Pure.
#pragma once

#include "drivers/scanning/page_flaws.h"

namespace drivers::scanning {

/// With `straighten` the page is turned upright (from 0.2° on) and cropped to the document's edges.
contract::ScannedPage finish_page(contract::PageRaster raster, bool straighten,
                                  const QualityLimits& limits = {});

}  // namespace drivers::scanning

// The order: a crooked sheet has no box, so it is turned first.
#include "drivers/scanning/page_finish.h"

#include <cmath>

#include "drivers/scanning/page_edges.h"
#include "drivers/scanning/page_skew.h"

namespace drivers::scanning {

contract::ScannedPage finish_page(contract::PageRaster raster, bool straighten, const QualityLimits& limits) {
  /// Turning costs a little sharpness: not for less than this.
  constexpr double kLeastTurn = 0.2;
  contract::ScannedPage page;
  bool cropped = false;
  double skew = 0;
  if (straighten && !raster.empty()) {
    GreyImage grey = to_grey(raster);
    skew = estimate_skew(grey);
    if (std::abs(skew) < kLeastTurn) skew = 0;
    if (skew != 0) {
      raster = rotated(raster, -skew, border_level(grey));
      grey = to_grey(raster);
    }
    if (const auto box = find_document(grey)) {
      raster = cut(raster, *box);
      cropped = true;
    }
  }
  page.quality = measure_page(raster, limits);
  page.quality.skew_degrees = skew;
  page.quality.cropped = cropped;
  page.raster = std::move(raster);
  return page;
}

}  // namespace drivers::scanning

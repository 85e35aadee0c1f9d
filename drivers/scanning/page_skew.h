// How far a page was laid down askew, and turning it upright. Pure.
#pragma once

#include "drivers/scanning/grey_image.h"

namespace drivers::scanning {

/// Degrees by which lines of writing and the paper's edges go down to the right (clockwise is positive),
/// -10…10. 0 when nothing tells, or when the page lies further askew.
double estimate_skew(const GreyImage& image);

/// The page turned by `degrees` clockwise around its middle, of the same size; corners that come from outside
/// get the brightness `fill`. Bilinear.
contract::PageRaster rotated(const contract::PageRaster& page, double degrees, int fill);

}  // namespace drivers::scanning

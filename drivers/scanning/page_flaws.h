// What is wrong with the picture of a page: blank, too dark, too bright, blurred. Pure.
#pragma once

#include "drivers/contract/document_scanner.h"
#include "drivers/scanning/grey_image.h"

namespace drivers::scanning {

/// From where on a measure is a flaw. Brightness is 0…255.
struct QualityLimits {
  int dark_paper = 120;   ///< paper darker than this is too dark
  int ink_contrast = 45;  ///< a pixel that differs from the paper by more is ink
  int least_contrast =
      18;  ///< where even the darkest ink differs by less there is nothing: noise of the sensor
  int faint_contrast = 70;    ///< ink that differs by less is washed out
  double blank_ink = 0.0005;  ///< a page with a smaller share of ink is blank
  double sharp = 0.18;        ///< below it is blurred
};

/// Fills everything but skew and crop.
contract::PageQuality measure_page(const contract::PageRaster& page, const QualityLimits& limits = {});

/// Variance of the Laplacian over mean squared gradient, both at the edges of the picture: a step between two
/// pixels gives about 1, one that is smeared over n pixels about 1/n². Unlike the variance alone it does not
/// depend on how much is written on the page. 0 when there are no edges.
double sharpness(const GreyImage& image);

}  // namespace drivers::scanning

// Measuring pages.
#include "drivers/scanning/page_flaws.h"

#include <algorithm>
#include <cstdlib>

namespace drivers::scanning {

using contract::PageFlaw;
using contract::PageQuality;

namespace {

/// A4 at about 140 dots an inch: what is sharp there can be read.
constexpr int kMeasuredSide = 1600;
/// Brightness steps below this are noise, not edges.
constexpr int kLeastEdge = 24;

/// The page without its outermost 2 %: shadows and lids lie there.
GreyImage without_margin(const GreyImage& image) {
  const int dx = image.width / 50;
  const int dy = image.height / 50;
  GreyImage inner{image.width - 2 * dx, image.height - 2 * dy, {}};
  for (int y = dy; y < image.height - dy; ++y) {
    const auto from = image.pixels.begin() + static_cast<std::ptrdiff_t>(image.index(dx, y));
    inner.pixels.insert(inner.pixels.end(), from, from + inner.width);
  }
  return inner;
}

double ink_share(const GreyImage& image, int paper, int contrast) {
  const auto ink = std::count_if(image.pixels.begin(), image.pixels.end(),
                                 [&](std::uint8_t pixel) { return std::abs(pixel - paper) > contrast; });
  return static_cast<double>(ink) / static_cast<double>(image.pixels.size());
}

}  // namespace

PageQuality measure_page(const contract::PageRaster& page, const QualityLimits& limits) {
  PageQuality quality;
  if (page.empty()) {
    quality.flaws.push_back(PageFlaw::Blank);
    return quality;
  }
  const GreyImage image = without_margin(shrunk(to_grey(page), kMeasuredSide));
  const int paper = percentile(image, 0.9);
  const int contrast = paper - percentile(image, limits.blank_ink);
  quality.paper_level = paper;
  quality.ink_share = ink_share(image, paper, limits.ink_contrast);
  quality.sharpness = sharpness(image);
  const bool dark = paper < limits.dark_paper;
  const bool faint = !dark && contrast >= limits.least_contrast && contrast < limits.faint_contrast;
  const bool blank = !faint && (contrast < limits.least_contrast || quality.ink_share < limits.blank_ink);
  if (blank) quality.flaws.push_back(PageFlaw::Blank);
  if (dark) quality.flaws.push_back(PageFlaw::TooDark);
  if (faint) quality.flaws.push_back(PageFlaw::TooBright);
  if (!blank && !faint && quality.sharpness < limits.sharp) quality.flaws.push_back(PageFlaw::Blurred);
  return quality;
}

double sharpness(const GreyImage& image) {
  double sum = 0, squares = 0, gradient = 0;
  std::size_t count = 0;
  for (int y = 1; y + 1 < image.height; ++y) {
    for (int x = 1; x + 1 < image.width; ++x) {
      const int dx = image.at(x + 1, y) - image.at(x - 1, y);
      const int dy = image.at(x, y + 1) - image.at(x, y - 1);
      if (std::abs(dx) + std::abs(dy) < kLeastEdge) continue;
      const double laplacian = 4 * image.at(x, y) - image.at(x - 1, y) - image.at(x + 1, y) -
                               image.at(x, y - 1) - image.at(x, y + 1);
      sum += laplacian;
      squares += laplacian * laplacian;
      gradient += dx * dx + dy * dy;
      ++count;
    }
  }
  if (count == 0) return 0;
  const double mean = sum / static_cast<double>(count);
  return (squares / static_cast<double>(count) - mean * mean) / (gradient / static_cast<double>(count));
}

}  // namespace drivers::scanning

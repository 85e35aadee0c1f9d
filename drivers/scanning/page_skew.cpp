// The projection profile: lines of writing give the sharpest profile when one looks along them.
#include "drivers/scanning/page_skew.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace drivers::scanning {

using contract::PageRaster;

namespace {

constexpr int kSkewSide = 800;
constexpr int kLeastSkewEdge = 40;
constexpr double kLargest = 10.0;
/// Looked at a little beyond, so that a page at the limit is told from one behind it.
constexpr double kSearched = 11.0;
/// The best direction's profile must be so much sharper than a middling one.
constexpr double kClear = 1.15;

struct Point {
  float x, y;
};

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

/// Where brightness changes from one row to the next.
std::vector<Point> horizontal_edges(const GreyImage& image) {
  std::vector<Point> points;
  // The outermost pixels show the lid's edge, which is always upright.
  const int margin = std::max(2, image.width / 100);
  for (int y = margin; y + 1 < image.height - margin; ++y) {
    for (int x = margin; x < image.width - margin; ++x) {
      if (std::abs(image.at(x, y + 1) - image.at(x, y)) < kLeastSkewEdge) continue;
      points.push_back({static_cast<float>(x), static_cast<float>(y)});
    }
  }
  return points;
}

class Profile {
 public:
  Profile(const GreyImage& image, std::vector<Point> points)
      : points_(std::move(points)),
        offset_(image.width),
        bins_(static_cast<std::size_t>(image.height + 2 * image.width)) {}

  /// Sum of squares of the projection along lines that go down by `degrees`.
  double score(double degrees) {
    std::fill(bins_.begin(), bins_.end(), 0.0F);
    const auto sine = static_cast<float>(std::sin(radians(degrees)));
    const auto cosine = static_cast<float>(std::cos(radians(degrees)));
    for (const Point& point : points_) {
      const float place = point.y * cosine - point.x * sine + static_cast<float>(offset_);
      const auto bin = static_cast<std::size_t>(place);
      const float share = place - static_cast<float>(bin);
      bins_[bin] += 1 - share;
      bins_[bin + 1] += share;
    }
    double sum = 0;
    for (const float bin : bins_) sum += static_cast<double>(bin) * static_cast<double>(bin);
    return sum;
  }

 private:
  std::vector<Point> points_;
  int offset_;
  std::vector<float> bins_;
};

/// The best angle between `from` and `to`; appends all scores.
double best_angle(Profile& profile, double from, double to, double step, std::vector<double>& scores) {
  double best = from;
  double best_score = -1;
  const int steps = static_cast<int>(std::lround((to - from) / step));
  for (int i = 0; i <= steps; ++i) {
    const double angle = from + i * step;
    const double score = profile.score(angle);
    scores.push_back(score);
    if (score <= best_score) continue;
    best = angle;
    best_score = score;
  }
  return best;
}

}  // namespace

double estimate_skew(const GreyImage& image) {
  const GreyImage small = shrunk(image, kSkewSide);
  auto points = horizontal_edges(small);
  if (points.size() < 100) return 0;
  Profile profile(small, std::move(points));
  std::vector<double> scores;
  const double coarse = best_angle(profile, -kSearched, kSearched, 0.5, scores);
  std::nth_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(scores.size() / 2),
                   scores.end());
  const double middling = scores[scores.size() / 2];
  if (profile.score(coarse) < kClear * middling) return 0;
  std::vector<double> fine_scores;
  const double fine = best_angle(profile, coarse - 0.5, coarse + 0.5, 0.05, fine_scores);
  return std::abs(fine) <= kLargest + 0.25 ? std::clamp(fine, -kLargest, kLargest) : 0;
}

PageRaster rotated(const PageRaster& page, double degrees, int fill) {
  PageRaster turned{page.width, page.height, page.channels, page.resolution, {}};
  turned.pixels.assign(page.pixels.size(), static_cast<std::uint8_t>(fill));
  const double sine = std::sin(radians(degrees));
  const double cosine = std::cos(radians(degrees));
  const double middle_x = (page.width - 1) / 2.0;
  const double middle_y = (page.height - 1) / 2.0;
  const auto channels = static_cast<std::size_t>(page.channels);
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      // Where this pixel came from: turned back.
      const double from_x = (x - middle_x) * cosine + (y - middle_y) * sine + middle_x;
      const double from_y = -(x - middle_x) * sine + (y - middle_y) * cosine + middle_y;
      const int left = static_cast<int>(std::floor(from_x));
      const int top = static_cast<int>(std::floor(from_y));
      if (left < 0 || top < 0 || left + 1 >= page.width || top + 1 >= page.height) continue;
      const double right_share = from_x - left;
      const double lower_share = from_y - top;
      const std::uint8_t* upper = &page.pixels[static_cast<std::size_t>(top) * page.stride() +
                                               static_cast<std::size_t>(left) * channels];
      const std::uint8_t* lower = upper + page.stride();
      std::uint8_t* to =
          &turned
               .pixels[static_cast<std::size_t>(y) * page.stride() + static_cast<std::size_t>(x) * channels];
      for (std::size_t c = 0; c < channels; ++c) {
        const double above = upper[c] + (upper[c + channels] - upper[c]) * right_share;
        const double below = lower[c] + (lower[c + channels] - lower[c]) * right_share;
        to[c] = static_cast<std::uint8_t>(std::lround(above + (below - above) * lower_share));
      }
    }
  }
  return turned;
}

}  // namespace drivers::scanning

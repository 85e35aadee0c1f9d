// Finding the rows and columns that a document covers.
#include "drivers/scanning/page_edges.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace drivers::scanning {
namespace {

constexpr int kEdgesSide = 1000;
/// Paper differs from the desk or the lid by at least this much.
constexpr int kLeastDifference = 28;
/// A row belongs to the document when so much of the longest row is covered in it.
constexpr double kRowShare = 0.5;
/// So much of the box must differ from the background, else it is writing and not a sheet.
constexpr double kLeastFill = 0.75;
constexpr double kLeastArea = 0.02;

struct Span {
  int first = 0;
  int end = 0;
  int length() const { return end - first; }
};

Span covered(const std::vector<int>& counts) {
  const int most = *std::max_element(counts.begin(), counts.end());
  const auto counts_in = [most](int count) { return count > 0 && count >= most * kRowShare; };
  const auto first = std::find_if(counts.begin(), counts.end(), counts_in);
  const auto last = std::find_if(counts.rbegin(), counts.rend(), counts_in);
  return {static_cast<int>(first - counts.begin()), static_cast<int>(counts.rend() - last)};
}

}  // namespace

std::optional<PixelBox> find_document(const GreyImage& image) {
  if (image.empty()) return std::nullopt;
  const GreyImage small = shrunk(image, kEdgesSide);
  const int background = border_level(small);
  std::vector<int> rows(static_cast<std::size_t>(small.height));
  std::vector<int> columns(static_cast<std::size_t>(small.width));
  for (int y = 0; y < small.height; ++y) {
    for (int x = 0; x < small.width; ++x) {
      if (std::abs(small.at(x, y) - background) <= kLeastDifference) continue;
      ++rows[static_cast<std::size_t>(y)];
      ++columns[static_cast<std::size_t>(x)];
    }
  }
  if (*std::max_element(rows.begin(), rows.end()) == 0) return std::nullopt;
  const Span down = covered(rows);
  const Span across = covered(columns);
  double filled = 0;
  for (int y = down.first; y < down.end; ++y) filled += rows[static_cast<std::size_t>(y)];
  const double area = static_cast<double>(down.length()) * across.length();
  const double whole = static_cast<double>(small.width) * small.height;
  if (filled < kLeastFill * area || area < kLeastArea * whole || area > 0.98 * whole) return std::nullopt;
  const auto back = [](int position, int from, int to) {
    return static_cast<int>(static_cast<std::int64_t>(position) * to / from);
  };
  return PixelBox{back(across.first, small.width, image.width), back(down.first, small.height, image.height),
                  back(across.end, small.width, image.width), back(down.end, small.height, image.height)};
}

}  // namespace drivers::scanning

// Brightness, making smaller, histograms.
#include "drivers/scanning/grey_image.h"

#include <algorithm>
#include <array>

namespace drivers::scanning {

using contract::PageRaster;

namespace {

using Histogram = std::array<std::size_t, 256>;

int level_at(const Histogram& histogram, double share) {
  std::size_t total = 0;
  for (const std::size_t count : histogram) total += count;
  const auto wanted = static_cast<std::size_t>(share * static_cast<double>(total));
  std::size_t seen = 0;
  for (int level = 0; level < 256; ++level) {
    seen += histogram[static_cast<std::size_t>(level)];
    if (seen > wanted) return level;
  }
  return total == 0 ? 0 : 255;
}

}  // namespace

GreyImage to_grey(const PageRaster& page) {
  GreyImage image{page.width, page.height, {}};
  if (page.empty()) return image;
  if (page.channels == 1) {
    image.pixels = page.pixels;
    return image;
  }
  image.pixels.resize(static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height));
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    const std::uint8_t* rgb = &page.pixels[i * 3];
    image.pixels[i] = static_cast<std::uint8_t>((299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2] + 500) / 1000);
  }
  return image;
}

GreyImage shrunk(const GreyImage& image, int longest) {
  const int side = std::max(image.width, image.height);
  if (image.empty() || side <= longest) return image;
  const auto scaled = [side, longest](int length) {
    return std::max(1, static_cast<int>(static_cast<std::int64_t>(length) * longest / side));
  };
  GreyImage small{scaled(image.width), scaled(image.height), {}};
  small.pixels.resize(static_cast<std::size_t>(small.width) * static_cast<std::size_t>(small.height));
  const auto edge = [](int position, int from, int to) {
    return static_cast<int>(static_cast<std::int64_t>(position) * from / to);
  };
  for (int y = 0; y < small.height; ++y) {
    const int top = edge(y, image.height, small.height);
    const int bottom = std::max(top + 1, edge(y + 1, image.height, small.height));
    for (int x = 0; x < small.width; ++x) {
      const int left = edge(x, image.width, small.width);
      const int right = std::max(left + 1, edge(x + 1, image.width, small.width));
      int sum = 0;
      for (int row = top; row < bottom; ++row) {
        for (int column = left; column < right; ++column) sum += image.at(column, row);
      }
      small.pixels[small.index(x, y)] = static_cast<std::uint8_t>(sum / ((bottom - top) * (right - left)));
    }
  }
  return small;
}

int percentile(const GreyImage& image, double share) {
  Histogram histogram{};
  for (const std::uint8_t pixel : image.pixels) ++histogram[pixel];
  return level_at(histogram, share);
}

int border_level(const GreyImage& image) {
  Histogram histogram{};
  for (int x = 0; x < image.width; ++x) {
    ++histogram[image.pixels[image.index(x, 0)]];
    ++histogram[image.pixels[image.index(x, image.height - 1)]];
  }
  for (int y = 0; y < image.height; ++y) {
    ++histogram[image.pixels[image.index(0, y)]];
    ++histogram[image.pixels[image.index(image.width - 1, y)]];
  }
  return level_at(histogram, 0.5);
}

PageRaster cut(const PageRaster& page, const PixelBox& box) {
  PageRaster part;
  part.width = box.right - box.left;
  part.height = box.bottom - box.top;
  part.channels = page.channels;
  part.resolution = page.resolution;
  part.pixels.reserve(part.stride() * static_cast<std::size_t>(part.height));
  const std::size_t left = static_cast<std::size_t>(box.left) * static_cast<std::size_t>(page.channels);
  for (int y = box.top; y < box.bottom; ++y) {
    const auto from =
        page.pixels.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(y) * page.stride() + left);
    part.pixels.insert(part.pixels.end(), from, from + static_cast<std::ptrdiff_t>(part.stride()));
  }
  return part;
}

}  // namespace drivers::scanning

// Blurred shadows: a rounded rectangle, blurred three times by a box, which is close to a Gaussian.
#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/toolkit/painter_shared.h"

namespace ui::toolkit {

namespace {

using Rows = std::vector<float>;

/// Coverage of a rounded square with its corners at `margin`.
Rows rounded_square(int side, int margin, int radius) {
  Rows rows(static_cast<std::size_t>(side * side));
  const float half = static_cast<float>(side) / 2 - static_cast<float>(margin);
  const auto r = static_cast<float>(radius);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const float dx = std::fabs(static_cast<float>(x) + 0.5F - static_cast<float>(side) / 2) - (half - r);
      const float dy = std::fabs(static_cast<float>(y) + 0.5F - static_cast<float>(side) / 2) - (half - r);
      const float outside =
          std::hypot(std::fmax(dx, 0.F), std::fmax(dy, 0.F)) + std::fmin(std::fmax(dx, dy), 0.F) - r;
      rows[static_cast<std::size_t>(y * side + x)] = std::clamp(0.5F - outside, 0.F, 1.F);
    }
  }
  return rows;
}

/// A sliding mean along one axis; `step` is the distance between neighbours on it.
void blur_line(const Rows& from, Rows& to, std::size_t start, std::size_t step, int side, int radius) {
  const auto at = [&](int i) {
    return i < 0 || i >= side ? 0.F : from[start + static_cast<std::size_t>(i) * step];
  };
  float sum = 0;
  for (int i = -radius; i <= radius; ++i) sum += at(i);
  for (int i = 0; i < side; ++i) {
    to[start + static_cast<std::size_t>(i) * step] = sum / static_cast<float>(2 * radius + 1);
    sum += at(i + radius + 1) - at(i - radius);
  }
}

void blur(Rows& rows, int side, int radius) {
  Rows other(rows.size());
  const auto width = static_cast<std::size_t>(side);
  for (int pass = 0; pass < 3; ++pass) {
    for (std::size_t i = 0; i < width; ++i) blur_line(rows, other, i * width, 1, side, radius);
    for (std::size_t i = 0; i < width; ++i) blur_line(other, rows, i, width, side, radius);
  }
}

}  // namespace

const ShadowTexture& Painter::shadow_of(int radius, int blur_px) {
  const auto [found, is_new] = shared_->shadows.try_emplace({radius, blur_px});
  ShadowTexture& shadow = found->second;
  if (!is_new) return shadow;
  const int box = std::max(1, blur_px / 3);
  shadow.reach = 3 * box;
  shadow.corner = 2 * shadow.reach + radius;
  shadow.side = 2 * shadow.corner + 2;
  Rows rows = rounded_square(shadow.side, shadow.reach, radius);
  blur(rows, shadow.side, box);
  kiosk::typeset::AlphaBitmap bitmap;
  bitmap.width = bitmap.height = bitmap.stride = shadow.side;
  bitmap.bytes.reserve(rows.size());
  for (const float level : rows)
    bitmap.bytes.push_back(static_cast<std::uint8_t>(std::lround(std::clamp(level, 0.F, 1.F) * 255)));
  shadow.texture = textures_.add(std::move(bitmap));
  return shadow;
}

}  // namespace ui::toolkit

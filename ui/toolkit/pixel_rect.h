// PixelRect: whole pixels of the canvas.
#pragma once

#include <algorithm>

namespace ui::toolkit {

/// The right and lower edges do not belong to it. Empty when w or h is not positive.
struct PixelRect {
  int x = 0, y = 0, w = 0, h = 0;

  int right() const { return x + w; }
  int bottom() const { return y + h; }
  bool empty() const { return w <= 0 || h <= 0; }
  PixelRect intersection(const PixelRect& other) const {
    const int left = std::max(x, other.x);
    const int top = std::max(y, other.y);
    return {left, top, std::min(right(), other.right()) - left, std::min(bottom(), other.bottom()) - top};
  }
  friend bool operator==(const PixelRect&, const PixelRect&) = default;
};

}  // namespace ui::toolkit

// Points and rectangles on the screen, in pixels of the logical canvas; y grows downwards.
#pragma once

#include <algorithm>

namespace ui::toolkit {

struct Point {
  float x = 0;
  float y = 0;
  friend bool operator==(Point, Point) = default;
};

/// A rectangle; the right and lower edges do not belong to it. The take_ functions cut a strip off and return
/// it.
struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  Point center() const { return {x + w / 2, y + h / 2}; }
  bool contains(Point p) const { return p.x >= x && p.y >= y && p.x < right() && p.y < bottom(); }

  Rect inset(float by) const { return inset(by, by); }
  Rect inset(float dx, float dy) const {
    return {x + dx, y + dy, std::max(0.F, w - 2 * dx), std::max(0.F, h - 2 * dy)};
  }
  Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  /// A rectangle of this size in the middle of this one.
  Rect centered(float width, float height) const {
    return {x + (w - width) / 2, y + (h - height) / 2, width, height};
  }

  Rect take_top(float height) {
    const float cut = std::min(height, h);
    const Rect strip{x, y, w, cut};
    y += cut;
    h -= cut;
    return strip;
  }
  Rect take_bottom(float height) {
    const float cut = std::min(height, h);
    h -= cut;
    return {x, y + h, w, cut};
  }
  Rect take_left(float width) {
    const float cut = std::min(width, w);
    const Rect strip{x, y, cut, h};
    x += cut;
    w -= cut;
    return strip;
  }
  Rect take_right(float width) {
    const float cut = std::min(width, w);
    w -= cut;
    return {x + w, y, cut, h};
  }
  friend bool operator==(const Rect&, const Rect&) = default;
};

/// Equal cells with gaps between them, row by row.
struct Grid {
  Rect area;
  int columns = 1;
  int rows = 1;
  float gap = 0;

  Rect cell(int index) const {
    const float width = (area.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float height = (area.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    const auto column = static_cast<float>(index % columns);
    const auto row = static_cast<float>(index / columns);
    return {area.x + column * (width + gap), area.y + row * (height + gap), width, height};
  }
};

}  // namespace ui::toolkit

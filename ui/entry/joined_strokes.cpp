// Splitting joined strokes: corners first, then the movements that no stroke of a character makes.
#include <algorithm>
#include <cmath>

#include "ui/entry/handwriting.h"

namespace ui::entry {

namespace {

constexpr float kStepShare = 0.04F;      // of the character's size: distance of resampled points
constexpr float kCornerRadians = 0.87F;  // 50°
constexpr float kLeastShare = 0.14F;     // shorter upward movements are hooks
constexpr std::size_t kMostReadings = 8;

float distance(InkPoint a, InkPoint b) { return std::hypot(b.x - a.x, b.y - a.y); }

float size_of(const Ink& ink) {
  float left = 1e9F, top = 1e9F, right = -1e9F, bottom = -1e9F;
  for (const InkStroke& stroke : ink) {
    for (const InkPoint point : stroke) {
      left = std::min(left, point.x), right = std::max(right, point.x);
      top = std::min(top, point.y), bottom = std::max(bottom, point.y);
    }
  }
  return std::max({right - left, bottom - top, 1e-3F});
}

/// Points at equal distances along the stroke, both ends kept.
InkStroke resampled(const InkStroke& stroke, float step) {
  InkStroke out{stroke.front()};
  float since = 0;
  for (std::size_t i = 1; i < stroke.size(); ++i) {
    InkPoint from = stroke[i - 1];
    float rest = distance(from, stroke[i]);
    while (since + rest >= step && rest > 0) {
      const float share = (step - since) / rest;
      from = {from.x + (stroke[i].x - from.x) * share, from.y + (stroke[i].y - from.y) * share};
      out.push_back(from);
      rest = distance(from, stroke[i]);
      since = 0;
    }
    since += rest;
  }
  out.push_back(stroke.back());
  return out;
}

float turn_at(const InkStroke& points, std::size_t at, std::size_t reach) {
  const InkPoint before = points[at - std::min(at, reach)];
  const InkPoint after = points[std::min(at + reach, points.size() - 1)];
  const float in = std::atan2(points[at].y - before.y, points[at].x - before.x);
  const float out = std::atan2(after.y - points[at].y, after.x - points[at].x);
  return std::fabs(std::remainder(out - in, 6.2831853F));
}

/// Indices of the corners between the ends: the sharpest of each bend.
std::vector<std::size_t> corners_of(const InkStroke& points) {
  constexpr std::size_t kReach = 2;
  std::vector<std::size_t> corners;
  for (std::size_t i = kReach; i + kReach < points.size(); ++i) {
    const float turn = turn_at(points, i, kReach);
    if (turn < kCornerRadians) continue;
    const bool close = !corners.empty() && i - corners.back() <= kReach;
    if (!close) {
      corners.push_back(i);
    } else if (turn > turn_at(points, corners.back(), kReach)) {
      corners.back() = i;
    }
  }
  return corners;
}

/// Upwards or back to the left: the pen goes so between strokes, and seldom in the middle of one.
bool is_connection(InkPoint from, InkPoint to, float size) {
  if (distance(from, to) < size * kLeastShare) return false;
  const float dx = to.x - from.x, dy = to.y - from.y;
  const bool upwards = dy < -std::fabs(dx) * 0.35F;
  const bool leftwards = dx < 0 && dy < -dx * 1.5F;
  return upwards || leftwards;
}

/// A stroke without one movement between two corners: what came before and after it.
struct Cut {
  std::size_t stroke = 0, from = 0, to = 0;
};

std::vector<Cut> cuts_of(const Ink& points, float size) {
  std::vector<Cut> cuts;
  for (std::size_t s = 0; s < points.size(); ++s) {
    const auto corners = corners_of(points[s]);
    for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
      if (is_connection(points[s][corners[i]], points[s][corners[i + 1]], size))
        cuts.push_back({s, corners[i], corners[i + 1]});
    }
  }
  return cuts;
}

Ink without(const Ink& points, const std::vector<Cut>& cuts) {
  Ink out;
  for (std::size_t s = 0; s < points.size(); ++s) {
    std::size_t begin = 0;
    for (const Cut& cut : cuts) {
      if (cut.stroke != s) continue;
      out.emplace_back(points[s].begin() + static_cast<std::ptrdiff_t>(begin),
                       points[s].begin() + static_cast<std::ptrdiff_t>(cut.from + 1));
      begin = cut.to;
    }
    out.emplace_back(points[s].begin() + static_cast<std::ptrdiff_t>(begin), points[s].end());
  }
  return out;
}

}  // namespace

std::vector<Ink> readings_of(const Ink& ink) {
  std::vector<Ink> readings{ink};
  const float size = size_of(ink);
  Ink points;
  for (const InkStroke& stroke : ink) {
    if (!stroke.empty()) points.push_back(resampled(stroke, size * kStepShare));
  }
  const std::vector<Cut> cuts = cuts_of(points, size);
  if (cuts.empty()) return readings;
  readings.push_back(without(points, cuts));
  if (cuts.size() == 1) return readings;
  for (const Cut& cut : cuts) {
    if (readings.size() < kMostReadings) readings.push_back(without(points, {cut}));
  }
  return readings;
}

}  // namespace ui::entry

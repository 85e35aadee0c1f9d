// Reading ImGui draw lists: triangles and rectangles with clip, texture and hash.
#include "ui/toolkit/primitive.h"

#include <imgui.h>

#include <cmath>

#include "ui/toolkit/hash.h"

namespace ui::toolkit {

namespace {

constexpr float kSubpixels = 256;
constexpr float kFarAway = 1e6F;  // keeps 1/256 pixels within 32 bits

std::int32_t to_subpixels(float value) {
  return static_cast<std::int32_t>(
      std::lround(std::fmin(kFarAway, std::fmax(-kFarAway, value)) * kSubpixels));
}

Corner corner_of(const ImDrawVert& vertex) {
  return {to_subpixels(vertex.pos.x), to_subpixels(vertex.pos.y), vertex.uv.x, vertex.uv.y, vertex.col};
}

/// First pixel whose centre is at or after the coordinate.
int first_pixel(std::int32_t subpixels) { return (subpixels + 127) >> 8; }

/// A centre on the right or lower edge belongs to a rectangle's neighbour; a triangle's edges decide it
/// themselves.
PixelRect bounds_of(const std::array<Corner, 3>& corners, bool rectangle) {
  const int edge = rectangle ? 0 : 1;
  const auto [left, right] = std::minmax({corners[0].x, corners[1].x, corners[2].x});
  const auto [top, bottom] = std::minmax({corners[0].y, corners[1].y, corners[2].y});
  const int x = first_pixel(left);
  const int y = first_pixel(top);
  return {x, y, first_pixel(right + edge) - x, first_pixel(bottom + edge) - y};
}

PixelRect clip_of(const ImVec4& clip, const PixelRect& screen) {
  const int x = static_cast<int>(std::lround(std::fmax(clip.x, -kFarAway)));
  const int y = static_cast<int>(std::lround(std::fmax(clip.y, -kFarAway)));
  const int right = static_cast<int>(std::lround(std::fmin(clip.z, kFarAway)));
  const int bottom = static_cast<int>(std::lround(std::fmin(clip.w, kFarAway)));
  return PixelRect{x, y, right - x, bottom - y}.intersection(screen);
}

/// ImGui writes a rectangle as a, b, c, a, c, d clockwise from the top left.
bool is_rectangle(const ImDrawIdx* index, const ImDrawVert* v) {
  if (index[3] != index[0] || index[4] != index[2]) return false;
  const ImDrawVert &a = v[index[0]], &b = v[index[1]], &c = v[index[2]], &d = v[index[5]];
  if (a.col != b.col || a.col != c.col || a.col != d.col) return false;
  const bool square = a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x;
  const bool straight = a.uv.y == b.uv.y && b.uv.x == c.uv.x && c.uv.y == d.uv.y && d.uv.x == a.uv.x;
  return square && straight && a.pos.x <= c.pos.x && a.pos.y <= c.pos.y;
}

std::uint64_t hash_of(const Primitive& primitive) {
  std::uint64_t hash = mix_hash(primitive.rectangle ? 3 : 5, primitive.texture);
  hash = hash_bytes(hash, primitive.corners.data(), sizeof primitive.corners);
  return hash_bytes(hash, &primitive.bounds, sizeof primitive.bounds);
}

bool is_clear(const Primitive& primitive) {
  return ((primitive.corners[0].color | primitive.corners[1].color | primitive.corners[2].color) >> 24) == 0;
}

void add(Primitive& primitive, const PixelRect& clip, std::vector<Primitive>& out) {
  primitive.bounds = bounds_of(primitive.corners, primitive.rectangle).intersection(clip);
  if (primitive.bounds.empty() || is_clear(primitive)) return;
  const auto& c = primitive.corners;
  primitive.one_color = c[0].color == c[1].color && c[0].color == c[2].color;
  primitive.hash = hash_of(primitive);
  out.push_back(primitive);
}

}  // namespace

void collect_primitives(const ImDrawList& list, const PixelRect& screen, std::vector<Primitive>& out) {
  out.clear();
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const PixelRect clip = clip_of(command.ClipRect, screen);
    if (clip.empty() || command.UserCallback != nullptr) continue;
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawIdx* const end = index + command.ElemCount;
    Primitive primitive;
    primitive.texture = reinterpret_cast<std::uintptr_t>(command.TextureId);
    while (end - index >= 3) {
      for (std::size_t k = 0; k < 3; ++k) primitive.corners[k] = corner_of(vertices[index[k]]);
      primitive.rectangle = end - index >= 6 && is_rectangle(index, vertices);
      add(primitive, clip, out);
      index += primitive.rectangle ? 6 : 3;
    }
  }
}

}  // namespace ui::toolkit

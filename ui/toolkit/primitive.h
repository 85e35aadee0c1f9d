// Primitives: what an ImGui draw list amounts to, each with its bounds and a hash. Internal to the renderer.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "ui/toolkit/pixel_rect.h"
#include "ui/toolkit/texture_store.h"

struct ImDrawList;

namespace ui::toolkit {

/// A corner: place in 1/256 pixels, texture coordinates 0 … 1, colour as ImGui packs it (0xAABBGGRR).
struct Corner {
  std::int32_t x = 0, y = 0;
  float u = 0, v = 0;
  std::uint32_t color = 0;
};

/// A triangle, or an axis-parallel rectangle (corners 0 and 2 are opposite). Sampled at pixel centres.
struct Primitive {
  std::array<Corner, 3> corners;
  PixelRect bounds;  ///< inside the clip rectangle and the screen
  TextureId texture = 0;
  std::uint64_t hash = 0;
  bool rectangle = false;
  bool one_color = false;
};

/// Reads the list's triangles, joins pairs that are rectangles, and drops what is not visible.
void collect_primitives(const ImDrawList& list, const PixelRect& screen, std::vector<Primitive>& out);

/// Draws the part of the primitive inside `clip` into the pixels (0xFFRRGGBB, `stride` words a row).
/// The result in a pixel does not depend on the clip.
void fill_primitive(const Primitive& primitive, const Texture* texture, const PixelRect& clip,
                    std::uint32_t* pixels, int stride);

}  // namespace ui::toolkit

// Raster: ImGui draw lists to pixels on the CPU, and only where the picture changed.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/toolkit/pixel_rect.h"
#include "ui/toolkit/primitive.h"
#include "ui/toolkit/texture_store.h"

struct ImDrawList;

namespace ui::toolkit {

/// The screen in 64×64 tiles. A tile's hash covers all primitives that touch it; where it is the same as in
/// the last frame the pixels are the same too, because textures never change under their number. Main thread
/// only.
class Raster {
 public:
  static constexpr int kTile = 64;

  Raster(int width, int height, const TextureStore& textures);

  /// Draws what changed since the last call; returns the rectangles that were drawn (valid until the next
  /// call).
  const std::vector<PixelRect>& draw(const ImDrawList& list);
  /// Draws everything in the next call.
  void invalidate();

  /// Wipes the shapes of the last frame; its pixels stay until the next one.
  void forget();

  int width() const { return width_; }
  int height() const { return height_; }
  /// 0xFFRRGGBB, `width()` words a row.
  const std::uint32_t* pixels() const { return pixels_.data(); }
  std::uint64_t pixels_drawn() const { return pixels_drawn_; }

 private:
  void hash_tiles();
  void find_damage();
  void add_run(int row, int first, int last);
  void draw_rect(const PixelRect& rect);

  int width_, height_, columns_, rows_;
  const TextureStore& textures_;
  std::vector<std::uint32_t> pixels_;
  std::vector<Primitive> primitives_;
  std::vector<std::uint64_t> hashes_, last_hashes_;
  std::vector<PixelRect> damage_;
  bool all_ = true;
  std::uint64_t pixels_drawn_ = 0;
};

}  // namespace ui::toolkit

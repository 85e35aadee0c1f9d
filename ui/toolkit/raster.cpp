// Raster: tile hashes, damage rectangles, drawing them.
#include "ui/toolkit/raster.h"

#include <algorithm>

#include "kiosk/base/secure_memory.h"
#include "ui/toolkit/hash.h"

namespace ui::toolkit {

Raster::Raster(int width, int height, const TextureStore& textures)
    : width_(width),
      height_(height),
      columns_((width + kTile - 1) / kTile),
      rows_((height + kTile - 1) / kTile),
      textures_(textures),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0xFF000000U),
      hashes_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)),
      last_hashes_(hashes_.size()) {}

void Raster::invalidate() { all_ = true; }

void Raster::forget() {
  kiosk::base::wipe(primitives_.data(), primitives_.size() * sizeof(Primitive));
  primitives_.clear();
  invalidate();
}

const std::vector<PixelRect>& Raster::draw(const ImDrawList& list) {
  collect_primitives(list, {0, 0, width_, height_}, primitives_);
  hash_tiles();
  find_damage();
  for (const PixelRect& rect : damage_) draw_rect(rect);
  std::swap(hashes_, last_hashes_);
  all_ = false;
  return damage_;
}

void Raster::hash_tiles() {
  std::fill(hashes_.begin(), hashes_.end(), 0);
  for (const Primitive& primitive : primitives_) {
    const int last_row = (primitive.bounds.bottom() - 1) / kTile;
    const int last_column = (primitive.bounds.right() - 1) / kTile;
    for (int row = primitive.bounds.y / kTile; row <= last_row; ++row) {
      std::uint64_t* tile = &hashes_[static_cast<std::size_t>(row * columns_)];
      for (int column = primitive.bounds.x / kTile; column <= last_column; ++column) {
        tile[column] = mix_hash(tile[column], primitive.hash);
      }
    }
  }
}

void Raster::find_damage() {
  damage_.clear();
  for (int row = 0; row < rows_; ++row) {
    int first = -1;
    for (int column = 0; column <= columns_; ++column) {
      const auto tile = static_cast<std::size_t>(row * columns_ + column);
      const bool changed = column < columns_ && (all_ || hashes_[tile] != last_hashes_[tile]);
      if (changed && first < 0) first = column;
      if (!changed && first >= 0) {
        add_run(row, first, column);
        first = -1;
      }
    }
  }
}

void Raster::add_run(int row, int first, int last) {
  const PixelRect run = PixelRect{first * kTile, row * kTile, (last - first) * kTile, kTile}.intersection(
      {0, 0, width_, height_});
  for (PixelRect& above : damage_) {
    if (above.x == run.x && above.w == run.w && above.bottom() == run.y) {
      above.h += run.h;
      return;
    }
  }
  damage_.push_back(run);
}

void Raster::draw_rect(const PixelRect& rect) {
  pixels_drawn_ += static_cast<std::uint64_t>(rect.w) * static_cast<std::uint64_t>(rect.h);
  for (int y = rect.y; y < rect.bottom(); ++y) {
    std::uint32_t* row = &pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_)];
    std::fill(row + rect.x, row + rect.right(), 0xFF000000U);
  }
  for (const Primitive& primitive : primitives_) {
    const PixelRect part = primitive.bounds.intersection(rect);
    if (part.empty()) continue;
    const Texture* texture = primitive.texture != 0 ? textures_.find(primitive.texture) : nullptr;
    if (primitive.texture != 0 && texture == nullptr) continue;
    fill_primitive(primitive, texture, part, pixels_.data(), width_);
  }
}

}  // namespace ui::toolkit

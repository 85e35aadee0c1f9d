// TextureStore: bitmaps that the renderer draws from, by number.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "kiosk/typeset/bitmap.h"

namespace ui::toolkit {

/// Names one texture for good: a number is never used again, so equal numbers mean equal pixels. 0 is none.
using TextureId = std::uint64_t;

struct Texture {
  int width = 0;
  int height = 0;
  int stride = 0;                   ///< elements from row to row
  std::vector<std::uint8_t> alpha;  ///< coverage, or empty
  std::vector<std::uint32_t> argb;  ///< 0xAARRGGBB straight alpha, or empty
};

/// Owns textures. Main thread only.
class TextureStore {
 public:
  TextureId add(kiosk::typeset::AlphaBitmap bitmap);
  TextureId add(const kiosk::typeset::RgbaBitmap& bitmap);
  /// Wipes and frees.
  void remove(TextureId id);
  const Texture* find(TextureId id) const;

 private:
  std::unordered_map<TextureId, Texture> textures_;
  TextureId last_ = 0;
};

}  // namespace ui::toolkit

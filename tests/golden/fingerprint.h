// Fingerprint: a picture of a screen as a grid of tiles, small enough to keep for every look of every screen.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/typeset/bitmap.h"

namespace tests::golden {

namespace base = kiosk::base;
using kiosk::typeset::RgbaBitmap;

/// What a tile looks like, coarsely: anti-aliasing moves a level by one at most, what an eye sees by more.
struct Tile {
  int light = 0;                     ///< mean lightness, 0 … 511
  int red = 0, blue = 0;             ///< mean of their distance from the lightness, 0 … 63
  int across = kFlat, down = kFlat;  ///< where in the tile the drawing lies, 0 … 7; kFlat: nowhere
  static constexpr int kFlat = -1;
};

struct Fingerprint {
  int columns = 0;
  int rows = 0;
  std::vector<Tile> tiles;  ///< row by row

  /// One line of ASCII: five characters a tile, "~" and a character for tiles that repeat the one before.
  std::string to_text() const;
  static base::Result<Fingerprint> from_text(const std::string& text);
};

/// Tiles of `side` pixels.
Fingerprint fingerprint_of(const RgbaBitmap& picture, int side);

/// The tiles that an eye would see changed; all when the sizes differ.
std::vector<int> changed_tiles(const Fingerprint& approved, const Fingerprint& now);

}  // namespace tests::golden

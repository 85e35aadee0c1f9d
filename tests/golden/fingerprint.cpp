// Means, centres of what is drawn, and their levels as printable characters.
#include "tests/golden/fingerprint.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace tests::golden {
namespace {

constexpr char kFirst = '0';   // levels 0 … 63 are the characters from here on, without '~'
constexpr char kRepeat = '~';  // followed by how often the tile before comes again
constexpr int kMostRepeats = 63;
constexpr int kLevels = 64;
constexpr int kLightLevels = 512;
constexpr int kLightNoise = 4;  // two of 255: a character more or less in a tile is five
constexpr std::size_t kCodeLength = 5;
constexpr int kPlaces = 8;
constexpr int kFlatCode = kPlaces * kPlaces - 1;  // of the places: the lower right corner is never a centre
/// Mean distance from the tile's lightness below which nothing is drawn in it, of 255.
constexpr double kDrawn = 3.0;

double lightness(const std::uint8_t* p) { return 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2]; }

struct Sums {
  double light = 0, red = 0, blue = 0, pixels = 0;
};

struct Area {
  int x0, y0, x1, y1;
};

Sums sums_of(const RgbaBitmap& picture, const Area& area) {
  Sums sums;
  for (int y = area.y0; y < area.y1; ++y) {
    for (int x = area.x0; x < area.x1; ++x) {
      const std::uint8_t* p = picture.at(x, y);
      const double light = lightness(p);
      sums.light += light;
      sums.red += p[0] - light;
      sums.blue += p[2] - light;
    }
  }
  sums.pixels = static_cast<double>(area.x1 - area.x0) * (area.y1 - area.y0);
  return sums;
}

int level(double value, double lowest, double highest, int levels) {
  const double share = (value - lowest) / (highest - lowest);
  return std::clamp(static_cast<int>(share * levels), 0, levels - 1);
}

/// Where the pixels lie that differ from the mean.
void place_drawing(const RgbaBitmap& picture, const Area& area, double mean, Tile& tile) {
  double weight = 0, across = 0, down = 0;
  for (int y = area.y0; y < area.y1; ++y) {
    for (int x = area.x0; x < area.x1; ++x) {
      const double distance = std::fabs(lightness(picture.at(x, y)) - mean);
      weight += distance;
      across += distance * (x - area.x0);
      down += distance * (y - area.y0);
    }
  }
  const int width = area.x1 - area.x0;
  const int height = area.y1 - area.y0;
  if (weight / (static_cast<double>(width) * height) < kDrawn) return;
  tile.across = level(across / weight, 0, width, kPlaces);
  tile.down = level(down / weight, 0, height, kPlaces);
}

Tile tile_of(const RgbaBitmap& picture, const Area& area) {
  const Sums sums = sums_of(picture, area);
  const double mean = sums.light / sums.pixels;
  Tile tile;
  tile.light = level(mean, 0, 256, kLightLevels);
  tile.red = level(sums.red / sums.pixels, -128, 128, kLevels);
  tile.blue = level(sums.blue / sums.pixels, -128, 128, kLevels);
  place_drawing(picture, area, mean, tile);
  return tile;
}

std::string code_of(const Tile& tile) {
  const int place = tile.across == Tile::kFlat ? kFlatCode : tile.across * kPlaces + tile.down;
  return {static_cast<char>(kFirst + tile.light / kLevels), static_cast<char>(kFirst + tile.light % kLevels),
          static_cast<char>(kFirst + tile.red), static_cast<char>(kFirst + tile.blue),
          static_cast<char>(kFirst + place)};
}

Tile tile_from(std::string_view code) {
  Tile tile;
  tile.light = (code[0] - kFirst) * kLevels + code[1] - kFirst;
  tile.red = code[2] - kFirst;
  tile.blue = code[3] - kFirst;
  const int place = code[4] - kFirst;
  if (place == kFlatCode) return tile;
  tile.across = place / kPlaces;
  tile.down = place % kPlaces;
  return tile;
}

bool differs(const Tile& one, const Tile& other) {
  if (std::abs(one.light - other.light) > kLightNoise) return true;
  if (std::abs(one.red - other.red) > 1 || std::abs(one.blue - other.blue) > 1) return true;
  if (one.across == Tile::kFlat || other.across == Tile::kFlat) return false;
  return std::abs(one.across - other.across) > 1 || std::abs(one.down - other.down) > 1;
}

}  // namespace

std::string Fingerprint::to_text() const {
  std::string text = std::to_string(columns) + " ";
  std::string before;
  int repeats = 0;
  const auto end_repeats = [&] {
    if (repeats > 0) text += {kRepeat, static_cast<char>(kFirst + repeats)};
    repeats = 0;
  };
  for (const Tile& tile : tiles) {
    std::string code = code_of(tile);
    if (code == before && repeats < kMostRepeats) {
      ++repeats;
      continue;
    }
    end_repeats();
    text += code;
    before = std::move(code);
  }
  end_repeats();
  return text;
}

base::Result<Fingerprint> Fingerprint::from_text(const std::string& text) {
  const auto bad = [&] {
    return base::fail(base::ErrorCode::InvalidArgument, "This is no fingerprint", text.substr(0, 20));
  };
  Fingerprint print;
  std::size_t at = text.find(' ');
  if (at == std::string::npos) return bad();
  print.columns = std::atoi(text.c_str());
  for (++at; at < text.size();) {
    if (text[at] == kRepeat) {
      if (at + 2 > text.size() || print.tiles.empty()) return bad();
      const Tile last = print.tiles.back();
      print.tiles.insert(print.tiles.end(), static_cast<std::size_t>(text[at + 1] - kFirst), last);
      at += 2;
      continue;
    }
    if (at + kCodeLength > text.size()) return bad();
    print.tiles.push_back(tile_from(std::string_view(text).substr(at, kCodeLength)));
    at += kCodeLength;
  }
  if (print.columns <= 0) return bad();
  print.rows = static_cast<int>(print.tiles.size()) / print.columns;
  return print;
}

Fingerprint fingerprint_of(const RgbaBitmap& picture, int side) {
  Fingerprint print;
  print.columns = (picture.width + side - 1) / side;
  print.rows = (picture.height + side - 1) / side;
  for (int row = 0; row < print.rows; ++row) {
    for (int column = 0; column < print.columns; ++column) {
      const Area area{column * side, row * side, std::min(picture.width, (column + 1) * side),
                      std::min(picture.height, (row + 1) * side)};
      print.tiles.push_back(tile_of(picture, area));
    }
  }
  return print;
}

std::vector<int> changed_tiles(const Fingerprint& approved, const Fingerprint& now) {
  std::vector<int> changed;
  const bool same_grid = approved.columns == now.columns && approved.tiles.size() == now.tiles.size();
  for (std::size_t i = 0; i < now.tiles.size(); ++i) {
    if (!same_grid || differs(approved.tiles[i], now.tiles[i])) changed.push_back(static_cast<int>(i));
  }
  return changed;
}

}  // namespace tests::golden

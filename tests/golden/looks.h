// Looks: every way in which a screen can be shown, and which of them an ordinary run looks at.
#pragma once

#include <vector>

#include "ui/gallery/stage.h"

namespace tests::golden {

enum class Layout { Portrait, Landscape, Low };

struct GoldenLook {
  std::string name;  ///< "zh-CN-standard-default-portrait"
  Layout layout{};
  kiosk::flow::Preferences preferences{};

  /// Standard text and colours in Chinese, portrait: the look whose picture is kept.
  bool usual() const;
  /// Side of the fingerprint's tiles in pixels: the other colours have the same shapes, so that larger do.
  int tile_side() const;
};

/// Languages × text sizes × themes × layouts.
std::vector<GoldenLook> golden_looks();
/// A long run shows a screen in its usual look and in a set of looks in which each two values meet.
bool in_long_run(const std::vector<GoldenLook>& looks, std::size_t look);
/// An ordinary run shows a screen in its usual look and in its share of that set.
bool in_ordinary_run(const std::vector<GoldenLook>& looks, std::size_t look, std::string_view scene);

}  // namespace tests::golden

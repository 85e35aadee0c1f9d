// Colours in sRGB with straight alpha, and the contrast that WCAG 2 measures.
#pragma once

#include <cstdint>
#include <string_view>

#include "kiosk/base/result.h"

namespace ui::toolkit {

struct Color {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;
  friend bool operator==(Color, Color) = default;

  Color with_alpha(float alpha) const;  ///< alpha 0 … 1
};

/// "#RRGGBB" or "#RRGGBBAA".
kiosk::base::Result<Color> parse_color(std::string_view text);
/// `t` = 0 gives `from`, 1 gives `to`.
Color mix(Color from, Color to, float t);
/// WCAG 2 contrast of two opaque colours: 1 (equal) … 21 (black on white).
double contrast_ratio(Color one, Color other);

}  // namespace ui::toolkit

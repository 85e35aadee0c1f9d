// Colours: parsing, mixing, contrast.
#include "ui/toolkit/color.h"

#include <charconv>
#include <cmath>
#include <string>

namespace ui::toolkit {

namespace {

std::uint8_t to_byte(float value) {
  return static_cast<std::uint8_t>(std::lround(std::fmin(255.F, std::fmax(0.F, value))));
}

/// WCAG 2: the light of one sRGB channel.
double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

}  // namespace

Color Color::with_alpha(float alpha) const { return {r, g, b, to_byte(alpha * 255.F)}; }

kiosk::base::Result<Color> parse_color(std::string_view text) {
  const auto bad = [&] {
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidData,
                             "A colour is written #RRGGBB or #RRGGBBAA, not " + std::string(text));
  };
  if ((text.size() != 7 && text.size() != 9) || text[0] != '#') return bad();
  std::uint8_t channels[4] = {0, 0, 0, 255};
  for (std::size_t i = 0; i * 2 + 1 < text.size(); ++i) {
    const char* start = text.data() + 1 + i * 2;
    const auto [end, error] = std::from_chars(start, start + 2, channels[i], 16);
    if (error != std::errc{} || end != start + 2) return bad();
  }
  return Color{channels[0], channels[1], channels[2], channels[3]};
}

Color mix(Color from, Color to, float t) {
  const auto between = [t](std::uint8_t a, std::uint8_t b) {
    return to_byte(static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * t);
  };
  return {between(from.r, to.r), between(from.g, to.g), between(from.b, to.b), between(from.a, to.a)};
}

double contrast_ratio(Color one, Color other) {
  const double a = luminance(one);
  const double b = luminance(other);
  return (std::fmax(a, b) + 0.05) / (std::fmin(a, b) + 0.05);
}

}  // namespace ui::toolkit

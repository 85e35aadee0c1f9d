// Type and colour.
#include "drivers/emulation/window/looks.h"

#include <cmath>

namespace drivers::emulation::window {

using namespace ui::toolkit;

TextLook plain(float size, Color color) {
  TextLook look;
  look.size = size;
  look.color = color;
  return look;
}

TextLook bold(float size, Color color) {
  TextLook look = plain(size, color);
  look.weight = FontWeight::Bold;
  return look;
}

ToneColors colors_of(const Palette& palette, Tone tone) {
  switch (tone) {
    case Tone::Good: return {palette.success, palette.success_soft, {22, 163, 74, 255}};
    case Tone::Idle: return {palette.text_secondary, palette.disabled_fill, {148, 163, 184, 255}};
    case Tone::Warn: return {palette.warning, palette.warning_soft, {234, 146, 12, 255}};
    case Tone::Bad: break;
  }
  return {palette.danger, palette.danger_soft, {220, 38, 38, 255}};
}

float bilingual(Ui& ui, const Rect& rect, const std::string& chinese, const std::string& english,
                const TextLook& look) {
  const float gap = std::round(look.size * 0.4F);
  const float width = std::fmin(rect.w, static_cast<float>(ui.paint.measure(chinese, look).width));
  ui.paint.text({rect.x, rect.y, width + 1, rect.h}, chinese, look, VerticalAlign::Middle);
  const TextLook small = plain(std::round(look.size * 0.82F), ui.theme.color.text_secondary);
  const float left = rect.w - width - gap;
  const auto wanted = static_cast<float>(ui.paint.measure(english, small).width);
  // A cut word is worse than none: the Chinese one stands alone then.
  if (english.empty() || wanted > left) return width;
  ui.paint.text({rect.x + width + gap, rect.y + 1, wanted + 1, rect.h}, english, small,
                VerticalAlign::Middle);
  return width + gap + wanted;
}

}  // namespace drivers::emulation::window

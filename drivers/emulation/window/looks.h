// Looks: the window's text sizes, its colours for states, and texts in two languages.
#pragma once

#include "drivers/emulation/window/bench_view.h"
#include "ui/toolkit/ui.h"

namespace drivers::emulation::window {

/// Em in pixels: the window is read from an arm's length, so its type is a desk's and not a terminal's.
inline constexpr float kSmall = 12, kText = 14, kTitle = 17, kHeading = 22;

ui::toolkit::TextLook plain(float size, ui::toolkit::Color color);
ui::toolkit::TextLook bold(float size, ui::toolkit::Color color);

struct ToneColors {
  ui::toolkit::Color ink, soft, lamp;
};
ToneColors colors_of(const ui::toolkit::Palette& palette, Tone tone);

/// Chinese, and behind it smaller the English word, on one line. Returns the used width.
float bilingual(ui::toolkit::Ui& ui, const ui::toolkit::Rect& rect, const std::string& chinese,
                const std::string& english, const ui::toolkit::TextLook& look);

}  // namespace drivers::emulation::window

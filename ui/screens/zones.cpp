// The five zones in portrait and landscape.
#include "ui/screens/zones.h"

#include <algorithm>
#include <cmath>

#include "ui/screens/reach.h"

namespace ui::screens {
namespace {

using toolkit::Rect;

constexpr float kBarMm = 44;
constexpr float kStatusMm = 31;
constexpr float kLeastHeadMm = 120;
/// However high the glass hangs, this part of it stays for content, actions and bar.
constexpr float kMostHead = 0.58F;
constexpr float kHeadBeside = 0.36F;

void split_below(Zones& zones, Rect area, const toolkit::Theme& theme) {
  zones.actions = area.take_bottom(theme.primary_target() + 2 * theme.small_gap());
  zones.actions = zones.actions.inset(theme.margin(), theme.small_gap());
  area.take_top(theme.gap());
  zones.content = area.inset(theme.margin(), 0);
}

}  // namespace

Zones make_zones(const toolkit::Theme& theme, const Rect& screen,
                 const kiosk::settings::DisplaySettings& display, bool low_reach) {
  Zones zones;
  Rect rest = screen;
  zones.bar = rest.take_bottom(theme.mm(kBarMm));
  const float reach =
      std::min(reach_line_px(display, screen.h, theme.display().px_per_mm, low_reach), screen.h * kMostHead);
  zones.beside = screen.w > screen.h;
  if (zones.beside) {
    zones.head = rest.take_left(std::round(screen.w * kHeadBeside));
    rest.take_top(reach);
  } else {
    zones.head = rest.take_top(std::max(reach, theme.mm(kLeastHeadMm)));
  }
  Rect head = zones.head;
  zones.status = head.take_top(theme.mm(kStatusMm));
  split_below(zones, rest, theme);
  return zones;
}

}  // namespace ui::screens

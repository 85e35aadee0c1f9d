// A screen without a window for tests: themes from config, a clock that stands still.
#pragma once

#include <boost/test/unit_test.hpp>

#include "ui/toolkit/gallery.h"
#include "ui/toolkit/ui_host.h"

namespace ui::toolkit {

inline std::vector<ThemeTokens> test_themes() {
  auto themes = load_themes("config/theme", "config/schemas/theme.schema.json");
  if (!themes) throw std::runtime_error(themes.error().to_string());
  return *themes;
}

/// A host with a gallery page; `settle` draws until nothing more is asked for at once.
struct TestScreen {
  explicit TestScreen(Display display = {}) : host(test_themes(), display, clock) {}

  FrameOutcome frame() {
    return host.frame([this](Ui& ui) { draw_gallery(ui, gallery); });
  }
  FrameOutcome settle() {
    FrameOutcome outcome = frame();
    while (outcome.next_frame.count() == 0) outcome = frame();
    return outcome;
  }

  kiosk::base::ManualClock clock;
  UiHost host;
  Gallery gallery;
};

}  // namespace ui::toolkit

// UiHost: owns theme, text, textures, tree and frame buffer; turns input and a build function into pixels.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/typeset/bitmap.h"
#include "ui/toolkit/pixel_rect.h"
#include "ui/toolkit/ui.h"

namespace ui::toolkit {

/// What the citizen may change; back to the default after each visit.
struct UiSettings {
  std::string theme = "default";  ///< name of a theme file
  TextSize text_size = TextSize::Standard;
  bool reduced_motion = false;
  std::string language = "zh-CN";  ///< BCP 47; chooses glyph shapes and line breaking
  friend bool operator==(const UiSettings&, const UiSettings&) = default;
};

struct FrameOutcome {
  std::vector<PixelRect> damage;         ///< pixels that changed; empty: nothing changed
  kiosk::base::Duration next_frame{-1};  ///< draw again after this long; negative: when something happens
};

/// Draws the screen of one frame.
using BuildFrame = std::function<void(Ui&)>;

/// No window: a shell shows the pixels, tests read them. Main thread only.
class UiHost {
 public:
  UiHost(std::vector<ThemeTokens> themes, Display display, const kiosk::base::Clock& clock);
  ~UiHost();

  InputQueue& input();
  /// Handles the next input of the queue and draws. Call again while `input()` is not empty.
  FrameOutcome frame(const BuildFrame& build);

  void set_settings(const UiSettings& settings);
  const UiSettings& settings() const;
  void set_texts(WidgetTexts texts);
  const UiTree& tree() const;
  Display display() const;
  TextureStore& textures();
  /// Painter::audit: the list must outlive the host or be taken away again.
  void audit_texts(std::vector<TextUse>* uses);
  kiosk::base::MonoTime last_touch() const;

  /// 0xFFRRGGBB, `width_px` words a row.
  const std::uint32_t* pixels() const;
  kiosk::typeset::RgbaBitmap capture() const;
  /// Draws everything anew in the next frame.
  void invalidate();
  /// Wipes pictures and tree nodes of personal text and forgets touches; draw a neutral screen afterwards.
  void forget_personal();

  /// Puts a touch on the middle of the part with this name into the queue. False when there is none.
  bool touch_named(std::string_view name);
  std::uint64_t frames_built() const;
  std::uint64_t frames_changed() const;
  std::uint64_t pixels_drawn() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace ui::toolkit

// Theme: colours, type, space, radius, shadow and motion as tokens in a file, resolved for one display and
// text size.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "ui/toolkit/color.h"

namespace ui::toolkit {

/// The screen as the citizen sees it. The canvas is what is drawn; a desk's window may show it smaller.
struct Display {
  int width_px = 1080;
  int height_px = 1920;
  float px_per_mm = 3.21F;  ///< 27-inch 1080×1920; 21.5-inch 4.03, 32-inch 2.71

  bool portrait() const { return height_px >= width_px; }
};

enum class TextSize { Standard, Large, Larger, Largest };
enum class TypeRole { Caption, Body, Label, Title, Heading, Display };
enum class HueName { Blue, Teal, Orange, Red, Violet, Green };

/// A coloured pair for icons: gradient from `start` to `end`, `soft` behind a badge, `ink` for its text.
struct Hue {
  Color start, end, soft, ink;
};

struct Palette {
  Color page_top, page_bottom;     ///< background gradient
  Color header_start, header_end;  ///< the coloured head of the home screen
  Color text_on_header;
  Color card, card_pressed, outline;
  Color text, text_secondary;
  Color accent, accent_end, text_on_accent;  ///< primary buttons: a gradient
  Color accent_soft, accent_ink;             ///< quiet buttons and chips
  Color selected_fill, selected_text;
  Color danger, danger_soft, success, success_soft, warning, warning_soft, text_on_danger;
  Color disabled_fill, disabled_text;
  Color focus;
  Color shadow;  ///< with alpha
};

/// What a theme file says (config/theme/*.json, config/schemas/theme.schema.json). Lengths in mm.
struct ThemeTokens {
  std::string name;
  Palette color;
  std::array<Hue, 6> hues{};                      ///< by HueName
  std::array<std::array<float, 4>, 6> type_mm{};  ///< em by TypeRole and TextSize
  float line_spacing = 1.4F;                      ///< ems
  float gap_mm = 5, small_gap_mm = 2.6F, margin_mm = 14;
  float radius_mm = 7, small_radius_mm = 4;
  float shadow_blur_mm = 6, shadow_offset_mm = 2;
  float outline_mm = 0;  ///< cards' border; 0 where shadows part them
  float focus_mm = 1.3F;
  float target_mm = 20, primary_target_mm = 25;  ///< touch sizes; never below 12.7
  int motion_ms = 200;                           ///< longest transition
};

kiosk::base::Result<ThemeTokens> load_theme(const std::filesystem::path& file,
                                            const std::filesystem::path& schema);

/// All themes of a folder (*.json), default.json first.
kiosk::base::Result<std::vector<ThemeTokens>> load_themes(const std::filesystem::path& folder,
                                                          const std::filesystem::path& schema);

/// One finding of the contrast check.
struct ContrastFinding {
  std::string pair;  ///< for example "text on card"
  double ratio = 0;
  double required = 0;
};
/// Every pair of text and background that widgets use; `required` is 10 for body text and 4.5 for the rest.
std::vector<ContrastFinding> check_contrast(const ThemeTokens& tokens);

/// Tokens in pixels for one display and text size. Immutable.
class Theme {
 public:
  Theme(const ThemeTokens& tokens, Display display, TextSize text_size, bool reduced_motion = false);

  const Palette& color;  // NOLINT: a view of the tokens, which outlive the theme
  const ThemeTokens& tokens() const { return tokens_; }
  const Hue& hue(HueName name) const { return tokens_.hues[static_cast<std::size_t>(name)]; }
  /// Pixels for a length in mm, rounded to whole pixels.
  float mm(float length) const;
  /// The em in pixels.
  float type(TypeRole role) const;
  float line_height(TypeRole role) const { return type(role) * tokens_.line_spacing; }
  float gap() const { return mm(tokens_.gap_mm); }
  float small_gap() const { return mm(tokens_.small_gap_mm); }
  float margin() const { return mm(tokens_.margin_mm); }
  float radius() const { return mm(tokens_.radius_mm); }
  float small_radius() const { return mm(tokens_.small_radius_mm); }
  float target() const;          ///< height of an ordinary touch target, grows with the text
  float primary_target() const;  ///< height of the main action
  int motion_ms() const { return reduced_motion_ ? 0 : tokens_.motion_ms; }
  bool flat() const { return tokens_.outline_mm > 0; }  ///< borders instead of shadows and gradients
  Display display() const { return display_; }
  TextSize text_size() const { return text_size_; }

 private:
  const ThemeTokens& tokens_;
  Display display_;
  TextSize text_size_;
  bool reduced_motion_;
};

}  // namespace ui::toolkit

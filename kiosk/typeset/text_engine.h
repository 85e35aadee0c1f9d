// TextEngine: any Unicode text to pixels, with fallback fonts, Chinese line breaking, and never a tofu
// square.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/secure.h"
#include "kiosk/typeset/bitmap.h"

namespace kiosk::typeset {

enum class FontFamily {
  Sans,   ///< text: Noto Sans CJK SC and its fallbacks
  Icons,  ///< Material Design Icons; the text is one private-use character
};
enum class FontWeight { Regular = 400, Medium = 500, Bold = 700 };
enum class TextAlign { Left, Center, Right };

/// How a piece of text looks. Sizes in pixels of the target.
struct TextStyle {
  double size_px = 26;  ///< the em: a Chinese character is this wide
  FontWeight weight = FontWeight::Regular;
  double line_spacing =
      1.4;               ///< from baseline to baseline, in ems; at least 1.3 keeps Latin descenders inside
  int max_width_px = 0;  ///< lines wrap at this width; 0 never wraps
  int max_lines = 0;     ///< the rest becomes an ellipsis; 0 is without limit
  TextAlign align = TextAlign::Left;  ///< matters when there are several lines
  FontFamily family = FontFamily::Sans;
  std::string language = "zh-CN";  ///< BCP 47: chooses glyph shapes and breaking rules

  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

/// The space that a text takes, in pixels.
struct TextSize {
  int width = 0;
  int height = 0;  ///< lines × size × line_spacing
  int lines = 0;
  bool truncated = false;  ///< an ellipsis stands for the rest
};

/// Shapes and draws text. One thread at a time per object; several objects on several threads are fine.
/// Malformed UTF-8 is drawn as U+FFFD. Construction reads font configuration (some milliseconds).
class TextEngine {
 public:
  TextEngine();
  ~TextEngine();
  TextEngine(TextEngine&&) noexcept;
  TextEngine& operator=(TextEngine&&) noexcept;

  TextSize measure(std::string_view text, const TextStyle& style) const;
  /// The bitmap is exactly as large as `measure` says.
  AlphaBitmap render(std::string_view text, const TextStyle& style) const;
  MonoBitmap render_mono(std::string_view text, const TextStyle& style) const;

  TextSize measure(const base::SecureString& text, const TextStyle& style) const {
    return measure(text.reveal(), style);
  }
  /// The bitmap shows personal data: wipe it after use.
  AlphaBitmap render(const base::SecureString& text, const TextStyle& style) const {
    return render(text.reveal(), style);
  }

  /// True when some font has a glyph for each character, so that no code box is drawn.
  bool covers(std::string_view text) const;

 private:
  struct Fonts;
  std::unique_ptr<Fonts> fonts_;
};

}  // namespace kiosk::typeset

// Painter: what can be drawn. Records ImGui draw lists; the raster turns them into pixels.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/typeset/text_engine.h"
#include "ui/toolkit/color.h"
#include "ui/toolkit/geometry.h"
#include "ui/toolkit/text_cache.h"
#include "ui/toolkit/text_ref.h"
#include "ui/toolkit/texture_store.h"

struct ImDrawList;

namespace ui::toolkit {

struct ShadowTexture;

using kiosk::typeset::FontWeight;
using kiosk::typeset::TextAlign;

/// How a text looks on the screen. Sizes in pixels; make one with Ui::look.
struct TextLook {
  float size = 26;  ///< em
  Color color;
  FontWeight weight = FontWeight::Regular;
  TextAlign align = TextAlign::Left;
  int max_lines = 1;  ///< 0 is without limit; what does not fit ends with an ellipsis
  float line_spacing = 1.4F;
};

/// One text of a frame as it was drawn: for tests that look for texts that are cut, pale or lie on each other.
struct TextUse {
  std::string text;  ///< empty when personal
  Rect place;        ///< what the glyphs' lines take
  Rect clip;         ///< nothing outside was drawn
  float size = 0;    ///< em in pixels
  Color color;
  bool truncated = false;
  bool personal = false;
};

enum class VerticalAlign { Top, Middle, Bottom };
enum class GradientDirection { Down, Right, Diagonal };

/// Draws onto the frame being built. Main thread only. Coordinates are pixels of the canvas.
class Painter {
  struct Shared;

 public:
  Painter(TextCache& texts, TextureStore& textures);
  ~Painter();
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  void begin_frame(int width, int height);
  /// Wipes the recorded shapes (a signature); begin_frame must follow.
  void forget();
  /// Notes the texts of each frame here until it is taken away with nullptr; begin_frame clears the list.
  void audit(std::vector<TextUse>* uses) { audit_ = uses; }
  /// BCP 47; for all texts from now on.
  void set_language(std::string_view language) { language_ = language; }
  const ImDrawList& list() const { return *list_; }

  void fill(const Rect& rect, Color color, float radius = 0);
  void stroke(const Rect& rect, Color color, float width, float radius = 0);
  void gradient(const Rect& rect, Color from, Color to, float radius = 0,
                GradientDirection direction = GradientDirection::Down);
  /// A soft shadow of a rounded rectangle, moved down by `offset`.
  void shadow(const Rect& rect, Color color, float radius, float blur, float offset = 0);
  void circle(Point center, float radius, Color color);
  void ring(Point center, float radius, Color color, float width);
  /// Angles in radians, 0 to the right, clockwise.
  void arc(Point center, float radius, float from, float to, Color color, float width);
  void line(Point from, Point to, Color color, float width);
  void polyline(std::span<const Point> points, Color color, float width);
  /// A filled convex shape, points clockwise.
  void convex(std::span<const Point> points, Color color);

  /// The space that the text takes when it wraps at `max_width` (0: no wrapping).
  kiosk::typeset::TextSize measure(TextRef text, const TextLook& look, float max_width = 0);
  /// Draws into the rectangle: wraps at its width, aligned as the look says. Returns the used height.
  float text(const Rect& rect, TextRef text, const TextLook& look,
             VerticalAlign vertical = VerticalAlign::Top);
  /// An icon by its Material Design name, `size` pixels square, in the middle of the rectangle.
  void icon(const Rect& rect, std::string_view name, Color color, float size);
  /// A bitmap stretched over the rectangle; alpha-only textures take the tint's colour.
  void bitmap(const Rect& rect, TextureId texture, Color tint = {255, 255, 255, 255}, float radius = 0);

  void push_clip(const Rect& rect);
  void pop_clip();

 private:
  kiosk::typeset::TextStyle style_of(const TextLook& look, float max_width) const;
  const ShadowTexture& shadow_of(int radius, int blur);

  void note(TextRef text, const TextLook& look, const Rect& place, bool truncated) const;

  std::string language_ = "zh-CN";
  std::vector<TextUse>* audit_ = nullptr;
  TextCache& texts_;
  TextureStore& textures_;
  std::unique_ptr<Shared> shared_;
  std::unique_ptr<ImDrawList> list_;
};

/// False when no icon has this name.
bool icon_exists(std::string_view name);

}  // namespace ui::toolkit

// Canvas: a PDF page to write and draw on, in points (1/72 inch) from the top left.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

namespace tests::central {

inline constexpr double kPageWidth = 595.28;  ///< A4
inline constexpr double kPageHeight = 841.89;
inline constexpr double kMargin = 51.0;  ///< 18 mm

enum class Align { Left, Center, Right };

struct TextStyle {
  const char* font = "Noto Serif CJK SC";
  double size = 10.5;  ///< points; 10.5 is 五号
  bool bold = false;
  Align align = Align::Left;
  double grey = 0.0;  ///< 0 black … 1 white
};

/// Owns the PDF while it is made.
class Canvas {
 public:
  Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;
  ~Canvas();

  cairo_t* cairo() const { return cairo_; }
  void set_title(const std::string& title);
  /// Writes wrapped text into a column; returns its height.
  double text(double x, double y, double width, const std::string& utf8, const TextStyle& style);
  double text_height(double width, const std::string& utf8, const TextStyle& style);
  /// Writes one line with its middle at (x, y), turned by `angle` radians.
  void turned_text(double x, double y, double angle, const std::string& utf8, const TextStyle& style);
  /// The same as a shape without a font, in the current colour: for large background words.
  void turned_outline(double x, double y, double angle, const std::string& utf8, const TextStyle& style);
  void line(double x1, double y1, double x2, double y2, double width);
  void next_page();
  /// The finished file; the canvas is used up.
  std::string finish();

 private:
  struct FreeLayout {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  };
  using Layout = std::unique_ptr<PangoLayout, FreeLayout>;
  /// Moves the origin so that the layout's ink is centred on (x, y); undone by cairo_restore.
  void turn(double x, double y, double angle, PangoLayout* layout);
  Layout layout(double width, const std::string& utf8, const TextStyle& style) const;

  std::string bytes_;
  cairo_surface_t* surface_;
  cairo_t* cairo_;
};

}  // namespace tests::central

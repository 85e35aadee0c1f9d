// The box with a code that stands for a character no font has: U+2E / BF0 in a frame one em wide.
#include <cstdio>
#include <string>

#include "kiosk/typeset/layout.h"

namespace kiosk::typeset {

namespace {

constexpr double kWidth = 1.06;   // ems, a little more than a Chinese character
constexpr double kAscent = 0.88;  // the CJK em box above the baseline
constexpr double kMargin = 0.05;  // between boxes
constexpr double kDigits = 0.40;  // em of the digits

/// Draws one row of the code, centred in the box.
void draw_row(cairo_t* cairo, const std::string& text, double size, double centre_x, double centre_y) {
  cairo_select_font_face(cairo, "Noto Sans Mono CJK SC", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size(cairo, size);
  cairo_text_extents_t extents;
  cairo_text_extents(cairo, text.c_str(), &extents);
  cairo_move_to(cairo, centre_x - extents.x_bearing - extents.width / 2,
                centre_y - extents.y_bearing - extents.height / 2);
  cairo_show_text(cairo, text.c_str());
}

void draw_box(cairo_t* cairo, PangoAttrShape* shape, gboolean /*as_path*/, gpointer /*unused*/) {
  const double size = static_cast<double>(shape->logical_rect.width) / PANGO_SCALE / kWidth;
  const auto code = static_cast<unsigned>(GPOINTER_TO_UINT(shape->data));
  char text[16];
  std::snprintf(text, sizeof text, "U+%04X", code);
  const std::string whole = text;
  const std::size_t first = (whole.size() + 1) / 2;
  double x = 0;
  double y = 0;
  cairo_get_current_point(cairo, &x, &y);
  cairo_save(cairo);
  cairo_new_path(cairo);
  const double margin = kMargin * size;
  cairo_rectangle(cairo, x + margin, y - kAscent * size + margin, kWidth * size - 2 * margin,
                  size - 2 * margin);
  cairo_set_line_width(cairo, std::max(1.0, size * 0.035));
  cairo_stroke(cairo);
  const double centre = x + kWidth * size / 2;
  draw_row(cairo, whole.substr(0, first), size * kDigits, centre, y - (kAscent - 0.31) * size);
  draw_row(cairo, whole.substr(first), size * kDigits, centre, y - (kAscent - 0.69) * size);
  cairo_restore(cairo);
  cairo_move_to(cairo, x + kWidth * size, y);
}

}  // namespace

void install_code_boxes(PangoContext* context) {
  pango_cairo_context_set_shape_renderer(context, &draw_box, nullptr, nullptr);
}

void add_code_box(PangoAttrList* attributes, unsigned start, unsigned end, char32_t code_point,
                  double size_px) {
  const auto units = [size_px](double ems) { return static_cast<int>(ems * size_px * PANGO_SCALE); };
  PangoRectangle box{0, units(-kAscent), units(kWidth), units(1.0)};
  PangoAttribute* shape = pango_attr_shape_new_with_data(
      &box, &box, GUINT_TO_POINTER(static_cast<guint>(code_point)), nullptr, nullptr);
  shape->start_index = start;
  shape->end_index = end;
  pango_attr_list_insert(attributes, shape);
}

}  // namespace kiosk::typeset

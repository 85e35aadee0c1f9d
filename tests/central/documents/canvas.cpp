// Cairo and Pango behind a few strokes.
#include "tests/central/documents/canvas.h"

#include <cairo-pdf.h>

namespace tests::central {
namespace {

cairo_status_t append_bytes(void* target, const unsigned char* data, unsigned size) {
  static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Canvas::Canvas()
    : surface_(cairo_pdf_surface_create_for_stream(&append_bytes, &bytes_, kPageWidth, kPageHeight)),
      cairo_(cairo_create(surface_)) {}

Canvas::~Canvas() {
  cairo_destroy(cairo_);
  cairo_surface_destroy(surface_);
}

void Canvas::set_title(const std::string& title) {
  cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_SUBJECT, "样例 SAMPLE");
}

Canvas::Layout Canvas::layout(double width, const std::string& utf8, const TextStyle& style) const {
  Layout layout(pango_cairo_create_layout(cairo_));
  PangoFontDescription* font = pango_font_description_from_string(style.font);
  pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
  pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  if (width > 0) pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout.get(), 1.05F);
  const PangoAlignment alignments[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT};
  pango_layout_set_alignment(layout.get(), alignments[static_cast<int>(style.align)]);
  pango_layout_set_text(layout.get(), utf8.data(), static_cast<int>(utf8.size()));
  return layout;
}

double Canvas::text(double x, double y, double width, const std::string& utf8, const TextStyle& style) {
  const Layout drawn = layout(width, utf8, style);
  cairo_set_source_rgb(cairo_, style.grey, style.grey, style.grey);
  cairo_move_to(cairo_, x, y);
  pango_cairo_show_layout(cairo_, drawn.get());
  int height = 0;
  pango_layout_get_size(drawn.get(), nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

double Canvas::text_height(double width, const std::string& utf8, const TextStyle& style) {
  int height = 0;
  pango_layout_get_size(layout(width, utf8, style).get(), nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

void Canvas::turn(double x, double y, double angle, PangoLayout* drawn) {
  PangoRectangle ink;
  pango_layout_get_extents(drawn, &ink, nullptr);
  cairo_save(cairo_);
  cairo_translate(cairo_, x, y);
  cairo_rotate(cairo_, angle);
  cairo_move_to(cairo_, -(ink.x + ink.width / 2.0) / PANGO_SCALE, -(ink.y + ink.height / 2.0) / PANGO_SCALE);
}

void Canvas::turned_text(double x, double y, double angle, const std::string& utf8, const TextStyle& style) {
  const Layout drawn = layout(0, utf8, style);
  turn(x, y, angle, drawn.get());
  pango_cairo_show_layout(cairo_, drawn.get());
  cairo_restore(cairo_);
}

void Canvas::turned_outline(double x, double y, double angle, const std::string& utf8,
                            const TextStyle& style) {
  const Layout drawn = layout(0, utf8, style);
  turn(x, y, angle, drawn.get());
  pango_cairo_layout_path(cairo_, drawn.get());
  cairo_fill(cairo_);
  cairo_restore(cairo_);
}

void Canvas::line(double x1, double y1, double x2, double y2, double width) {
  cairo_set_source_rgb(cairo_, 0, 0, 0);
  cairo_set_line_width(cairo_, width);
  cairo_move_to(cairo_, x1, y1);
  cairo_line_to(cairo_, x2, y2);
  cairo_stroke(cairo_);
}

void Canvas::next_page() { cairo_show_page(cairo_); }

std::string Canvas::finish() {
  cairo_surface_finish(surface_);
  return std::move(bytes_);
}

}  // namespace tests::central

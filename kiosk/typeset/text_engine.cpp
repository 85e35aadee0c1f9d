// TextEngine: an own font map for each engine, so that engines on different threads share nothing.
#include "kiosk/typeset/text_engine.h"

#include <algorithm>
#include <cstring>

#include "kiosk/typeset/cairo_handle.h"
#include "kiosk/typeset/layout.h"

namespace kiosk::typeset {

namespace {

ObjectPtr<PangoContext> make_context(PangoFontMap* map) {
  ObjectPtr<PangoContext> context(pango_font_map_create_context(map));
  const CairoHandle<cairo_font_options_t> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context.get(), options.get());
  pango_cairo_context_set_resolution(context.get(), 96);
  // Cairo 1.16 places glyphs on whole pixels: whole advances keep digits of a column equally far apart.
  pango_context_set_round_glyph_positions(context.get(), TRUE);
  pango_context_set_base_dir(context.get(), PANGO_DIRECTION_LTR);
  install_code_boxes(context.get());
  return context;
}

/// Copies a drawn surface out; Cairo's own pixels are freed unwiped, so they are cleared first.
void take_pixels(cairo_surface_t* surface, AlphaBitmap& bitmap) {
  cairo_surface_flush(surface);
  unsigned char* data = cairo_image_surface_get_data(surface);
  const std::size_t size = static_cast<std::size_t>(bitmap.stride) * static_cast<std::size_t>(bitmap.height);
  bitmap.bytes.assign(data, data + size);
  std::memset(data, 0, size);
  cairo_surface_mark_dirty(surface);
}

}  // namespace

struct TextEngine::Fonts {
  ObjectPtr<PangoFontMap> map{pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)};
  ObjectPtr<PangoContext> context{make_context(map.get())};
};

TextEngine::TextEngine() : fonts_(std::make_unique<Fonts>()) {}
TextEngine::~TextEngine() = default;
TextEngine::TextEngine(TextEngine&&) noexcept = default;
TextEngine& TextEngine::operator=(TextEngine&&) noexcept = default;

TextSize TextEngine::measure(std::string_view text, const TextStyle& style) const {
  return Layout(fonts_->context.get(), text, style).size();
}

AlphaBitmap TextEngine::render(std::string_view text, const TextStyle& style) const {
  const Layout layout(fonts_->context.get(), text, style);
  const TextSize size = layout.size();
  AlphaBitmap bitmap;
  if (size.width <= 0 || size.height <= 0) return bitmap;
  const CairoHandle<cairo_surface_t> surface(
      cairo_image_surface_create(CAIRO_FORMAT_A8, size.width, size.height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return bitmap;
  {
    const CairoHandle<cairo_t> cairo(cairo_create(surface.get()));
    layout.draw(cairo.get());
  }
  bitmap.width = size.width;
  bitmap.height = size.height;
  bitmap.stride = cairo_image_surface_get_stride(surface.get());
  bitmap.baseline = layout.baseline();
  take_pixels(surface.get(), bitmap);
  return bitmap;
}

MonoBitmap TextEngine::render_mono(std::string_view text, const TextStyle& style) const {
  AlphaBitmap bitmap = render(text, style);
  MonoBitmap mono = to_mono(bitmap);
  bitmap.wipe();
  return mono;
}

bool TextEngine::covers(std::string_view text) const {
  const TextStyle style;
  return Layout(fonts_->context.get(), text, style).covered();
}

}  // namespace kiosk::typeset

// Shaping with Pango: style, wrapping, lines at a fixed pitch, unknown characters.
#include "kiosk/typeset/layout.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kiosk/base/secure_memory.h"
#include "kiosk/base/text.h"

namespace kiosk::typeset {

namespace {

constexpr double kEmAscent = 0.88;  // the CJK em box above the baseline (Noto Sans CJK: 880 of 1000 units)
constexpr const char* kSans = "Noto Sans CJK SC,HanaMinB,BabelStone Han,LXGW WenKai";
constexpr const char* kIcons = "Material Design Icons";

struct FontEnd {
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
struct AttributesEnd {
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};
struct IteratorEnd {
  void operator()(PangoLayoutIter* iterator) const { pango_layout_iter_free(iterator); }
};
using Iterator = std::unique_ptr<PangoLayoutIter, IteratorEnd>;
using Attributes = std::unique_ptr<PangoAttrList, AttributesEnd>;

PangoAlignment to_pango(TextAlign align) {
  switch (align) {
    case TextAlign::Left: return PANGO_ALIGN_LEFT;
    case TextAlign::Center: return PANGO_ALIGN_CENTER;
    case TextAlign::Right: return PANGO_ALIGN_RIGHT;
  }
  return PANGO_ALIGN_LEFT;
}

void set_font(PangoLayout* layout, const TextStyle& style) {
  const std::unique_ptr<PangoFontDescription, FontEnd> font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), style.family == FontFamily::Icons ? kIcons : kSans);
  pango_font_description_set_absolute_size(font.get(), style.size_px * PANGO_SCALE);
  pango_font_description_set_weight(font.get(), static_cast<PangoWeight>(style.weight));
  pango_layout_set_font_description(layout, font.get());
}

void set_text(PangoLayout* layout, std::string_view text) {
  if (base::is_valid_utf8(text)) {
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    return;
  }
  std::string repaired = base::to_utf8(base::to_code_points(text));
  pango_layout_set_text(layout, repaired.data(), static_cast<int>(repaired.size()));
  base::wipe(repaired.data(), repaired.size());
}

bool is_private_use(char32_t c) { return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000; }

/// Fonts fill the private-use area with their own pictures: in text such a character has no agreed shape.
bool box_private_use(PangoLayout* layout, PangoAttrList* attributes, double size_px) {
  bool found = false;
  const char* text = pango_layout_get_text(layout);
  for (const char* p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    const char32_t c = g_utf8_get_char(p);
    if (!is_private_use(c)) continue;
    add_code_box(attributes, static_cast<unsigned>(p - text),
                 static_cast<unsigned>(g_utf8_next_char(p) - text), c, size_px);
    found = true;
  }
  return found;
}

/// Pango leaves the code point in the glyph of a character that no font has.
void box_unknown_glyphs(PangoLayout* layout, PangoAttrList* attributes, double size_px) {
  const char* text = pango_layout_get_text(layout);
  const Iterator iterator(pango_layout_get_iter(layout));
  do {
    PangoLayoutRun* run = pango_layout_iter_get_run_readonly(iterator.get());
    if (run == nullptr) continue;
    for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
      const PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
      if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0 || glyph == PANGO_GLYPH_EMPTY) continue;
      const int start = run->item->offset + run->glyphs->log_clusters[i];
      const int end = start + static_cast<int>(g_utf8_next_char(text + start) - (text + start));
      add_code_box(attributes, static_cast<unsigned>(start), static_cast<unsigned>(end),
                   g_utf8_get_char(text + start), size_px);
    }
  } while (pango_layout_iter_next_run(iterator.get()) != 0);
}

}  // namespace

Layout::Layout(PangoContext* context, std::string_view text, const TextStyle& style)
    : style_(style), layout_(pango_layout_new(context)) {
  set_font(layout_.get(), style);
  pango_context_set_language(context, pango_language_from_string(style.language.c_str()));
  pango_layout_set_auto_dir(layout_.get(), FALSE);
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout_.get(), to_pango(style.align));
  if (style.max_width_px > 0) pango_layout_set_width(layout_.get(), style.max_width_px * PANGO_SCALE);
  if (style.max_lines > 0) {
    pango_layout_set_ellipsize(layout_.get(), PANGO_ELLIPSIZE_END);
    pango_layout_set_height(layout_.get(), -style.max_lines);
  }
  set_text(layout_.get(), text);
  if (style.family == FontFamily::Sans) mark_unknown();
}

Layout::~Layout() {
  const char* text = pango_layout_get_text(layout_.get());
  base::wipe(const_cast<char*>(text), std::strlen(text));
}

void Layout::mark_unknown() {
  const Attributes attributes(pango_attr_list_new());
  const bool private_use = box_private_use(layout_.get(), attributes.get(), style_.size_px);
  if (private_use) pango_layout_set_attributes(layout_.get(), attributes.get());
  const bool unknown = pango_layout_get_unknown_glyphs_count(layout_.get()) > 0;
  covered_ = !private_use && !unknown;
  if (!unknown) return;
  // The attributes in use belong to the layout: it copies them when they change.
  const Attributes more(pango_attr_list_copy(attributes.get()));
  box_unknown_glyphs(layout_.get(), more.get(), style_.size_px);
  pango_layout_set_attributes(layout_.get(), more.get());
}

int Layout::lines() const {
  const int count = pango_layout_get_line_count(layout_.get());
  return style_.max_lines > 0 ? std::min(count, style_.max_lines) : count;
}

TextSize Layout::size() const {
  TextSize size;
  PangoRectangle logical{};
  pango_layout_get_extents(layout_.get(), nullptr, &logical);
  size.lines = lines();
  // A wrapped and aligned text is drawn relative to its full width.
  const bool full_width = style_.max_width_px > 0 && style_.align != TextAlign::Left;
  size.width = full_width ? style_.max_width_px
                          : static_cast<int>(std::ceil(static_cast<double>(logical.width) / PANGO_SCALE));
  size.height = static_cast<int>(std::ceil(size.lines * style_.size_px * style_.line_spacing));
  size.truncated = pango_layout_is_ellipsized(layout_.get()) != 0 ||
                   pango_layout_get_line_count(layout_.get()) > size.lines;
  return size;
}

int Layout::baseline() const {
  const double above = (style_.line_spacing - 1.0) / 2;
  return static_cast<int>(std::lround((above + kEmAscent) * style_.size_px));
}

void Layout::draw(cairo_t* cairo) const {
  const Iterator iterator(pango_layout_get_iter(layout_.get()));
  const double pitch = style_.size_px * style_.line_spacing;
  const int count = lines();
  for (int line = 0; line < count; ++line) {
    PangoRectangle logical{};
    pango_layout_iter_get_line_extents(iterator.get(), nullptr, &logical);
    cairo_move_to(cairo, static_cast<double>(logical.x) / PANGO_SCALE, baseline() + std::round(line * pitch));
    pango_cairo_show_layout_line(cairo, pango_layout_iter_get_line_readonly(iterator.get()));
    if (pango_layout_iter_next_line(iterator.get()) == 0) break;
  }
}

}  // namespace kiosk::typeset

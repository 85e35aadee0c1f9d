// One Pango layout made ready for measuring and drawing. Internal to this room.
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string_view>

#include "kiosk/typeset/text_engine.h"

namespace kiosk::typeset {

struct ObjectEnd {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using ObjectPtr = std::unique_ptr<T, ObjectEnd>;

/// A shaped text. The text inside Pango is wiped at the end.
class Layout {
 public:
  Layout(PangoContext* context, std::string_view text, const TextStyle& style);
  Layout(const Layout&) = delete;
  Layout& operator=(const Layout&) = delete;
  ~Layout();

  TextSize size() const;
  /// Draws into a context whose origin is the bitmap's top left corner.
  void draw(cairo_t* cairo) const;
  int baseline() const;
  /// False when a code box stands for a character.
  bool covered() const { return covered_; }

 private:
  void mark_unknown();
  int lines() const;

  const TextStyle& style_;
  ObjectPtr<PangoLayout> layout_;
  bool covered_ = true;
};

/// Lets the context draw the code boxes that `Layout` marks.
void install_code_boxes(PangoContext* context);
/// Marks the characters from byte `start` to `end` as a code box for `code_point`.
void add_code_box(PangoAttrList* attributes, unsigned start, unsigned end, char32_t code_point,
                  double size_px);

}  // namespace kiosk::typeset

// Owners of Cairo's objects: each is given back by its own function.
#pragma once

#include <cairo.h>

#include <memory>

namespace kiosk::typeset {

struct CairoRelease {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};
template <class Object>
using CairoHandle = std::unique_ptr<Object, CairoRelease>;

}  // namespace kiosk::typeset

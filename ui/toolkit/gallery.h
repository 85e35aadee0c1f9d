// The gallery: every widget in every state, for looking at and for tests.
#pragma once

#include "ui/toolkit/entry.h"
#include "ui/toolkit/pictures.h"
#include "ui/toolkit/ui.h"

namespace ui::toolkit {

constexpr int kGalleryPages = 7;

/// What the gallery remembers between frames.
struct Gallery {
  int page = 0;  ///< 0 … kGalleryPages - 1
  int chosen = 1;
  int rating = 0;
  int list_page = 0;
  bool checked = true;
  Date date{2026, 11, 23};
  std::string typed = "138";
  KeyboardState keyboard;
  Signature signature;
  int clicks = 0;  ///< presses of any button
};

/// A function that every screen could have: draws one page of the gallery.
void draw_gallery(Ui& ui, Gallery& gallery);

}  // namespace ui::toolkit

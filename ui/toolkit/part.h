// What all widgets share: registering a part, its surface, its focus ring, texts that fit. Internal to the
// toolkit.
#pragma once

#include "ui/toolkit/ui.h"

namespace ui::toolkit {

struct PartSpec {
  std::string_view id = {};
  Role role = Role::Button;
  TextRef name = {};
  TextRef value = {};
  std::string_view disabled_reason = {};
  bool busy = false, selected = false, error = false, guarded = true;
};

struct Part {
  bool clicked = false, pressed = false, focused = false, disabled = false;
};

/// Adds the node and tells what the citizen does with it.
Part operate(Ui& ui, const Rect& rect, const PartSpec& spec);
/// The ring around the part that has the keypad's focus.
void focus_ring(Ui& ui, const Rect& rect, float radius);

struct SurfaceLook {
  Color fill;
  float radius = 0;
  bool raised = true;  ///< throws a shadow
  Color border{0, 0, 0, 0};
  float border_width = 0;
};
/// A card-like ground; in a flat theme with the theme's outline.
void surface(Ui& ui, const Rect& rect, const SurfaceLook& look);

/// The look made smaller, by a third at most, until the text fits the width in the look's lines.
TextLook fitted(Ui& ui, TextRef text, TextLook look, float width);
/// Icon, label and icon in a row in the middle of the rectangle.
struct RowContent {
  std::string_view icon = {};
  TextRef label = {};
  std::string_view icon_after = {};
};
void centered_row(Ui& ui, const Rect& rect, const RowContent& content, const TextLook& look);

}  // namespace ui::toolkit

// Buttons: the actions of a screen. Act on release; a finger that slides off does nothing.
#pragma once

#include "ui/toolkit/ui.h"

namespace ui::toolkit {

enum class ButtonKind {
  Primary,    ///< the one main action of a screen
  Secondary,  ///< white with an outline
  Danger,     ///< ends or deletes
  Quiet,      ///< tinted, for small actions
  Bare,       ///< icon above a word without a background: the bar at the bottom
};

struct ButtonSpec {
  std::string_view id = {};
  TextRef label = {};
  ButtonKind kind = ButtonKind::Secondary;
  std::string_view icon = {};             ///< before the label (Bare: above it)
  std::string_view icon_after = {};       ///< after the label
  std::string_view disabled_reason = {};  ///< not empty: cannot be pressed, and this is why
  bool busy = false;                      ///< pressed already, work goes on
  bool selected = false;                  ///< a switch that is on (Bare)
  bool guarded = true;                    ///< a second touch within 500 ms is ignored
  std::string_view name = {};             ///< what a voice says, where the label is not enough
  TypeRole type = TypeRole::Label;
};

/// True in the frame in which it was pressed.
bool button(Ui& ui, const Rect& rect, const ButtonSpec& spec);

}  // namespace ui::toolkit

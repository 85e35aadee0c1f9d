// Choices as large cards: one of several, or any of several.
#pragma once

#include "ui/toolkit/ui.h"

namespace ui::toolkit {

struct ChoiceSpec {
  std::string_view id = {};
  TextRef title = {};
  TextRef detail = {};
  bool selected = false;
  bool error = false;
  std::string_view disabled_reason = {};  ///< shown instead of the detail
};

/// A height that a choice looks well in, in pixels.
float choice_height(const Theme& theme, bool with_detail = true);

/// One of several: a round mark. True when it was pressed; the caller keeps which one is selected.
bool choice_card(Ui& ui, const Rect& rect, const ChoiceSpec& spec);
/// Any of several: a square mark with a tick. True when it was pressed.
bool check_card(Ui& ui, const Rect& rect, const ChoiceSpec& spec);

}  // namespace ui::toolkit

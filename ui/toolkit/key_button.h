// One key of a pad or keyboard. Internal to the toolkit.
#pragma once

#include <string>

#include "ui/toolkit/ui.h"

namespace ui::toolkit {

struct KeySpec {
  std::string id;
  TextRef label = {};
  std::string_view icon = {};     ///< instead of the label
  TextRef name = {};              ///< what a voice says; the label when empty
  std::string_view caption = {};  ///< small, below the label
  TypeRole type = TypeRole::Label;
  bool strong = false;  ///< the key that finishes
  bool marked = false;  ///< a switch that is on
  bool tinted = false;  ///< for keys on a white card
  bool disabled = false;
};

/// Keys take quick repeated touches. True when it was pressed.
bool key_button(Ui& ui, const Rect& rect, const KeySpec& spec);

}  // namespace ui::toolkit

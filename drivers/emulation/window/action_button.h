// ActionButton: one thing that can be done to a device.
#pragma once

#include "drivers/emulation/window/bench_view.h"
#include "ui/toolkit/ui.h"

namespace drivers::emulation::window {

/// What every button of the window looks like. True when it was pressed.
struct PushSpec {
  std::string id;    ///< unique on the screen
  std::string name;  ///< what a voice and a robot finger call it
  std::string label, english;
  std::string key;      ///< keycap at the right edge
  bool opens = false;   ///< a choice comes next: an arrow at the right edge
  bool chosen = false;  ///< filled
};
bool push(ui::toolkit::Ui& ui, const ui::toolkit::Rect& rect, const PushSpec& spec);

/// The action's own button: id "DEVICE WORDS", name "DEVICE'S TITLE LABEL ENGLISH".
bool action_button(ui::toolkit::Ui& ui, const ui::toolkit::Rect& rect, const DeviceView& device,
                   const Action& action);

/// A round button with an icon only.
bool icon_button(ui::toolkit::Ui& ui, const ui::toolkit::Rect& rect, const std::string& id,
                 const std::string& name, std::string_view icon);

}  // namespace drivers::emulation::window

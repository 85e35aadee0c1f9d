// WindowState: what the window shows, and what its buttons do.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "drivers/emulation/window/bench_view.h"
#include "ui/toolkit/texture_store.h"

namespace drivers::emulation::window {

/// Main thread only.
struct WindowState {
  BenchView view;
  std::string folder;   ///< of the bench
  std::string trouble;  ///< why the bench does not answer; empty: it does
  bool seen = false;    ///< it has answered at least once

  std::string open_device;  ///< whose sheet is open; empty: none
  std::string open_action;  ///< the sheet shows this action's values only; empty: all actions
  struct ShownPrint {
    ui::toolkit::TextureId small = 0, large = 0;
  };
  std::map<std::string, ShownPrint> prints;  ///< the last print of each printer
  std::string open_print;                    ///< whose print is shown large; empty: none

  std::function<void(std::vector<std::string>)> send;

  /// The bench has answered, and what its printers have put out is shown.
  bool ready() const;
  /// Does the action, or opens the choice of its values.
  void act(const DeviceView& device, const Action& action);
  void act(const DeviceView& device, const Action& action, const ActionValue& value);
  /// A key of the keyboard: does the first active action that has it. False when there is none.
  bool act_by_key(char key);
  void close_sheet();
};

}  // namespace drivers::emulation::window

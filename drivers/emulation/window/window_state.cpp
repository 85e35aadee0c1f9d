// From a press to the bench's words.
#include "drivers/emulation/window/window_state.h"

namespace drivers::emulation::window {

bool WindowState::ready() const {
  if (!seen) return false;
  const auto shown = [this](const char* printer, const char* counter) {
    const DeviceView* device = view.find(printer);
    return device == nullptr || device->value(counter) == "0" || prints.count(printer) > 0;
  };
  return shown("receipt", "/printed") && shown("certificate", "/pages");
}

void WindowState::act(const DeviceView& device, const Action& action) {
  if (!action.values.empty()) {
    open_device = device.name;
    open_action = action.id();
    return;
  }
  act(device, action, {});
}

void WindowState::act(const DeviceView& device, const Action& action, const ActionValue& value) {
  std::vector<std::string> words{device.name};
  words.insert(words.end(), action.words.begin(), action.words.end());
  words.insert(words.end(), value.words.begin(), value.words.end());
  if (!open_action.empty()) close_sheet();
  send(std::move(words));
}

bool WindowState::act_by_key(char key) {
  if (!open_device.empty() || !open_print.empty()) return false;
  for (const DeviceView& device : view.devices) {
    for (const Action& action : device.actions) {
      if (action.key != std::string(1, key) || !action.active) continue;
      act(device, action);
      return true;
    }
  }
  return false;
}

void WindowState::close_sheet() {
  open_device.clear();
  open_action.clear();
}

}  // namespace drivers::emulation::window

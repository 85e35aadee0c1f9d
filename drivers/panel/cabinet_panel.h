// CabinetPanel: the panel on an input device of the kernel and the lines of a GPIO chip.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <vector>

#include "drivers/contract/driver.h"
#include "drivers/contract/status_board.h"
#include "drivers/panel/panel_model.h"
#include "drivers/transport/evdev_device.h"

namespace drivers::panel {

/// Device strand only, but for construction.
class CabinetPanel final : public contract::Panel {
 public:
  /// `lines` may be none: a cabinet with a keypad only.
  CabinetPanel(const contract::DriverContext& context, transport::EvdevDevice keypad,
               std::unique_ptr<transport::GpioLines> lines, PanelModel model);

  kiosk::base::Status open() override;
  void close() override;
  void poll() override;
  contract::DeviceReport report() const override { return board_.report(); }
  bool clear_fault(contract::FaultType type) override {
    return board_.clear(type, contract::ClearedBy::Operator);
  }
  /// Keys of the last citizen are dropped, the lights at the slots go out.
  void end_session(const contract::JobContext& context) override;
  contract::Completion<contract::PanelEvent> wait_for_event(const contract::JobContext& context) override;
  contract::Completion<std::monostate> set_light(const contract::JobContext& context, contract::PanelLight light,
                                                 contract::LightMode mode) override;

 private:
  struct Waiting {
    contract::PanelEvent event;
    kiosk::base::MonoTime since;
  };
  kiosk::base::Status take_keypad(kiosk::base::MonoTime until, const std::stop_token& stop);
  void take_event(const transport::InputEvent& event);
  kiosk::base::Status look_at_lines();
  void apply(PanelInput input, bool active);
  kiosk::base::Status show_lights();
  contract::PanelCapabilities capabilities() const;
  void set_headset(std::optional<bool> plugged);
  void push(std::optional<contract::PanelKey> key);
  std::optional<contract::PanelEvent> next_waiting();
  kiosk::base::Status lost(const kiosk::base::Error& error);

  const kiosk::base::Clock& clock_;
  transport::EvdevDevice keypad_;
  std::unique_ptr<transport::GpioLines> lines_;
  PanelModel model_;
  contract::StatusBoard board_;
  contract::PanelSenses senses_;
  std::deque<Waiting> waiting_;
  std::vector<bool> last_look_;  ///< a level counts when two looks agree: contacts bounce
  std::map<contract::PanelLight, contract::LightMode> lights_;
  std::map<contract::PanelLight, bool> shining_;
};

/// The factory for the table of drivers. Transport "evdev" with the keypad's node; options or settings "gpio"
/// (/dev/gpiochip0) and "model" (a file below config/devices/panels).
kiosk::base::Result<std::unique_ptr<contract::Device>> make_cabinet_panel(const contract::DriverContext& context,
                                                                          const contract::DeviceConfig& config);

}  // namespace drivers::panel

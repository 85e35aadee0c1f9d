// PanelModel: how a cabinet is wired, as data.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "drivers/contract/panel.h"
#include "drivers/transport/gpio_lines.h"

namespace drivers::panel {

enum class PanelInput { Person, DoorOpen, Tamper };

struct PanelModel {
  std::string name;
  std::map<std::uint16_t, contract::PanelKey> keys{};  ///< by the kernel's key code
  std::map<contract::PanelLight, transport::GpioLine> lights{};
  std::map<PanelInput, transport::GpioLine> inputs{};
};

/// Reads CONFIG/devices/panels/NAME.json and checks it. NotFound, InvalidData, or InvalidArgument for a name that is
/// none.
kiosk::base::Result<PanelModel> load_panel_model(const std::filesystem::path& config_dir, const std::string& name);

}  // namespace drivers::panel

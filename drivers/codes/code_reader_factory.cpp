// Making code readers from their configuration.
#include "drivers/codes/code_reader_device.h"
#include "drivers/codes/code_scrubber.h"
#include "drivers/codes/keyboard_code_source.h"
#include "drivers/codes/serial_code_source.h"
#include "drivers/transport/serial_transport.h"
#include "drivers/transport/tape_use.h"

namespace drivers::codes {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;

Result<std::unique_ptr<contract::Device>> make_serial_code_reader(const contract::DriverContext& context,
                                                                  const contract::DeviceConfig& config) {
  std::string name = "generic";
  for (const auto& [setting, value] : config.settings) {
    if (setting != "model") {
      return fail(ErrorCode::InvalidArgument, "a code reader has no setting " + setting, config.address.to_string());
    }
    name = value;
  }
  const auto address = transport::line_address(config);
  if (!address) return tl::unexpected(address.error());
  auto line = transport::SerialSettings::parse(address->path, address->options);
  if (!line) return tl::unexpected(line.error());
  auto model = load_code_reader_model(context.config_dir / "devices" / "code-readers",
                                      context.config_dir / "schemas" / "code-reader-model.schema.json", name);
  if (!model) return tl::unexpected(model.error());
  auto transport = transport::with_tape(
      context, config, {"codes", make_code_scrubber},
      std::make_unique<transport::SerialTransport>(std::move(*line), context.clock));
  if (!transport) return tl::unexpected(transport.error());
  auto source = std::make_unique<SerialCodeSource>(std::move(*transport), std::move(*model), context.clock);
  return std::make_unique<CodeReaderDevice>(context, std::move(source));
}

Result<std::unique_ptr<contract::Device>> make_keyboard_code_reader(const contract::DriverContext& context,
                                                                    const contract::DeviceConfig& config) {
  auto settings = config.settings;
  settings.insert(config.address.options.begin(), config.address.options.end());
  bool aim_identifier = false;
  for (const auto& [setting, value] : settings) {
    if (setting != "aim" || (value != "on" && value != "off")) {
      return fail(ErrorCode::InvalidArgument, "a keyboard code reader has only the setting aim=on|off",
                  config.address.to_string());
    }
    aim_identifier = value == "on";
  }
  return std::make_unique<CodeReaderDevice>(
      context, std::make_unique<KeyboardCodeSource>(transport::EvdevDevice(config.address.path, context.clock),
                                                    KeyAssembler({}, aim_identifier)));
}

}  // namespace drivers::codes

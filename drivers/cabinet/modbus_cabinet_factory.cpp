// Making cabinet monitors from their configuration.
#include <charconv>

#include "drivers/cabinet/modbus_cabinet.h"
#include "drivers/transport/serial_transport.h"

namespace drivers::cabinet {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;

namespace {

constexpr int kHighestUnit = 247;

}  // namespace

Result<std::unique_ptr<contract::Device>> make_modbus_cabinet(const contract::DriverContext& context,
                                                              const contract::DeviceConfig& config) {
  ModbusSettings settings;
  std::string model_name = "generic";
  int unit = 1;
  for (const auto& [name, value] : config.settings) {
    const char* const end = value.data() + value.size();
    if (name == "model") {
      model_name = value;
      continue;
    }
    const auto parsed = std::from_chars(value.data(), end, unit);
    const bool good = parsed.ec == std::errc{} && parsed.ptr == end && unit >= 1 && unit <= kHighestUnit;
    if (name == "address" && good) continue;
    return fail(ErrorCode::InvalidArgument, "a cabinet monitor has no setting " + name + "=" + value,
                config.address.to_string());
  }
  settings.unit = static_cast<std::uint8_t>(unit);
  auto line = transport::SerialSettings::parse(config.address.path, config.address.options);
  if (!line) return tl::unexpected(line.error());
  auto model = load_cabinet_model(context.config_dir, model_name);
  if (!model) return tl::unexpected(model.error());
  if (!line->baud_given) line->baud = model->baud;
  settings.model = std::move(*model);
  auto transport = std::make_unique<transport::SerialTransport>(std::move(*line), context.clock);
  return std::make_unique<ModbusCabinet>(context, std::move(transport), std::move(settings));
}

}  // namespace drivers::cabinet

// Making an ESC/POS printer from its configuration.
#include "drivers/printing/escpos_printer.h"
#include "drivers/printing/settings.h"
#include "drivers/printing/slip_artist.h"
#include "drivers/transport/serial_transport.h"

namespace drivers::printing {
namespace {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::Result;

Result<EscposSettings> read_settings(const contract::DriverContext& context, const SettingMap& given) {
  if (auto known = check_settings(given, {"model", "answer-ms", "take-seconds"}); !known) {
    return tl::unexpected(known.error());
  }
  auto model = load_printer_model(context.config_dir / "devices" / "printers",
                                  context.config_dir / "schemas" / "printer-model.schema.json",
                                  text_setting(given, "model", "generic-80mm"));
  if (!model) return tl::unexpected(model.error());
  EscposSettings settings;
  settings.model = *model;
  const auto answer = number_setting(given, "answer-ms", static_cast<int>(settings.answer_time.count()));
  if (!answer) return tl::unexpected(answer.error());
  const auto take =
      number_setting(given, "take-seconds", static_cast<int>(settings.take_time.count() / 1000));
  if (!take) return tl::unexpected(take.error());
  settings.answer_time = Duration{*answer};
  settings.take_time = Duration{*take} * 1000;
  return settings;
}

}  // namespace

Result<std::unique_ptr<contract::Device>> make_escpos_printer(const contract::DriverContext& context,
                                                              const contract::DeviceConfig& config) {
  if (config.address.transport != "serial") {
    return kiosk::base::fail(ErrorCode::InvalidArgument, "the escpos driver needs a serial: address",
                             config.address.to_string());
  }
  auto line = transport::SerialSettings::parse(config.address.path, config.address.options);
  if (!line) return tl::unexpected(line.error());
  auto settings = read_settings(context, config.settings);
  if (!settings) return tl::unexpected(settings.error());
  return std::make_unique<EscposPrinter>(context, std::move(*settings),
                                         std::make_unique<transport::SerialTransport>(*line, context.clock),
                                         make_slip_artist());
}

}  // namespace drivers::printing

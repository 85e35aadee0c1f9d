// Making an ESC/POS printer from its configuration.
#include "drivers/printing/escpos_printer.h"
#include "drivers/printing/escpos_scrubber.h"
#include "drivers/printing/settings.h"
#include "drivers/printing/slip_artist.h"
#include "drivers/transport/serial_transport.h"
#include "drivers/transport/tape_use.h"
#include "drivers/transport/usb_transport.h"

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

Result<std::unique_ptr<transport::Transport>> make_line(const contract::DriverContext& context,
                                                        const contract::DeviceAddress& address,
                                                        const PrinterModel& model) {
  if (address.transport == "usb") {
    auto selector = transport::UsbSelector::parse(address.path, address.options);
    if (!selector) return tl::unexpected(selector.error());
    if (selector->ids.empty()) selector->ids = model.usb_ids;
    return std::make_unique<transport::UsbTransport>(
        transport::UsbSettings{std::move(*selector), transport::UsbFunction::Printer}, context.clock);
  }
  if (address.transport != "serial") {
    return kiosk::base::fail(ErrorCode::InvalidArgument, "the escpos driver needs a serial: or usb: address",
                             address.to_string());
  }
  auto line = transport::SerialSettings::parse(address.path, address.options);
  if (!line) return tl::unexpected(line.error());
  return std::make_unique<transport::SerialTransport>(*line, context.clock);
}

}  // namespace

Result<std::unique_ptr<contract::Device>> make_escpos_printer(const contract::DriverContext& context,
                                                              const contract::DeviceConfig& config) {
  auto settings = read_settings(context, config.settings);
  if (!settings) return tl::unexpected(settings.error());
  const auto address = transport::line_address(config);
  if (!address) return tl::unexpected(address.error());
  auto line = make_line(context, *address, settings->model);
  if (line) line = transport::with_tape(context, config, {"escpos", make_escpos_scrubber}, std::move(*line));
  if (!line) return tl::unexpected(line.error());
  return std::make_unique<EscposPrinter>(context, std::move(*settings), std::move(*line), make_slip_artist());
}

}  // namespace drivers::printing

// The rows, and finding one.
#include "drivers/supervisor/driver_table.h"

#include <algorithm>

#include "drivers/cabinet/modbus_cabinet.h"
#include "drivers/codes/code_reader_device.h"
#include "drivers/dispensing/crt_dispenser.h"
#include "drivers/id_card/samv_reader.h"
#include "drivers/panel/cabinet_panel.h"
#include "drivers/power/nut_monitor.h"
#include "drivers/printing/escpos_printer.h"
#include "drivers/printing/ipp_printer.h"
#include "drivers/smart_card/social_card_reader.h"
#include "drivers/scanning/camera_scanner.h"
#include "drivers/scanning/sane_scanner.h"

namespace drivers::supervisor {

using contract::DeviceClass;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;

namespace {

bool serves(const DriverDescription& driver, const contract::DeviceConfig& config) {
  const auto& transports = driver.transports;
  return driver.device_class == config.device_class && (config.driver.empty() || config.driver == driver.name) &&
         std::find(transports.begin(), transports.end(), config.address.transport) != transports.end();
}

bool has_tape(const DriverDescription& driver) {
  return std::find(driver.transports.begin(), driver.transports.end(), "tape") != driver.transports.end();
}

/// "samv (serial)" for each driver of the class.
std::string choices(const DriverTable& table, DeviceClass device_class) {
  std::string text;
  for (const DriverDescription& driver : table) {
    if (driver.device_class != device_class) continue;
    text += text.empty() ? "" : ", ";
    text += std::string(driver.name) + " over";
    for (const std::string_view transport : driver.transports) text += " " + std::string(transport);
  }
  return text.empty() ? "none" : text;
}

}  // namespace

const DriverTable& driver_table() {
  static const DriverTable kDrivers{
      {"samv", DeviceClass::IdCardReader, {"serial", "usb", "tape"}, id_card::make_samv_reader},
      {"escpos", DeviceClass::ReceiptPrinter, {"serial", "usb", "tape"}, printing::make_escpos_printer},
      {"ipp", DeviceClass::CertificatePrinter, {"ipp", "ipps"}, printing::make_ipp_printer},
      {"codes", DeviceClass::CodeReader, {"serial", "tape"}, codes::make_serial_code_reader},
      {"codes-keyboard", DeviceClass::CodeReader, {"evdev"}, codes::make_keyboard_code_reader},
      {"social-card", DeviceClass::SmartCardReader, {"pcsc"}, smart_card::make_social_card_reader},
      {"nut", DeviceClass::PowerMonitor, {"tcp", "tape"}, power::make_nut_monitor},
      {"panel", DeviceClass::Panel, {"evdev"}, panel::make_cabinet_panel},
      {"sane", DeviceClass::DocumentScanner, {"sane"}, scanning::make_sane_scanner},
      {"camera", DeviceClass::DocumentScanner, {"v4l2", "frames"}, scanning::make_camera_scanner},
      {"crt", DeviceClass::CardDispenser, {"serial", "tape"}, dispensing::make_crt_dispenser},
      {"modbus-cabinet", DeviceClass::CabinetMonitor, {"serial"}, cabinet::make_modbus_cabinet},
  };
  return kDrivers;
}

Result<DriverDescription> find_driver(const DriverTable& table, const contract::DeviceConfig& config) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&config](const DriverDescription& driver) { return serves(driver, config); });
  if (found != table.end() && !config.record_to.empty() && !has_tape(*found)) {
    return fail(ErrorCode::Unsupported, "driver " + std::string(found->name) + " has no byte stream to record",
                config.address.to_string());
  }
  if (found != table.end()) return *found;
  const std::string wanted = config.driver.empty() ? "a driver" : "driver " + config.driver;
  return fail(ErrorCode::NotFound,
              "there is no " + wanted + " for " + std::string(to_string(config.device_class)) + " over " +
                  config.address.transport + "; there are: " + choices(table, config.device_class),
              config.address.to_string());
}

}  // namespace drivers::supervisor

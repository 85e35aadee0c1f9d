// Capabilities as words: one function a class.
#include "drivers/contract/capabilities.h"

namespace drivers::contract {
namespace {

using kiosk::base::Json;

Json members(const std::monostate&) { return Json::object(); }

Json members(const IdCardReaderCapabilities& c) {
  return {{"sam_number", c.sam_number},
          {"newest_address", c.newest_address},
          {"fingerprints", c.fingerprints},
          {"chip_number", c.chip_number},
          {"removal_sensed", c.removal_sensed}};
}

Json members(const ReceiptPrinterCapabilities& c) {
  return {{"columns", c.columns}, {"dots_per_line", c.dots_per_line},
          {"cut", c.cut},         {"presenter", c.presenter},
          {"retract", c.retract}, {"paper_low_sensor", c.paper_low_sensor},
          {"qr_code", c.qr_code}, {"chinese_font", c.chinese_font}};
}

Json members(const CertificatePrinterCapabilities& c) {
  return {{"duplex", c.duplex}, {"colour", c.colour}, {"copies", c.copies}, {"formats", c.formats}};
}

Json members(const DocumentScannerCapabilities& c) {
  return {{"flatbed", c.flatbed}, {"feeder", c.feeder}, {"camera", c.camera}, {"colour", c.colour}};
}

Json members(const CodeReaderCapabilities& c) {
  return {{"plays_keyboard", c.plays_keyboard}, {"symbology", c.symbology}};
}

Json members(const SmartCardReaderCapabilities& c) {
  return {{"contacts", c.contacts}, {"removal_sensed", c.removal_sensed}};
}

Json members(const PowerMonitorCapabilities& c) { return {{"charge", c.charge}, {"runtime", c.runtime}}; }

Json members(const PanelCapabilities& c) {
  return {{"keys", c.keys},         {"lights", c.lights}, {"headset", c.headset},
          {"presence", c.presence}, {"door", c.door},     {"tamper", c.tamper}};
}

Json members(const CardDispenserCapabilities& c) {
  return {{"read_position", c.read_position},
          {"error_bin", c.error_bin},
          {"accepts_cards", c.accepts_cards},
          {"stacker_low_sensor", c.stacker_low_sensor}};
}

Json members(const CabinetMonitorCapabilities& c) {
  return {{"temperature", c.temperature}, {"humidity", c.humidity}, {"door", c.door}, {"fan", c.fan}};
}

}  // namespace

Json to_json(const Capabilities& capabilities) {
  Json json = std::visit([](const auto& of_class) { return members(of_class); }, capabilities.of_class);
  json["protocol"] = capabilities.protocol;
  json["firmware"] = capabilities.firmware;
  return json;
}

}  // namespace drivers::contract

// One harmless test a class.
#include "drivers/supervisor/self_test.h"

#include <array>

#include "drivers/contract/code_reader.h"
#include "drivers/contract/document_scanner.h"
#include "drivers/contract/panel.h"
#include "drivers/contract/power_monitor.h"
#include "drivers/contract/receipt_printer.h"

namespace drivers::supervisor {
namespace {

using contract::Completion;
using contract::CompletionCode;
using contract::JobContext;
using kiosk::base::SecureString;
using Tested = Completion<std::string>;

/// The same end without its value, which may be a citizen's, and with words instead.
template <class T>
Tested with_words(const Completion<T>& done, std::string words) {
  Tested tested;
  tested.code = done.code;
  tested.fault = done.fault;
  tested.detail = done.detail;
  if (done.ok()) tested.value = std::move(words);
  return tested;
}

Tested print_test_slip(contract::ReceiptPrinter& printer, const JobContext& context) {
  const contract::DeviceReport report = printer.report();
  contract::Slip slip;
  slip.parts.emplace_back(
      contract::SlipText{SecureString("自检 SELF-TEST"), contract::Align::Center, 2, true});
  slip.parts.emplace_back(contract::SlipRule{});
  slip.parts.emplace_back(contract::SlipPair{"设备 Device", SecureString(report.id.value)});
  slip.parts.emplace_back(contract::SlipPair{"型号 Model", SecureString(report.model)});
  slip.parts.emplace_back(contract::SlipText{SecureString("0123456789 ABCDEFGHIJ 居民身份证 𬭎"),
                                             contract::Align::Left, 1, false});
  slip.parts.emplace_back(contract::SlipQr{report.id.value});
  return with_words(printer.print_slip(context, slip), "the test slip is printed");
}

Tested take_preview(contract::DocumentScanner& scanner, const JobContext& context) {
  const auto done = scanner.preview(context);
  std::string words = "no picture";
  if (done.value && !done.value->pages.empty()) {
    const contract::PageRaster& raster = done.value->pages.front().raster;
    words = "a picture of " + std::to_string(raster.width) + " x " + std::to_string(raster.height) + " dots";
  }
  return with_words(done, std::move(words));
}

Tested await_code(contract::CodeReader& reader, const JobContext& context) {
  const auto done = reader.read_code(context);
  return with_words(done,
                    done.value ? "a code of " + std::to_string(done.value->payload.size()) + " bytes" : "");
}

/// All lamps shine until a key is pressed, at most to the end of the test.
Tested light_up(contract::Panel& panel, const JobContext& context) {
  using contract::PanelLight;
  constexpr std::array kLights{PanelLight::IdCardReader,       PanelLight::SmartCardReader,
                               PanelLight::CodeReader,         PanelLight::ReceiptPrinter,
                               PanelLight::CertificatePrinter, PanelLight::Scanner,
                               PanelLight::StatusGood,         PanelLight::StatusBad};
  int shining = 0;
  for (const PanelLight light : kLights)
    shining += panel.set_light(context, light, contract::LightMode::On).ok();
  const auto event = panel.wait_for_event(context);
  for (const PanelLight light : kLights) (void)panel.set_light(context, light, contract::LightMode::Off);
  const std::string words =
      std::to_string(shining) + " lights, " + (event.ok() ? "a key or sensor answered" : "");
  // Nobody has to press a key: the lamps were the test.
  if (event.code == CompletionCode::TimeOut) return {CompletionCode::Success, words + "no key", {}, {}};
  return with_words(event, words);
}

Tested read_power(contract::PowerMonitor& ups, const JobContext& context) {
  const auto done = ups.read_status(context);
  const bool mains = done.value && done.value->source == contract::PowerSource::OnMains;
  std::string words = mains ? "on mains" : "on battery";
  if (done.value && done.value->charge_percent)
    words += ", " + std::to_string(*done.value->charge_percent) + " %";
  return with_words(done, std::move(words));
}

/// For devices that nothing can be asked of without paper or a card.
Tested look(contract::Device& device) {
  device.poll();
  const contract::DeviceReport report = device.report();
  Tested tested;
  tested.code = report.usable() ? CompletionCode::Success : CompletionCode::HardwareError;
  std::string words =
      std::string(to_string(report.state)) + ", " + std::to_string(report.faults.size()) + " faults";
  if (report.usable()) {
    tested.value = std::move(words);
  } else {
    if (!report.faults.empty()) tested.fault = report.faults.front().type;
    tested.detail = std::move(words);
  }
  return tested;
}

}  // namespace

Tested self_test(contract::Device& device, const JobContext& context) {
  if (auto* printer = dynamic_cast<contract::ReceiptPrinter*>(&device))
    return print_test_slip(*printer, context);
  if (auto* scanner = dynamic_cast<contract::DocumentScanner*>(&device))
    return take_preview(*scanner, context);
  if (auto* reader = dynamic_cast<contract::CodeReader*>(&device)) return await_code(*reader, context);
  if (auto* panel = dynamic_cast<contract::Panel*>(&device)) return light_up(*panel, context);
  if (auto* ups = dynamic_cast<contract::PowerMonitor*>(&device)) return read_power(*ups, context);
  return look(device);
}

}  // namespace drivers::supervisor

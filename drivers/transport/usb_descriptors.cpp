// Choosing an interface and its bulk endpoints.
#include "drivers/transport/usb_descriptors.h"

#include <algorithm>
#include <string>

namespace drivers::transport {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;

std::vector<UsbEndpoint> bulk_endpoints(const UsbInterface& interface, bool inputs) {
  std::vector<UsbEndpoint> found;
  for (const UsbEndpoint& endpoint : interface.endpoints) {
    if (endpoint.bulk && endpoint.is_input() == inputs) found.push_back(endpoint);
  }
  // SAM_V modules carry the header on the lower number: 0x02 before 0x06, 0x81 before 0x85.
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.address < b.address; });
  return found;
}

UsbPipes pipes_of(const UsbInterface& interface) {
  return {interface.number, interface.alternate, false, bulk_endpoints(interface, true),
          bulk_endpoints(interface, false)};
}

/// A class whose bulk endpoints carry something else than SAM_V frames.
bool is_other_class(std::uint8_t code) {
  return code == usb_class::kCommunication || code == usb_class::kHid || code == usb_class::kPrinter ||
         code == usb_class::kMassStorage || code == usb_class::kCommunicationData ||
         code == usb_class::kSmartCard;
}

bool fits_reader(const UsbInterface& interface, const UsbPipes& pipes) {
  const std::size_t pairs = pipes.inputs.size();
  return !is_other_class(interface.class_code) && (pairs == 1 || pairs == 2) && pipes.outputs.size() == pairs;
}

bool fits_printer(const UsbInterface& interface, const UsbPipes& pipes) {
  return interface.class_code == usb_class::kPrinter && !pipes.inputs.empty() && !pipes.outputs.empty();
}

bool has_class(const std::vector<UsbInterface>& interfaces, std::uint8_t code) {
  return std::any_of(interfaces.begin(), interfaces.end(),
                     [code](const UsbInterface& interface) { return interface.class_code == code; });
}

std::string why_no_reader(const std::vector<UsbInterface>& interfaces) {
  if (has_class(interfaces, usb_class::kHid)) {
    return "the reader speaks the HID class, which is not supported: use its bulk or serial mode";
  }
  if (has_class(interfaces, usb_class::kSmartCard)) return "the device is a smart-card reader (CCID)";
  if (has_class(interfaces, usb_class::kCommunicationData)) return "the reader is a serial line: use serial:";
  return "the device has neither one nor two pairs of bulk endpoints";
}

std::string why_no_printer(const std::vector<UsbInterface>& interfaces) {
  if (has_class(interfaces, usb_class::kPrinter)) return "the printer has no way back (no bulk endpoint in)";
  if (has_class(interfaces, usb_class::kCommunicationData))
    return "the printer is a serial line: use serial:";
  return "the device has no interface of the printer class";
}

}  // namespace

Result<UsbPipes> choose_pipes(const std::vector<UsbInterface>& interfaces, UsbFunction function) {
  const bool printer = function == UsbFunction::Printer;
  for (const UsbInterface& interface : interfaces) {
    UsbPipes pipes = pipes_of(interface);
    if (!(printer ? fits_printer(interface, pipes) : fits_reader(interface, pipes))) continue;
    if (printer) {
      pipes.inputs.resize(1);
      pipes.outputs.resize(1);
    }
    pipes.has_alternates =
        std::count_if(interfaces.begin(), interfaces.end(),
                      [&](const UsbInterface& other) { return other.number == interface.number; }) > 1;
    return pipes;
  }
  return fail(ErrorCode::Unsupported, printer ? why_no_printer(interfaces) : why_no_reader(interfaces));
}

}  // namespace drivers::transport

// The words of command lines and configurations that name devices.
#include "drivers/contract/device_address.h"
#include "drivers/transport/serial_transport.h"
#include "drivers/transport/tcp_transport.h"
#include "drivers/transport/usb_selector.h"
#include "kiosk/base/secure.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers;

namespace {

void check_address(const contract::DeviceAddress& address) {
  const auto again = contract::DeviceAddress::parse(address.to_string());
  fuzz::expect(again.has_value(), "an address can be read as it is written");
  fuzz::expect(again->transport == address.transport && again->path == address.path &&
                   again->options == address.options,
               "an address stays the same");
  const auto tcp = transport::TcpAddress::parse(address.path, 3493);
  fuzz::expect(!tcp || (tcp->port > 0 && tcp->port <= 65535), "a port is a port");
  const auto line = transport::SerialSettings::parse(address.path, address.options);
  fuzz::expect(!line || (line->baud >= 9600 && line->baud <= 230400), "a speed is one that we know");
  const auto usb = transport::UsbSelector::parse(address.path, address.options);
  if (!usb) return;
  const auto second = contract::DeviceAddress::parse(usb->to_string());
  fuzz::expect(second && second->transport == "usb", "a selector is written as an address");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(kiosk::base::as_text({data, size}));
  if (const auto address = contract::DeviceAddress::parse(text)) check_address(*address);
  if (const auto other = contract::DeviceOverride::parse(text)) check_address(other->address);
  const auto recording = contract::DeviceRecording::parse(text);
  fuzz::expect(!recording || !recording->file.empty(), "a recording has a file");
  if (const auto id = transport::UsbId::parse(text)) {
    fuzz::expect(transport::UsbId::parse(id->to_string()) == *id, "an id stays the same");
  }
  return 0;
}

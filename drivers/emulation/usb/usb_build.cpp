// Descriptors of emulated USB devices.
#include "drivers/emulation/usb/usb_build.h"

namespace drivers::emulation::usb {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::uint8_t kHid = 0x03;
constexpr std::uint8_t kPrinter = 0x07;
constexpr std::uint8_t kSerialIndex = 3;

std::uint8_t low(std::size_t value) { return static_cast<std::uint8_t>(value & 0xFF); }
std::uint8_t high(std::size_t value) { return static_cast<std::uint8_t>(value >> 8); }

Bytes device_descriptor(const UsbBuild& build) {
  const std::uint8_t serial = build.serial.empty() ? 0 : kSerialIndex;
  return {18,
          1,
          0x00,
          0x02,
          0,
          0,
          0,
          64,
          low(build.vendor),
          high(build.vendor),
          low(build.product),
          high(build.product),
          0x63,
          0x00,
          0,
          0,
          serial,
          1};
}

Bytes configuration_descriptor(const UsbBuild& build) {
  const std::size_t total = 9 + 9 + 7 * build.endpoints.size();
  const bool printer = build.interface_class == kPrinter;
  Bytes bytes{9, 2, low(total), high(total), 1, 1, 0, 0x80, 50};
  const Bytes interface {
    9, 4, 0, 0, low(build.endpoints.size()), build.interface_class,
        static_cast<std::uint8_t>(printer ? 1 : 0), static_cast<std::uint8_t>(printer ? 2 : 0), 0
  };
  bytes.insert(bytes.end(), interface.begin(), interface.end());
  const std::uint8_t kind = build.interface_class == kHid ? 3 : 2;
  for (const std::uint8_t address : build.endpoints) {
    const Bytes endpoint{7, 5, address, kind, low(kMaxPacket), high(kMaxPacket), 0};
    bytes.insert(bytes.end(), endpoint.begin(), endpoint.end());
  }
  return bytes;
}

}  // namespace

UsbBuild two_pair_reader(const std::string& port) {
  return {0x0400, 0xC35A, 0xFF, {0x02, 0x81, 0x06, 0x85}, port, "", ""};
}

UsbBuild one_pair_reader(const std::string& port) {
  return {0x0400, 0xC35A, 0xFF, {0x81, 0x02}, port, "", ""};
}

UsbBuild hid_reader(const std::string& port) { return {0x0400, 0xC35A, kHid, {0x81}, port, "", ""}; }

UsbBuild class_printer(const std::string& port) {
  return {0x0DD4, 0x0205, kPrinter, {0x02, 0x81}, port, "TEST0001", "usblp"};
}

Bytes descriptor_bytes(const UsbBuild& build) {
  Bytes bytes = device_descriptor(build);
  const Bytes configuration = configuration_descriptor(build);
  bytes.insert(bytes.end(), configuration.begin(), configuration.end());
  return bytes;
}

Bytes string_descriptor(const UsbBuild& build, std::uint8_t index) {
  if (index == 0) return {4, 3, 0x09, 0x04};  // languages: English
  if (index != kSerialIndex || build.serial.empty()) return {};
  Bytes bytes{low(2 + 2 * build.serial.size()), 3};
  for (const char c : build.serial) {
    bytes.push_back(static_cast<std::uint8_t>(c));
    bytes.push_back(0);
  }
  return bytes;
}

}  // namespace drivers::emulation::usb

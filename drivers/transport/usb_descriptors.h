// Which endpoints of a USB device a driver talks to: chosen from its descriptors, never from vendor and
// product alone.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/base/result.h"

namespace drivers::transport {

/// Interface classes of the USB-IF that are told apart.
namespace usb_class {
inline constexpr std::uint8_t kCommunication = 0x02;
inline constexpr std::uint8_t kHid = 0x03;
inline constexpr std::uint8_t kPrinter = 0x07;
inline constexpr std::uint8_t kMassStorage = 0x08;
inline constexpr std::uint8_t kCommunicationData = 0x0A;
inline constexpr std::uint8_t kSmartCard = 0x0B;
inline constexpr std::uint8_t kVendor = 0xFF;
}  // namespace usb_class

struct UsbEndpoint {
  std::uint8_t address = 0;  ///< bit 7 set: towards the terminal
  bool bulk = true;
  int max_packet = 64;
  bool is_input() const { return (address & 0x80) != 0; }
};

/// One alternate setting of one interface.
struct UsbInterface {
  int number = 0;
  int alternate = 0;
  std::uint8_t class_code = usb_class::kVendor;
  std::vector<UsbEndpoint> endpoints{};
};

/// What a driver wants of a device.
enum class UsbFunction {
  CardReader,  ///< SAM_V: two bulk pairs (header, rest) or one; not HID, not a smart-card or modem class
  Printer,     ///< USB printer class, bulk out and in
};

/// The chosen pipes. With two pairs the first of each carries a frame's header, the second the rest.
struct UsbPipes {
  int interface_number = 0;
  int alternate = 0;
  bool has_alternates = false;  ///< the interface has other settings too, so this one must be selected
  std::vector<UsbEndpoint> inputs{};
  std::vector<UsbEndpoint> outputs{};
};

/// Unsupported, with what the device offers instead, when no interface fits.
kiosk::base::Result<UsbPipes> choose_pipes(const std::vector<UsbInterface>& interfaces, UsbFunction function);

}  // namespace drivers::transport

// UsbBuild: how an emulated USB device is built, and its descriptors in bytes (USB 2.0, chapter 9.6).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace drivers::emulation::usb {

/// A full-speed device with one interface.
struct UsbBuild {
  std::uint16_t vendor = 0;
  std::uint16_t product = 0;
  std::uint8_t interface_class = 0xFF;
  std::vector<std::uint8_t> endpoints{};  ///< bulk (interrupt for HID); bit 7: towards the terminal
  std::string port{};                     ///< where it is plugged in: "1-1", "1-3.2"
  std::string serial{};                   ///< iSerialNumber; empty: it has none
  std::string kernel_driver{};            ///< bound when it is plugged in, "usblp"; empty: none
};

inline constexpr std::size_t kMaxPacket = 64;  ///< bulk, full speed

/// SAM_V with two pairs of pipes: header on 0x02 and 0x81, the rest on 0x06 and 0x85.
UsbBuild two_pair_reader(const std::string& port);
/// SAM_V with one pair.
UsbBuild one_pair_reader(const std::string& port);
/// A reader that speaks HID, which nobody here understands.
UsbBuild hid_reader(const std::string& port);
/// A printer of the USB printer class, held by the kernel's usblp.
UsbBuild class_printer(const std::string& port);

/// Device and configuration descriptors, one after the other as sysfs shows them.
std::vector<std::uint8_t> descriptor_bytes(const UsbBuild& build);
/// The string descriptor of this index, or nothing.
std::vector<std::uint8_t> string_descriptor(const UsbBuild& build, std::uint8_t index);

}  // namespace drivers::emulation::usb

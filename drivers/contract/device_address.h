// DeviceAddress: where a device is and which driver speaks to it, as words of a configuration or a command line.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "drivers/contract/device_state.h"
#include "kiosk/base/result.h"

namespace drivers::contract {

/// "serial:/dev/ttyS1,baud=115200" or "ipp://localhost:8631/ipp/print".
struct DeviceAddress {
  std::string transport;  ///< "serial", "usb", "ipp", "evdev", "pcsc", "tcp", "tape"
  std::string path;       ///< after the colon, before the first comma
  std::map<std::string, std::string> options{};

  std::string to_string() const;
  static kiosk::base::Result<DeviceAddress> parse(std::string_view text);
};

/// One device of a terminal: its class, the driver by name, its address.
struct DeviceConfig {
  DeviceClass device_class{};
  std::string driver;  ///< "samv", "escpos", "ipp"
  DeviceAddress address;
  std::map<std::string, std::string> settings{};  ///< driver's own: "model", "sam-number", …
  std::filesystem::path record_to{};  ///< a tape of the device's byte stream is written here; empty: none
};

/// "CLASS=TRANSPORT:PATH[,option…]" of `kiosk --device`.
struct DeviceOverride {
  DeviceClass device_class{};
  DeviceAddress address;
  static kiosk::base::Result<DeviceOverride> parse(std::string_view text);
};

/// "CLASS=FILE" of `kiosk --record-device`: a terminal has one device of a class, so the class is its id.
struct DeviceRecording {
  DeviceClass device_class{};
  std::filesystem::path file;
  static kiosk::base::Result<DeviceRecording> parse(std::string_view text);
};

}  // namespace drivers::contract

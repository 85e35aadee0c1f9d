// DeviceAddress: where a device is and which driver speaks to it, as words of a configuration or a command line.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "drivers/contract/device_state.h"
#include "kiosk/base/result.h"

namespace drivers::contract {

/// "serial:/dev/ttyS1,baud=115200" or "ipp://localhost:8631/ipp/print".
struct DeviceAddress {
  std::string transport;  ///< "serial", "usb", "ipp", "evdev", "pcsc", "tcp"
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
};

/// "CLASS=TRANSPORT:PATH[,option…]" of `kiosk --device`.
struct DeviceOverride {
  DeviceClass device_class{};
  DeviceAddress address;
  static kiosk::base::Result<DeviceOverride> parse(std::string_view text);
};

}  // namespace drivers::contract

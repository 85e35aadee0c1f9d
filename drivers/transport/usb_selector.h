// UsbSelector: which USB device is meant, as words of a device address.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace drivers::transport {

/// Vendor and product of a device.
struct UsbId {
  std::uint16_t vendor = 0;
  std::uint16_t product = 0;
  friend bool operator==(const UsbId&, const UsbId&) = default;
  /// "0400:C35A".
  std::string to_string() const;
  /// Four hexadecimal digits, a colon, four more. InvalidArgument otherwise.
  static kiosk::base::Result<UsbId> parse(std::string_view text);
};

/// Everything that is given must hold; what is empty does not matter.
struct UsbSelector {
  std::vector<UsbId> ids{};  ///< one of these
  std::string port{};        ///< bus and ports as the kernel writes them: "1-1.2"
  std::string serial{};      ///< iSerialNumber

  /// "0400:C35A", "1-1.2" or "any", with options port and serial. InvalidArgument for anything else.
  static kiosk::base::Result<UsbSelector> parse(const std::string& path,
                                                const std::map<std::string, std::string>& options);
  bool wants(UsbId id) const;
  /// "usb:0400:C35A,port=1-1.2".
  std::string to_string() const;
};

}  // namespace drivers::transport

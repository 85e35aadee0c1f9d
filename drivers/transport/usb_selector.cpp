// Parsing of USB addresses.
#include "drivers/transport/usb_selector.h"

#include <algorithm>
#include <charconv>

namespace drivers::transport {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;

namespace {

bool parse_hex(std::string_view text, std::uint16_t& value) {
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return text.size() == 4 && parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
}

std::string hex(std::uint16_t value) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (int shift = 12; shift >= 0; shift -= 4) text += kDigits[value >> shift & 0xF];
  return text;
}

/// A bus, a hyphen and ports with dots between them.
bool is_port_path(std::string_view text) {
  bool digit = false;
  bool hyphen = false;
  for (const char c : text) {
    const bool separator = c == '-' || c == '.';
    if (separator && (!digit || (c == '-') == hyphen)) return false;
    if (!separator && (c < '0' || c > '9')) return false;
    hyphen = hyphen || c == '-';
    digit = !separator;
  }
  return hyphen && digit;
}

}  // namespace

std::string UsbId::to_string() const { return hex(vendor) + ":" + hex(product); }

Result<UsbId> UsbId::parse(std::string_view text) {
  UsbId id;
  if (text.size() != 9 || text[4] != ':' || !parse_hex(text.substr(0, 4), id.vendor) ||
      !parse_hex(text.substr(5), id.product)) {
    return fail(ErrorCode::InvalidArgument, "a USB device is VVVV:PPPP in hexadecimal digits",
                std::string(text));
  }
  return id;
}

Result<UsbSelector> UsbSelector::parse(const std::string& path,
                                       const std::map<std::string, std::string>& options) {
  UsbSelector selector;
  if (is_port_path(path)) {
    selector.port = path;
  } else if (path != "any") {
    const auto id = UsbId::parse(path);
    if (!id) {
      return fail(ErrorCode::InvalidArgument,
                  "a USB address is usb:VVVV:PPPP, usb:BUS-PORT[.PORT…] or usb:any", path);
    }
    selector.ids.push_back(*id);
  }
  for (const auto& [name, value] : options) {
    if (name != "port" && name != "serial") {
      return fail(ErrorCode::InvalidArgument, "a USB device has no option " + name, path);
    }
    if (name == "port" && (!is_port_path(value) || !selector.port.empty())) {
      return fail(ErrorCode::InvalidArgument, "port is BUS-PORT[.PORT…], given once", value);
    }
    (name == "port" ? selector.port : selector.serial) = value;
  }
  return selector;
}

bool UsbSelector::wants(UsbId id) const {
  return ids.empty() || std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::string UsbSelector::to_string() const {
  std::string text = "usb:" + (ids.size() == 1 ? ids.front().to_string() : std::string("any"));
  if (!port.empty()) text += ",port=" + port;
  if (!serial.empty()) text += ",serial=" + serial;
  return text;
}

}  // namespace drivers::transport

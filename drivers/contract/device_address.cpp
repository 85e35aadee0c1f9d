// Parsing of device addresses.
#include "drivers/contract/device_address.h"

namespace drivers::contract {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;

std::string DeviceAddress::to_string() const {
  std::string text = transport + ":" + path;
  for (const auto& [name, value] : options) text += "," + name + "=" + value;
  return text;
}

Result<DeviceAddress> DeviceAddress::parse(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) {
    return fail(ErrorCode::InvalidArgument, "a device address is TRANSPORT:PATH[,option=value…]", std::string(text));
  }
  DeviceAddress address;
  address.transport = text.substr(0, colon);
  std::string_view rest = text.substr(colon + 1);
  const std::size_t comma = rest.find(',');
  address.path = rest.substr(0, comma);
  if (address.path.empty()) {
    return fail(ErrorCode::InvalidArgument, "a device address needs a path after the colon", std::string(text));
  }
  while (rest.find(',') != std::string_view::npos) {
    rest.remove_prefix(rest.find(',') + 1);
    const std::string_view option = rest.substr(0, rest.find(','));
    const std::size_t equals = option.find('=');
    const std::string value(equals == std::string_view::npos ? "true" : option.substr(equals + 1));
    address.options[std::string(option.substr(0, equals))] = value;
  }
  return address;
}

Result<DeviceOverride> DeviceOverride::parse(std::string_view text) {
  const std::size_t equals = text.find('=');
  DeviceOverride result;
  if (equals == std::string_view::npos || !parse_device_class(text.substr(0, equals), result.device_class)) {
    return fail(ErrorCode::InvalidArgument,
                "expected CLASS=TRANSPORT:PATH with CLASS one of " + device_class_words(), std::string(text));
  }
  auto address = DeviceAddress::parse(text.substr(equals + 1));
  if (!address) return tl::unexpected(address.error());
  result.address = std::move(*address);
  return result;
}

Result<DeviceRecording> DeviceRecording::parse(std::string_view text) {
  const std::size_t equals = text.find('=');
  DeviceRecording result;
  if (equals == std::string_view::npos || !parse_device_class(text.substr(0, equals), result.device_class)) {
    return fail(ErrorCode::InvalidArgument, "expected ID=FILE with ID one of " + device_class_words(),
                std::string(text));
  }
  result.file = text.substr(equals + 1);
  if (result.file.empty()) return fail(ErrorCode::InvalidArgument, "expected a file after ID=", std::string(text));
  return result;
}

}  // namespace drivers::contract

// The one explicit table of drivers. (Self-registering drivers vanish from static libraries.)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drivers/contract/driver.h"

namespace drivers::supervisor {

/// One driver: what it is called, which class of device it serves over which transports, how it is made.
struct DriverDescription {
  std::string_view name;  ///< the word of the configuration: "samv"
  contract::DeviceClass device_class;
  std::vector<std::string_view> transports;
  contract::DriverFactory make;
};
using DriverTable = std::vector<DriverDescription>;

const DriverTable& driver_table();

/// The driver of this configuration. With an empty driver name the first one of the class that speaks over the
/// address's transport. NotFound with the words that would have been right; Unsupported when a tape shall be recorded
/// of a driver that has no byte stream.
kiosk::base::Result<DriverDescription> find_driver(const DriverTable& table, const contract::DeviceConfig& config);

}  // namespace drivers::supervisor

// What the supervisor gives to a driver's factory, and the factory's form.
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>

#include "drivers/contract/device.h"
#include "drivers/contract/device_address.h"

namespace drivers::contract {

/// Everything a driver may use of the terminal. References outlive the device.
struct DriverContext {
  const kiosk::base::Clock& clock;
  DeviceObserver& observer;
  kiosk::base::DeviceId id;
  std::filesystem::path config_dir;  ///< the folder `config`: a driver's model tables lie below it
  std::stop_token closing{};         ///< requested when the terminal stops: open() and poll() give up early
};

/// Makes a device, not yet opened; touches no hardware. InvalidArgument for an unknown setting or option.
/// Runs on any thread; all later calls come on the device's strand.
using DriverFactory = kiosk::base::Result<std::unique_ptr<Device>> (*)(const DriverContext& context,
                                                                       const DeviceConfig& config);

}  // namespace drivers::contract

// CabinetModel: which register of a cabinet controller means what, as data.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "drivers/contract/cabinet_monitor.h"

namespace drivers::cabinet {

/// A measured value: register × scale, two's complement. `broken`: what stands there when the sensor is torn
/// off.
struct MeasuredRegister {
  std::uint16_t number = 0;
  double scale = 1;
  std::optional<std::uint16_t> broken{};
};

struct CabinetModel {
  std::string name;
  unsigned baud = 9600;
  std::optional<MeasuredRegister> temperature{};
  std::optional<MeasuredRegister> humidity{};
  std::optional<std::uint16_t> door{};  ///< a register that is not 0 while the door is open
  std::optional<std::uint16_t> fan{};   ///< takes 0…100
  double hot_celsius = 55;

  /// The registers that one look reads: first and how many.
  std::uint16_t first_register() const;
  std::uint16_t register_count() const;
};

/// What the registers of one look say, and whether a sensor is torn off.
struct CabinetLook {
  contract::CabinetClimate climate{};
  bool sensor_broken = false;
};
CabinetLook interpret(const CabinetModel& model, std::span<const std::uint16_t> registers);

/// Reads CONFIG/devices/cabinets/NAME.json and checks it. NotFound, InvalidData, or InvalidArgument for a
/// name that is none.
kiosk::base::Result<CabinetModel> load_cabinet_model(const std::filesystem::path& config_dir,
                                                     const std::string& name);

}  // namespace drivers::cabinet

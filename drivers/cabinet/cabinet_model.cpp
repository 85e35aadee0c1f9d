// Loading cabinet models and reading values out of registers.
#include "drivers/cabinet/cabinet_model.h"

#include <algorithm>
#include <vector>

#include "drivers/cabinet/modbus_frame.h"
#include "kiosk/base/json_file.h"

namespace drivers::cabinet {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;
using kiosk::base::Result;

namespace {

std::vector<std::uint16_t> read_registers(const CabinetModel& model) {
  std::vector<std::uint16_t> numbers;
  if (model.temperature) numbers.push_back(model.temperature->number);
  if (model.humidity) numbers.push_back(model.humidity->number);
  if (model.door) numbers.push_back(*model.door);
  return numbers;
}

std::optional<MeasuredRegister> measured(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end()) return std::nullopt;
  MeasuredRegister value{found->at("register"), found->at("scale"), {}};
  if (found->contains("broken")) value.broken = found->at("broken").get<std::uint16_t>();
  return value;
}

std::optional<std::uint16_t> number(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found == json.end() ? std::nullopt : std::optional(found->get<std::uint16_t>());
}

}  // namespace

std::uint16_t CabinetModel::first_register() const {
  const auto numbers = read_registers(*this);
  return *std::min_element(numbers.begin(), numbers.end());
}

std::uint16_t CabinetModel::register_count() const {
  const auto numbers = read_registers(*this);
  return static_cast<std::uint16_t>(*std::max_element(numbers.begin(), numbers.end()) - first_register() + 1);
}

CabinetLook interpret(const CabinetModel& model, std::span<const std::uint16_t> registers) {
  CabinetLook look;
  const auto at = [&](std::uint16_t number) {
    return registers[static_cast<std::size_t>(number - model.first_register())];
  };
  const auto value = [&](const std::optional<MeasuredRegister>& wanted) -> std::optional<double> {
    if (!wanted) return std::nullopt;
    const std::uint16_t raw = at(wanted->number);
    if (wanted->broken == raw) {
      look.sensor_broken = true;
      return std::nullopt;
    }
    return static_cast<std::int16_t>(raw) * wanted->scale;
  };
  look.climate.temperature_celsius = value(model.temperature);
  look.climate.humidity_percent = value(model.humidity);
  if (model.door) look.climate.door_open = at(*model.door) != 0;
  return look;
}

Result<CabinetModel> load_cabinet_model(const std::filesystem::path& config_dir, const std::string& name) {
  if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos) {
    return fail(ErrorCode::InvalidArgument, "not the name of a cabinet model", name);
  }
  auto rules = kiosk::base::JsonSchema::load(config_dir / "schemas" / "cabinet-model.schema.json");
  if (!rules) return tl::unexpected(rules.error());
  const auto file = config_dir / "devices" / "cabinets" / (name + ".json");
  const auto json = kiosk::base::read_checked_json(file, *rules);
  if (!json) return tl::unexpected(json.error());
  CabinetModel model;
  model.name = json->at("manufacturer").get<std::string>() + " " + name;
  model.baud = json->at("baud");
  model.temperature = measured(*json, "temperature");
  model.humidity = measured(*json, "humidity");
  model.door = number(*json, "door");
  model.fan = number(*json, "fan");
  model.hot_celsius = json->at("hot_celsius");
  if (read_registers(model).empty() || model.register_count() > kMostRegisters) {
    return fail(ErrorCode::InvalidData, "the registers must be at least one and within 125 of one another",
                file.string());
  }
  return model;
}

}  // namespace drivers::cabinet

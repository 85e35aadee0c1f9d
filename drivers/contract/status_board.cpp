// Keeping and telling a device's report.
#include "drivers/contract/status_board.h"

#include <algorithm>

namespace drivers::contract {

StatusBoard::StatusBoard(const kiosk::base::Clock& clock, DeviceClass device_class, kiosk::base::DeviceId device,
                         DeviceObserver& observer)
    : observer_(observer), faults_(clock, device, observer) {
  report_.id = std::move(device);
  report_.device_class = device_class;
}

void StatusBoard::set_state(DeviceState state) {
  if (report_.state == state) return;
  report_.state = state;
  tell();
}

void StatusBoard::set_identity(std::string model, std::string serial_number) {
  if (report_.model == model && report_.serial_number == serial_number) return;
  report_.model = std::move(model);
  report_.serial_number = std::move(serial_number);
  tell();
}

void StatusBoard::set_capabilities(Capabilities capabilities) {
  if (to_json(report_.capabilities) == to_json(capabilities)) return;
  report_.capabilities = std::move(capabilities);
  tell();
}

void StatusBoard::set_supply(Supply supply) {
  const auto rule = rules_.find(supply.name);
  if (rule != rules_.end()) supply.level = judge(supply, rule->second);
  const auto found = std::find_if(report_.supplies.begin(), report_.supplies.end(),
                                  [&supply](const Supply& known) { return known.name == supply.name; });
  if (found != report_.supplies.end() && *found == supply) return;
  if (found == report_.supplies.end()) {
    report_.supplies.push_back(supply);
  } else {
    *found = supply;
  }
  tell();
  if (rule != rules_.end()) raise_supply_faults(supply, rule->second);
}

void StatusBoard::raise_supply_faults(const Supply& supply, const SupplyRule& rule) {
  // Silence says nothing about the paper: what was low stays low.
  if (supply.level == SupplyLevel::Unknown) return;
  const auto set = [&](const std::optional<FaultType>& type, bool active) {
    if (!type || active == is_active(*type)) return;
    active ? raise(*type, supply.name) : clear(*type);
  };
  set(rule.out_fault, supply.level == SupplyLevel::Out);
  set(rule.low_fault, supply.level == SupplyLevel::Low);
}

bool StatusBoard::raise(FaultType type, std::string detail, std::optional<FaultSeverity> severity) {
  const bool is_new = faults_.raise(type, std::move(detail), severity);
  if (is_new) tell();
  return is_new;
}

void StatusBoard::note_gone(const kiosk::base::Error& error) {
  raise(FaultType::DeviceMissing, error.message);
  set_state(DeviceState::NoDevice);
}

bool StatusBoard::clear(FaultType type, ClearedBy by) {
  const bool was_active = faults_.clear(type, by);
  if (was_active) tell();
  return was_active;
}

DeviceReport StatusBoard::report() const {
  DeviceReport report = report_;
  report.faults = faults_.active();
  return report;
}

}  // namespace drivers::contract

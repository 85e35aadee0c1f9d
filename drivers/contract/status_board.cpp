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

void StatusBoard::set_supply(const Supply& supply) {
  const auto found = std::find_if(report_.supplies.begin(), report_.supplies.end(),
                                  [&supply](const Supply& known) { return known.name == supply.name; });
  if (found == report_.supplies.end()) {
    report_.supplies.push_back(supply);
  } else if (found->level == supply.level && found->percent == supply.percent) {
    return;
  } else {
    *found = supply;
  }
  tell();
}

void StatusBoard::raise(FaultType type, std::string detail, std::optional<FaultSeverity> severity) {
  if (faults_.raise(type, std::move(detail), severity)) tell();
}

void StatusBoard::clear(FaultType type, ClearedBy by) {
  if (faults_.clear(type, by)) tell();
}

DeviceReport StatusBoard::report() const {
  DeviceReport report = report_;
  report.faults = faults_.active();
  return report;
}

}  // namespace drivers::contract

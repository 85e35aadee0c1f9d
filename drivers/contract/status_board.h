// StatusBoard: what every driver keeps about its device, and tells whenever it changes.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "drivers/contract/fault_book.h"
#include "drivers/contract/supply_watch.h"

namespace drivers::contract {

/// Builds the DeviceReport of one device. Each change is told to the observer once; setting the same value again
/// is silent. Device strand only. Clock and observer must outlive it.
class StatusBoard {
 public:
  StatusBoard(const kiosk::base::Clock& clock, DeviceClass device_class, kiosk::base::DeviceId device,
              DeviceObserver& observer);

  void set_state(DeviceState state);
  void set_identity(std::string model, std::string serial_number);
  void set_capabilities(Capabilities capabilities);
  /// From now on the supply of this name is judged by the rule and raises its faults, each once.
  void watch_supply(const std::string& name, const SupplyRule& rule) { rules_[name] = rule; }
  /// Adds the supply or replaces the one of the same name.
  void set_supply(Supply supply);
  /// True when it is new.
  bool raise(FaultType type, std::string detail, std::optional<FaultSeverity> severity = {});
  /// The device does not answer any more: DeviceMissing until it is opened again.
  void note_gone(const kiosk::base::Error& error);
  /// False when no such fault was active.
  bool clear(FaultType type, ClearedBy by = ClearedBy::Device);

  DeviceState state() const { return report_.state; }
  bool is_active(FaultType type) const { return faults_.is_active(type); }
  DeviceReport report() const;

 private:
  void tell() { observer_.report_changed(report()); }
  void raise_supply_faults(const Supply& supply, const SupplyRule& rule);

  DeviceObserver& observer_;
  FaultBook faults_;
  DeviceReport report_;
  std::map<std::string, SupplyRule> rules_;
};

/// The completion of a command whose line failed: a passed deadline and a stop as what they are; with
/// anything else the device counts as gone.
template <class T>
Completion<T> ended_by(const kiosk::base::Error& error, StatusBoard& board) {
  Completion<T> completion;
  completion.detail = error.message;
  if (error.code == kiosk::base::ErrorCode::TimedOut) {
    completion.code = CompletionCode::TimeOut;
  } else if (error.code == kiosk::base::ErrorCode::Canceled) {
    completion.code = CompletionCode::Canceled;
  } else {
    board.note_gone(error);
    completion.code = CompletionCode::HardwareError;
    completion.fault = FaultType::DeviceMissing;
  }
  return completion;
}

}  // namespace drivers::contract

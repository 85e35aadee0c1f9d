// The words of faults and supplies, and which faults block a service.
#include "drivers/contract/fault.h"

namespace drivers::contract {

std::string_view to_string(FaultType type) {
  switch (type) {
    case FaultType::CommunicationFault: return "communication-fault";
    case FaultType::DeviceMissing: return "device-missing";
    case FaultType::HardwareFault: return "hardware-fault";
    case FaultType::NotAuthorised: return "not-authorised";
    case FaultType::DeviceChanged: return "device-changed";
    case FaultType::CardStuck: return "card-stuck";
    case FaultType::PaperOut: return "paper-out";
    case FaultType::PaperLow: return "paper-low";
    case FaultType::PaperJam: return "paper-jam";
    case FaultType::CoverOpen: return "cover-open";
    case FaultType::CutterFault: return "cutter-fault";
    case FaultType::OverTemperature: return "over-temperature";
    case FaultType::TonerOut: return "toner-out";
    case FaultType::TonerLow: return "toner-low";
    case FaultType::OutputFull: return "output-full";
    case FaultType::MediaNotTaken: return "media-not-taken";
    case FaultType::PageCountMismatch: return "page-count-mismatch";
    case FaultType::OnBattery: return "on-battery";
    case FaultType::LowBattery: return "low-battery";
    case FaultType::DoorOpen: return "door-open";
    case FaultType::TamperDetected: return "tamper-detected";
    case FaultType::StackerEmpty: return "stacker-empty";
    case FaultType::StackerLow: return "stacker-low";
    case FaultType::ErrorBinFull: return "error-bin-full";
    case FaultType::PhotoDecoderFault: return "photo-decoder-fault";
  }
  return "unknown";
}

std::string_view to_string(FaultSeverity severity) {
  switch (severity) {
    case FaultSeverity::Low: return "low";
    case FaultSeverity::Medium: return "medium";
    case FaultSeverity::High: return "high";
  }
  return "unknown";
}

std::string_view to_string(ClearedBy by) {
  switch (by) {
    case ClearedBy::Nobody: return "nobody";
    case ClearedBy::Device: return "device";
    case ClearedBy::Operator: return "operator";
    case ClearedBy::Restart: return "restart";
  }
  return "unknown";
}

bool parse_fault_type(std::string_view word, FaultType& type) {
  for (int number = 0; to_string(static_cast<FaultType>(number)) != "unknown"; ++number) {
    if (to_string(static_cast<FaultType>(number)) != word) continue;
    type = static_cast<FaultType>(number);
    return true;
  }
  return false;
}

FaultSeverity usual_severity(FaultType type) {
  switch (type) {
    case FaultType::PaperLow:
    case FaultType::PhotoDecoderFault:
    case FaultType::StackerLow:
    case FaultType::TonerLow: return FaultSeverity::Low;
    case FaultType::MediaNotTaken:
    case FaultType::PageCountMismatch:
    case FaultType::OnBattery:
    case FaultType::DoorOpen:
    case FaultType::OverTemperature: return FaultSeverity::Medium;
    default: return FaultSeverity::High;
  }
}

std::string_view to_string(SupplyLevel level) {
  switch (level) {
    case SupplyLevel::Unknown: return "unknown";
    case SupplyLevel::Ok: return "ok";
    case SupplyLevel::Low: return "low";
    case SupplyLevel::Out: return "out";
    case SupplyLevel::Jammed: return "jammed";
    case SupplyLevel::High: return "high";
    case SupplyLevel::Full: return "full";
  }
  return "unknown";
}

}  // namespace drivers::contract

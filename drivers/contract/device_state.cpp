// The words of device classes, states and completion codes.
#include "drivers/contract/device_state.h"

#include <array>

namespace drivers::contract {
namespace {

constexpr std::array kAll{DeviceClass::IdCardReader,       DeviceClass::ReceiptPrinter,
                          DeviceClass::CertificatePrinter, DeviceClass::CodeReader,
                          DeviceClass::SmartCardReader,    DeviceClass::PowerMonitor,
                          DeviceClass::Panel,              DeviceClass::DocumentScanner,
                          DeviceClass::CardDispenser,      DeviceClass::CabinetMonitor};

}  // namespace

std::string_view to_string(DeviceClass device_class) {
  switch (device_class) {
    case DeviceClass::IdCardReader: return "id-card-reader";
    case DeviceClass::ReceiptPrinter: return "receipt-printer";
    case DeviceClass::CertificatePrinter: return "certificate-printer";
    case DeviceClass::CodeReader: return "code-reader";
    case DeviceClass::SmartCardReader: return "smart-card-reader";
    case DeviceClass::PowerMonitor: return "power-monitor";
    case DeviceClass::Panel: return "panel";
    case DeviceClass::DocumentScanner: return "document-scanner";
    case DeviceClass::CardDispenser: return "card-dispenser";
    case DeviceClass::CabinetMonitor: return "cabinet-monitor";
  }
  return "unknown";
}

bool parse_device_class(std::string_view word, DeviceClass& device_class) {
  for (const DeviceClass candidate : kAll) {
    if (to_string(candidate) != word) continue;
    device_class = candidate;
    return true;
  }
  return false;
}

std::string device_class_words() {
  std::string text;
  for (const DeviceClass device_class : kAll) {
    text += text.empty() ? "" : ", ";
    text += to_string(device_class);
  }
  return text;
}

std::string_view to_string(DeviceState state) {
  switch (state) {
    case DeviceState::Starting: return "starting";
    case DeviceState::Online: return "online";
    case DeviceState::DeviceBusy: return "deviceBusy";
    case DeviceState::Offline: return "offline";
    case DeviceState::PowerOff: return "powerOff";
    case DeviceState::NoDevice: return "noDevice";
    case DeviceState::HardwareError: return "hardwareError";
    case DeviceState::UserError: return "userError";
    case DeviceState::FraudAttempt: return "fraudAttempt";
    case DeviceState::PotentialFraud: return "potentialFraud";
  }
  return "unknown";
}

std::string_view to_string(CompletionCode code) {
  switch (code) {
    case CompletionCode::Success: return "success";
    case CompletionCode::Canceled: return "canceled";
    case CompletionCode::TimeOut: return "timeOut";
    case CompletionCode::DeviceNotReady: return "deviceNotReady";
    case CompletionCode::HardwareError: return "hardwareError";
    case CompletionCode::UserError: return "userError";
    case CompletionCode::UnsupportedCommand: return "unsupportedCommand";
    case CompletionCode::InvalidData: return "invalidData";
    case CompletionCode::SequenceError: return "sequenceError";
  }
  return "unknown";
}

}  // namespace drivers::contract

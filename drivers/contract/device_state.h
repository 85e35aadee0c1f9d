// Device classes, states and completion codes in the words of CEN XFS4IoT (CWA 17852).
#pragma once

#include <string>
#include <string_view>

namespace drivers::contract {

/// What kind of device it is. The text form is the word of the configuration and of `--device`.
enum class DeviceClass {
  IdCardReader,        ///< "id-card-reader"
  ReceiptPrinter,      ///< "receipt-printer"
  CertificatePrinter,  ///< "certificate-printer"
  CodeReader,          ///< "code-reader"
  SmartCardReader,     ///< "smart-card-reader"
  PowerMonitor,        ///< "power-monitor"
  Panel,               ///< "panel"
  DocumentScanner,     ///< "document-scanner": with a glass, a feeder, or a camera above the desk
  CardDispenser,       ///< "card-dispenser"
  CabinetMonitor,      ///< "cabinet-monitor": climate and door
};

/// XFS4IoT Common.Status device.
enum class DeviceState {
  Starting,
  Online,
  DeviceBusy,
  Offline,        ///< there but does not answer
  PowerOff,
  NoDevice,       ///< not there
  HardwareError,  ///< answers that it is broken
  UserError,      ///< somebody must act on it (paper, cover)
  FraudAttempt,
  PotentialFraud,
};

/// XFS4IoT completion codes that our commands use.
enum class CompletionCode {
  Success,
  Canceled,  ///< on request; never the same as TimeOut
  TimeOut,
  DeviceNotReady,
  HardwareError,
  UserError,
  UnsupportedCommand,
  InvalidData,
  SequenceError,
};

std::string_view to_string(DeviceClass device_class);
std::string_view to_string(DeviceState state);
std::string_view to_string(CompletionCode code);
/// False when the word names no class.
bool parse_device_class(std::string_view word, DeviceClass& device_class);
/// "id-card-reader, receipt-printer, …": all of them, for messages.
std::string device_class_words();

}  // namespace drivers::contract

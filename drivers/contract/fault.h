// Faults: a paper jam is not an exception, it is a fact that lasts until somebody or something clears it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"

namespace drivers::contract {

/// What is wrong. One device has at most one active fault of a type.
enum class FaultType {
  CommunicationFault,  ///< no or garbled answers
  DeviceMissing,
  HardwareFault,       ///< self test failed, unrecoverable error
  NotAuthorised,       ///< SAM not authorised
  DeviceChanged,       ///< pinned serial or SAM number differs: potential fraud
  CardStuck,
  PaperOut,
  PaperLow,
  PaperJam,
  CoverOpen,
  CutterFault,
  OverTemperature,
  TonerOut,
  TonerLow,
  OutputFull,
  MediaNotTaken,
  PageCountMismatch,  ///< printed pages differ from the document's
  OnBattery,          ///< mains are off: finish what runs, begin nothing new
  LowBattery,         ///< the battery ends soon: stop in order
  DoorOpen,           ///< the cabinet is open
  TamperDetected,     ///< somebody works at the cabinet who should not
  StackerEmpty,       ///< no cards left to hand out
  StackerLow,
  ErrorBinFull,       ///< no room for spoilt cards
  PhotoDecoderFault,  ///< cards are read, their photos are not shown
};

enum class FaultSeverity { Low, Medium, High };  ///< High blocks the services that need the device

enum class ClearedBy { Nobody, Device, Operator, Restart };

struct DeviceFault {
  kiosk::base::Uuid id{};  ///< the number that technician and centre both see
  kiosk::base::DeviceId device;
  FaultType type = FaultType::CommunicationFault;
  std::string detail{};  ///< vendor's code or words; never personal data
  FaultSeverity severity = FaultSeverity::Medium;
  kiosk::base::WallTime since{};
  std::uint32_t count = 1;  ///< how often it was raised while active
  ClearedBy cleared_by = ClearedBy::Nobody;
};

std::string_view to_string(FaultType type);
std::string_view to_string(FaultSeverity severity);
std::string_view to_string(ClearedBy by);
/// False when the word names no fault.
bool parse_fault_type(std::string_view word, FaultType& type);
/// The severity that a fault of this type has unless the driver says otherwise.
FaultSeverity usual_severity(FaultType type);

/// A supply that runs out or fills up: paper, toner, a reject bin. XFS4IoT Storage.
enum class SupplyLevel { Unknown, Ok, Low, Out, Jammed, High, Full };

struct Supply {
  std::string name;  ///< "receipt-paper", "a4-paper", "toner"
  SupplyLevel level = SupplyLevel::Unknown;
  int percent = -1;  ///< 0…100, or -1 when the device cannot tell: never invented
  int count = -1;    ///< pieces that are left, or -1
  friend bool operator==(const Supply&, const Supply&) = default;
};

std::string_view to_string(SupplyLevel level);

}  // namespace drivers::contract

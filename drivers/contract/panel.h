// Panel: what the cabinet has beside the screen: tactile keypad, headset jack, lights at the slots, presence sensor,
// door and tamper contacts. XFS4IoT Keyboard, Lights and Auxiliaries.
#pragma once

#include <variant>

#include "drivers/contract/device.h"

namespace drivers::contract {

enum class PanelKey { Up, Down, Left, Right, Ok, Back, Help, VolumeUp, VolumeDown };
enum class PanelLight {
  IdCardReader,
  SmartCardReader,
  CodeReader,
  ReceiptPrinter,
  CertificatePrinter,
  Scanner,
  StatusGood,
  StatusBad
};
enum class LightMode { Off, On, Flash };  ///< Flash: about once a second

/// How the cabinet stands; nothing where it has no such sensor or the sensor has not told yet.
struct PanelSenses {
  std::optional<bool> headset{};
  std::optional<bool> person{};
  std::optional<bool> door_open{};
  std::optional<bool> tampered{};
  friend bool operator==(const PanelSenses&, const PanelSenses&) = default;
};

/// A key went down (or repeats while it is held), or the senses changed.
struct PanelEvent {
  std::optional<PanelKey> key{};
  PanelSenses senses{};
};

class Panel : public Device {
 public:
  static constexpr DeviceClass kClass = DeviceClass::Panel;
  /// Waits for the next event; events since the last request come first, keys older than two seconds are dropped.
  /// One request runs at a time: to set a light while one waits, cancel it, set the light, wait again.
  virtual Completion<PanelEvent> wait_for_event(const JobContext& context) = 0;
  /// UnsupportedCommand when the cabinet has no such light.
  virtual Completion<std::monostate> set_light(const JobContext& context, PanelLight light, LightMode mode) = 0;
};

}  // namespace drivers::contract

// KeyAssembler: turns the key strokes of a code reader that plays keyboard into codes. Pure: no clock, no I/O.
#pragma once

#include <optional>

#include "drivers/contract/code_reader.h"
#include "drivers/transport/evdev_device.h"

namespace drivers::codes {

/// Time between the strokes of one code, by the kernel's stamps.
struct KeyTimings {
  kiosk::base::Duration stroke_limit{50};  ///< more inside a code: it is spoilt up to its ENTER
  kiosk::base::Duration fresh_start{500};  ///< more: what came before was something else, a new code begins
};

/// The keyboard is American, as readers are delivered. ENTER ends a code. A reader sends control characters as
/// Ctrl+key and bytes above 127 as Alt with digits of the keypad.
class KeyAssembler {
 public:
  explicit KeyAssembler(KeyTimings timings = {}, bool aim_identifier = false)
      : timings_(timings), aim_identifier_(aim_identifier) {}

  /// A whole code when this event ended one.
  std::optional<contract::ScannedCode> feed(const transport::InputEvent& event);
  /// A code that has begun belongs to somebody before: its rest up to ENTER is dropped, too.
  void spoil_current();
  void reset();

 private:
  void press(std::uint16_t key);
  void release(std::uint16_t key);
  void append(char character);
  std::optional<contract::ScannedCode> take();
  void check_pace(kiosk::base::Duration at);

  KeyTimings timings_;
  bool aim_identifier_;
  kiosk::base::SecureBytes bytes_;
  std::optional<kiosk::base::Duration> last_stroke_;
  bool spoilt_ = false;
  bool shift_ = false;
  bool control_ = false;
  std::optional<unsigned> alt_digits_;
};

}  // namespace drivers::codes

// EvdevDevice: an input device of the kernel (keyboard, keypad, code reader), taken exclusively.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/file.h"

namespace drivers::transport {

/// One event of linux/input.h. `at` is the kernel's stamp: good for differences only.
struct InputEvent {
  kiosk::base::Duration at{0};
  std::uint16_t type = 0;
  std::uint16_t code = 0;
  std::int32_t value = 0;
};

/// Device strand only. The clock must outlive it. Errors as of Transport.
class EvdevDevice {
 public:
  /// `path`: "/dev/input/by-path/…". A pipe that carries the same bytes serves too: emulated hardware has no node.
  EvdevDevice(std::string path, const kiosk::base::Clock& clock);

  /// Opens and grabs (EVIOCGRAB), so that no console and no window gets the strokes. Conflict when somebody else
  /// has grabbed it, NotFound, PermissionDenied or Unavailable when it cannot be opened.
  kiosk::base::Status open();
  void close() { fd_.reset(); }
  bool is_open() const { return static_cast<bool>(fd_); }

  /// Waits for the next event.
  kiosk::base::Result<InputEvent> next(kiosk::base::MonoTime deadline, const std::stop_token& stop);
  /// Throws away what is queued. Unavailable when the device is gone.
  kiosk::base::Status drop_pending();
  /// How a switch (SW_HEADPHONE_INSERT) stands now; nothing when the device cannot tell.
  std::optional<bool> switch_state(std::uint16_t code) const;
  /// As the device names itself; empty when it does not.
  std::string name() const;
  std::string description() const { return "evdev:" + path_; }

 private:
  kiosk::base::Status grab();

  std::string path_;
  const kiosk::base::Clock& clock_;
  kiosk::base::UniqueFd fd_;
};

}  // namespace drivers::transport

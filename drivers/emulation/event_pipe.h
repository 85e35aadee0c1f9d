// EventPipe: the device's end of an emulated input device: a named pipe that carries struct input_event.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "drivers/emulation/event_loop.h"
#include "kiosk/base/result.h"

namespace drivers::emulation {

/// One event to come: EV_KEY, EV_SW.
struct EmulatedEvent {
  std::uint16_t type;
  std::uint16_t code;
  std::int32_t value;
  kiosk::base::Duration after{2};  ///< since the event before, by the stamps
};

/// Stands in for /dev/input/eventN where the kernel has none. The driver reads the same bytes; what a pipe cannot do
/// is EVIOCGRAB and telling the state of a switch. Loop thread only.
class EventPipe {
 public:
  EventPipe(EventLoop& loop, std::filesystem::path path) : loop_(loop), path_(std::move(path)) {}
  EventPipe(const EventPipe&) = delete;
  EventPipe& operator=(const EventPipe&) = delete;
  ~EventPipe() { unplug(); }

  kiosk::base::Status plug();
  void unplug();
  bool plugged() const { return static_cast<bool>(fd_); }
  const std::filesystem::path& path() const { return path_; }
  /// Sends the events, each followed by a SYN_REPORT. Ignored while unplugged.
  void send(const std::vector<EmulatedEvent>& events);

 private:
  void append(const EmulatedEvent& event);
  void flush();

  EventLoop& loop_;
  kiosk::base::SystemClock clock_;  ///< as the kernel's stamps
  std::filesystem::path path_;
  kiosk::base::UniqueFd fd_;
  WatchId watch_ = 0;
  std::vector<std::uint8_t> pending_;
  kiosk::base::Duration stamp_{0};  ///< of the last event
};

}  // namespace drivers::emulation

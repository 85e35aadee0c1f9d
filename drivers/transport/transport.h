// Transport: a byte stream to one device, with deadlines and cancellation.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace drivers::transport {

/// What a printer's port says beside its byte stream (USB printer class 1.1, GET_PORT_STATUS).
struct PortStatus {
  bool paper_empty = false;
  bool selected = true;  ///< the printer is online
  bool error = false;
};

/// One device's byte stream. Device strand only. All errors keep their meaning over all transports:
/// TimedOut (deadline passed), Canceled (stop was requested), Unavailable (the device is gone or the transport is
/// closed: close() and open() again). A stop is seen within 100 ms.
class Transport {
 public:
  virtual ~Transport() = default;
  /// Opens or reopens. NotFound or Unavailable when the device is not there, PermissionDenied when we may not.
  virtual kiosk::base::Status open() = 0;
  virtual void close() = 0;
  virtual bool is_open() const = 0;

  /// Writes all bytes. After an error an unknown number of them has gone out.
  virtual kiosk::base::Status write(std::span<const std::uint8_t> bytes, kiosk::base::MonoTime deadline,
                                    const std::stop_token& stop) = 0;
  /// Waits for at least one byte and reads what is there, at most the buffer. A deadline that has passed still gives
  /// what has come in already.
  virtual kiosk::base::Result<std::size_t> read_some(std::span<std::uint8_t> buffer,
                                                     kiosk::base::MonoTime deadline,
                                                     const std::stop_token& stop) = 0;
  /// Throws away what comes in until the line was silent for `quiet`, but for no longer than ten times that.
  virtual kiosk::base::Status drain_input(kiosk::base::Duration quiet) = 0;
  /// Changes the speed of a line that has one; transports without a line speed succeed and do nothing.
  virtual kiosk::base::Status set_line_speed(unsigned bits_per_second) = 0;
  /// The last resort for a device that answers nothing: makes it start anew, what was on its way is lost.
  /// Unsupported over a line that cannot; Unavailable when the device did not come back.
  virtual kiosk::base::Status reset_device() {
    return kiosk::base::fail(kiosk::base::ErrorCode::Unsupported, "this line has no reset", description());
  }
  /// Works also while the byte stream is held up. Unsupported where the port says nothing.
  virtual kiosk::base::Result<PortStatus> port_status() {
    return kiosk::base::fail(kiosk::base::ErrorCode::Unsupported, "this line has no port status", description());
  }
  /// What a technician calls it: "serial:/dev/ttyS1".
  virtual std::string description() const = 0;
};

}  // namespace drivers::transport

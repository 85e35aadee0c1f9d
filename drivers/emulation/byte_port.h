// BytePort: the device's end of whatever connects it with a driver: a serial line, a USB cable.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "kiosk/base/result.h"

namespace drivers::emulation {

/// Loop thread only.
class BytePort {
 public:
  using OnBytes = std::function<void(std::span<const std::uint8_t>)>;

  virtual ~BytePort() = default;
  /// Makes the driver's end. Does nothing when it is plugged in.
  virtual kiosk::base::Status plug() = 0;
  /// Takes it away: an open driver sees it vanish. What has not gone out is lost.
  virtual void unplug() = 0;
  virtual bool plugged() const = 0;
  /// The device hears and speaks at this speed only: at another one both ends get noise. 0: at any speed. A
  /// port without a line speed does nothing.
  virtual void set_line_speed(unsigned /*bits_per_second*/) {}
  /// What stands behind CLASS= in `kiosk --device`.
  virtual std::string address() const = 0;
  /// Sends in order; what the line does not take at once goes out later. Ignored while unplugged.
  virtual void send(std::span<const std::uint8_t> bytes) = 0;
};

/// Makes the port of a device that hears by `on_bytes`.
using PortMaker = std::function<std::unique_ptr<BytePort>(BytePort::OnBytes on_bytes)>;

}  // namespace drivers::emulation

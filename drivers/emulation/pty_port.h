// PtyPort: the device's end of an emulated serial line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "drivers/emulation/byte_port.h"
#include "drivers/emulation/event_loop.h"
#include "kiosk/base/result.h"

namespace drivers::emulation {

/// A pseudo terminal whose other end a driver opens like a serial port. Loop thread only.
class PtyPort final : public BytePort {
 public:
  /// `link`: a symbolic link that always points to the pty, as udev's by-path names do; empty for none.
  PtyPort(EventLoop& loop, std::filesystem::path link, OnBytes on_bytes);
  PtyPort(const PtyPort&) = delete;
  PtyPort& operator=(const PtyPort&) = delete;
  ~PtyPort() override { PtyPort::unplug(); }

  /// Makes the pty and the link. Does nothing when it is plugged in.
  kiosk::base::Status plug() override;
  /// Takes both away: an open driver sees a hang-up.
  void unplug() override;
  bool plugged() const override { return static_cast<bool>(device_end_); }
  /// What the driver opens: the link, or the pty when there is none.
  std::string path() const { return link_.empty() ? pty_name_ : link_.string(); }

  std::string address() const override { return "serial:" + path(); }

  /// Sends in order; what the line does not take at once goes out later. Ignored while unplugged.
  void send(std::span<const std::uint8_t> bytes) override;
  /// A pty carries no speed, but its settings tell the one that the driver has chosen.
  void set_line_speed(unsigned bits_per_second) override { line_speed_ = bits_per_second; }
  /// Drops what has not gone out yet.
  void drop_output() { pending_.clear(); }

 private:
  void on_ready(short events);
  void receive();
  void flush();
  bool speeds_agree() const;

  EventLoop& loop_;
  std::filesystem::path link_;
  OnBytes on_bytes_;
  kiosk::base::UniqueFd device_end_;
  /// Held open so that the line does not report a hang-up each time when a driver closes it.
  kiosk::base::UniqueFd driver_end_;
  std::string pty_name_;
  WatchId watch_ = 0;
  std::vector<std::uint8_t> pending_;
  unsigned line_speed_ = 0;
};

/// Ports on a pty behind this link.
PortMaker on_pty(EventLoop& loop, std::filesystem::path link);

}  // namespace drivers::emulation

// SerialTransport: a tty (UART, USB serial adapter, pty) in raw mode, 8 data bits, no parity, 1 stop bit.
#pragma once

#include <map>
#include <string>

#include "drivers/transport/transport.h"
#include "kiosk/base/file.h"

namespace drivers::transport {

/// Where the line is and how fast it starts.
struct SerialSettings {
  std::string path;          ///< "/dev/serial/by-path/…"
  unsigned baud = 115200;    ///< one of 9600 19200 38400 57600 115200 230400
  bool baud_given = false;   ///< true when the configuration names the speed

  /// Reads the options of a device address. InvalidArgument for an unknown option or speed.
  static kiosk::base::Result<SerialSettings> parse(const std::string& path,
                                                   const std::map<std::string, std::string>& options);
};

/// Device strand only. The clock must outlive it.
class SerialTransport final : public Transport {
 public:
  SerialTransport(SerialSettings settings, const kiosk::base::Clock& clock);

  kiosk::base::Status open() override;
  void close() override;
  bool is_open() const override { return static_cast<bool>(fd_); }
  kiosk::base::Status write(std::span<const std::uint8_t> bytes, kiosk::base::MonoTime deadline,
                            const std::stop_token& stop) override;
  kiosk::base::Result<std::size_t> read_some(std::span<std::uint8_t> buffer, kiosk::base::MonoTime deadline,
                                             const std::stop_token& stop) override;
  kiosk::base::Status drain_input(kiosk::base::Duration quiet) override;
  kiosk::base::Status set_line_speed(unsigned bits_per_second) override;
  std::string description() const override { return "serial:" + settings_.path; }

 private:
  SerialSettings settings_;
  const kiosk::base::Clock& clock_;
  kiosk::base::UniqueFd fd_;
};

}  // namespace drivers::transport

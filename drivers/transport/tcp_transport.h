// TcpTransport: a TCP connection as a byte stream with deadlines.
#pragma once

#include <string>

#include "drivers/transport/transport.h"
#include "kiosk/base/file.h"

namespace drivers::transport {

/// Where to connect: a numeric address, so that no name service can block a device's strand.
struct TcpAddress {
  std::string host = "127.0.0.1";  ///< IPv4 in dots, or "localhost"
  unsigned port = 0;

  /// "127.0.0.1:3493". InvalidArgument for anything else.
  static kiosk::base::Result<TcpAddress> parse(const std::string& text, unsigned usual_port);
};

/// Device strand only. The clock must outlive it.
class TcpTransport final : public Transport {
 public:
  TcpTransport(TcpAddress address, const kiosk::base::Clock& clock);

  /// Connects within two seconds.
  kiosk::base::Status open() override;
  void close() override { fd_.reset(); }
  bool is_open() const override { return static_cast<bool>(fd_); }
  kiosk::base::Status write(std::span<const std::uint8_t> bytes, kiosk::base::MonoTime deadline,
                            const std::stop_token& stop) override;
  kiosk::base::Result<std::size_t> read_some(std::span<std::uint8_t> buffer, kiosk::base::MonoTime deadline,
                                             const std::stop_token& stop) override;
  kiosk::base::Status drain_input(kiosk::base::Duration quiet) override;
  kiosk::base::Status set_line_speed(unsigned) override { return {}; }
  std::string description() const override;

 private:
  TcpAddress address_;
  const kiosk::base::Clock& clock_;
  kiosk::base::UniqueFd fd_;
};

}  // namespace drivers::transport

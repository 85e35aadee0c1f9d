// RelayPort: the line between a driver and an emulated server on loopback: a TCP connection that can be cut.
#pragma once

#include "drivers/emulation/byte_port.h"
#include "drivers/emulation/event_loop.h"
#include "kiosk/base/file.h"

namespace conformance {

/// Listens on a port of its own; for each connection of the driver it makes one to the server. The newest
/// connection counts. Loop thread only.
class RelayPort final : public drivers::emulation::BytePort {
 public:
  /// `on_bytes`: what the driver sends; `on_answer`: what the server sends, to be handed to send() by the
  /// caller.
  RelayPort(drivers::emulation::EventLoop& loop, OnBytes on_bytes, OnBytes on_answer)
      : loop_(loop), on_bytes_(std::move(on_bytes)), on_answer_(std::move(on_answer)) {}
  /// Called when the driver has connected anew: what is late on the old connection never comes.
  void when_connected(std::function<void()> act) { when_connected_ = std::move(act); }
  ~RelayPort() override { RelayPort::unplug(); }

  void set_server(int port) { server_port_ = port; }
  kiosk::base::Status plug() override;
  void unplug() override;
  bool plugged() const override { return static_cast<bool>(listener_); }
  /// The port's number.
  std::string address() const override { return std::to_string(port_); }
  /// To the driver.
  void send(std::span<const std::uint8_t> bytes) override;
  /// To the server.
  void ask(std::span<const std::uint8_t> bytes);

 private:
  void accept_one();
  void hang_up();
  void receive(const kiosk::base::UniqueFd& from, const OnBytes& hand_over);

  drivers::emulation::EventLoop& loop_;
  OnBytes on_bytes_;
  OnBytes on_answer_;
  std::function<void()> when_connected_;
  int server_port_ = 0;
  int port_ = 0;
  kiosk::base::UniqueFd listener_;
  kiosk::base::UniqueFd driver_;
  kiosk::base::UniqueFd server_;
  drivers::emulation::WatchId listening_ = 0;
  drivers::emulation::WatchId watching_driver_ = 0;
  drivers::emulation::WatchId watching_server_ = 0;
};

}  // namespace conformance

// VpcdPort: puts an emulated card into the virtual reader of pcscd (vsmartcard-vpcd), over TCP on loopback.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "drivers/emulation/event_loop.h"
#include "kiosk/base/result.h"

namespace drivers::emulation {

/// A message is two bytes of length, high first, and the bytes. One byte alone is control: 0 off, 1 on, 2 reset,
/// 4 asks for the ATR. Connecting puts the card in, closing pulls it. Loop thread only.
class VpcdPort {
 public:
  static constexpr int kPort = 35963;
  using Bytes = std::vector<std::uint8_t>;
  struct Card {
    Bytes atr;
    std::function<void()> on_reset;
    /// The answer to a command; nothing pulls the card.
    std::function<std::optional<Bytes>(std::span<const std::uint8_t>)> on_command;
  };

  explicit VpcdPort(EventLoop& loop) : loop_(loop) {}
  VpcdPort(const VpcdPort&) = delete;
  VpcdPort& operator=(const VpcdPort&) = delete;
  ~VpcdPort() { pull(); }

  /// Unavailable when no pcscd with vsmartcard-vpcd runs on this machine.
  kiosk::base::Status put(Card card);
  void pull();
  bool is_in() const { return static_cast<bool>(fd_); }

 private:
  void receive();
  void handle(const Bytes& message);
  void send(const Bytes& message);

  EventLoop& loop_;
  kiosk::base::UniqueFd fd_;
  WatchId watch_ = 0;
  Card card_;
  Bytes input_;
};

}  // namespace drivers::emulation

// WirePort: stands between an emulated device and its line, and spoils what the device says.
#pragma once

#include <deque>

#include "drivers/emulation/byte_port.h"
#include "drivers/emulation/loop_timer.h"

namespace conformance {

using Bytes = std::vector<std::uint8_t>;

/// Any protocol: an answer is what the device sends in one piece. Loop thread only.
class WirePort final : public drivers::emulation::BytePort {
 public:
  using Change = std::function<Bytes(Bytes answer)>;
  using Task = kiosk::base::Task;

  /// Faults of single answers do not befall those shorter than `shortest_frame`: control bytes.
  WirePort(drivers::emulation::EventLoop& loop, const drivers::emulation::PortMaker& make_inner,
           OnBytes on_bytes, std::size_t shortest_frame);

  kiosk::base::Status plug() override { return inner_->plug(); }
  void unplug() override;
  bool plugged() const override { return inner_->plugged(); }
  std::string address() const override { return inner_->address(); }
  void send(std::span<const std::uint8_t> bytes) override;

  /// The device hears, and nothing comes back.
  void set_mute(bool on) { mute_ = on; }
  /// Answers go out byte by byte, the first `most` bytes; what follows goes in one piece.
  void send_single_bytes(std::size_t most) { single_bytes_ = most; }
  /// So many answers go out well before one of the faults below begins.
  void spare_first(int answers) { spared_ = answers; }
  /// `times` answers go out changed.
  void change_next(int times, Change change);
  /// Answers are kept back, until the next request has come in: then they go out before its own answer.
  void hold_back() { holding_ = true; }
  void let_go_at_next_request() { let_go_ = true; }
  void let_go();
  void forget_held() { held_.clear(); }
  /// Half of an answer goes out, then `act` is done.
  void break_off_next(Task act);
  /// `act` is done when so many more requests have come in.
  void when_heard(int requests, Task act);
  /// Hears every request beside the device.
  void listen(OnBytes listener) { listener_ = std::move(listener); }
  /// All faults end; what was kept back is lost.
  void heal();

 private:
  void hear(std::span<const std::uint8_t> bytes);
  void deliver(Bytes bytes);
  void drip();

  drivers::emulation::EventLoop& loop_;
  OnBytes on_bytes_;
  OnBytes listener_;
  std::unique_ptr<drivers::emulation::BytePort> inner_;
  std::size_t shortest_frame_;
  bool mute_ = false;
  std::size_t single_bytes_ = 0;
  bool holding_ = false;
  bool let_go_ = false;
  int spared_ = 0;
  int changes_left_ = 0;
  Change change_;
  Task break_off_;
  int until_act_ = 0;
  Task act_;
  std::vector<Bytes> held_;
  std::deque<std::uint8_t> dripping_;
  drivers::emulation::LoopTimer drip_timer_;
};

}  // namespace conformance

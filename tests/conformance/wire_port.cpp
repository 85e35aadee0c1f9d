// Spoiling of answers.
#include "tests/conformance/wire_port.h"

#include <utility>

namespace conformance {

using kiosk::base::Duration;

WirePort::WirePort(drivers::emulation::EventLoop& loop, const drivers::emulation::PortMaker& make_inner,
                   OnBytes on_bytes, std::size_t shortest_frame)
    : loop_(loop),
      on_bytes_(std::move(on_bytes)),
      inner_(make_inner([this](std::span<const std::uint8_t> bytes) { hear(bytes); })),
      shortest_frame_(shortest_frame),
      drip_timer_(loop) {}

void WirePort::unplug() {
  held_.clear();
  dripping_.clear();
  inner_->unplug();
}

void WirePort::send(std::span<const std::uint8_t> bytes) {
  if (mute_ || bytes.empty()) return;
  Bytes answer(bytes.begin(), bytes.end());
  const bool frame = answer.size() >= shortest_frame_;
  if (frame && spared_ > 0) {
    --spared_;
    return deliver(std::move(answer));
  }
  if (holding_) {
    held_.push_back(std::move(answer));
    return;
  }
  if (frame && break_off_) {
    answer.resize(answer.size() / 2);
    deliver(std::move(answer));
    mute_ = true;
    loop_.post(std::exchange(break_off_, {}));
    return;
  }
  if (frame && changes_left_ > 0) {
    --changes_left_;
    answer = change_(std::move(answer));
  }
  deliver(std::move(answer));
}

void WirePort::change_next(int times, Change change) {
  changes_left_ = times;
  change_ = std::move(change);
}

void WirePort::break_off_next(Task act) { break_off_ = std::move(act); }

void WirePort::when_heard(int requests, Task act) {
  until_act_ = requests;
  act_ = std::move(act);
}

void WirePort::heal() {
  mute_ = holding_ = let_go_ = false;
  single_bytes_ = 0;
  changes_left_ = spared_ = 0;
  break_off_ = {};
  act_ = {};
  held_.clear();
}

void WirePort::let_go() {
  holding_ = false;
  for (Bytes& answer : std::exchange(held_, {})) deliver(std::move(answer));
}

void WirePort::hear(std::span<const std::uint8_t> bytes) {
  if (std::exchange(let_go_, false)) let_go();
  on_bytes_(bytes);
  if (listener_) listener_(bytes);
  // Not now: it may take the port away under the bytes that are being worked on.
  if (act_ && --until_act_ <= 0) loop_.post(std::exchange(act_, {}));
}

void WirePort::deliver(Bytes bytes) {
  if (single_bytes_ == 0 && dripping_.empty()) return inner_->send(bytes);
  dripping_.insert(dripping_.end(), bytes.begin(), bytes.end());
  if (!drip_timer_.waiting()) drip();
}

void WirePort::drip() {
  if (dripping_.empty()) return;
  const std::size_t size = single_bytes_ > 0 ? 1 : dripping_.size();
  if (single_bytes_ > 0) --single_bytes_;
  const auto end = dripping_.begin() + static_cast<std::ptrdiff_t>(size);
  const Bytes piece(dripping_.begin(), end);
  dripping_.erase(dripping_.begin(), end);
  inner_->send(piece);
  drip_timer_.start(Duration{0}, [this] { drip(); });
}

}  // namespace conformance

// Bursts of bytes, silence between them, and the trigger.
#include "drivers/codes/serial_code_source.h"

#include <algorithm>
#include <utility>

namespace drivers::codes {

using contract::ScannedCode;
using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

constexpr Duration kTriggerLimit{500};

}  // namespace

SerialCodeSource::SerialCodeSource(std::unique_ptr<transport::Transport> transport, CodeReaderModel model,
                                   const kiosk::base::Clock& clock)
    : transport_(std::move(transport)), model_(std::move(model)), clock_(clock), assembler_(model_.marks) {}

void SerialCodeSource::close() {
  assembler_.reset();
  transport_->close();
}

Status SerialCodeSource::begin(const ReadLimit& limit) {
  if (auto dropped = drop_stale(); !dropped) return dropped;
  // What was dropped may have been the front of a code whose tail is still on its way.
  if (std::exchange(mid_code_, false)) {
    if (auto drained = transport_->drain_input(model_.silence); !drained) return drained;
  }
  if (model_.trigger_on.empty()) return {};
  const MonoTime end = std::min(limit.deadline, clock_.now() + kTriggerLimit);
  return transport_->write(model_.trigger_on, end, limit.stop);
}

Result<ScannedCode> SerialCodeSource::next(const ReadLimit& limit) {
  while (true) {
    if (auto burst = read_burst(limit); !burst) {
      mid_code_ = burst.error().code != ErrorCode::Unavailable && !assembler_.is_empty();
      assembler_.reset();
      return tl::unexpected(burst.error());
    }
    if (auto code = assembler_.take_after_silence()) return std::move(*code);
  }
}

/// Reads until the line has been silent for a moment. Bytes that wait for their terminator longer than a stalled USB
/// line takes are dropped: half a code is none.
Status SerialCodeSource::read_burst(const ReadLimit& limit) {
  kiosk::base::SecureBytes buffer(4096);
  bool fresh = false;
  while (true) {
    const Duration patience = fresh ? model_.silence : model_.stall;
    const bool waiting = assembler_.is_empty();
    // A request's end does not cut off a code that is coming in: its silence is only a moment away.
    const MonoTime end = waiting ? limit.deadline : clock_.now() + patience;
    const auto got = transport_->read_some(buffer, end, limit.stop);
    if (got) {
      assembler_.feed(std::span(buffer).first(*got));
      fresh = true;
      if (clock_.now() > limit.deadline + model_.stall) {
        return kiosk::base::fail(ErrorCode::TimedOut, "the reader sends without an end");
      }
      continue;
    }
    if (got.error().code != ErrorCode::TimedOut || waiting) return tl::unexpected(got.error());
    if (fresh) return {};
    assembler_.reset();
  }
}

void SerialCodeSource::end() {
  if (!transport_->is_open() || model_.trigger_off.empty()) return;
  (void)transport_->write(model_.trigger_off, clock_.now() + kTriggerLimit, {});
}

Status SerialCodeSource::drop_stale() {
  kiosk::base::SecureBytes buffer(4096);
  const MonoTime end = clock_.now() + kTriggerLimit;
  while (clock_.now() < end) {
    const auto got = transport_->read_some(buffer, clock_.now(), {});
    if (!got && got.error().code == ErrorCode::TimedOut) return {};
    if (!got) return tl::unexpected(got.error());
    mid_code_ = true;
  }
  return {};
}

}  // namespace drivers::codes

// Reading ahead, writing with a deadline, and what is done about stalls and pulled cables.
#include "drivers/transport/usb_transport.h"

#include <algorithm>

#include "drivers/transport/wait.h"
#include "kiosk/base/log.h"

namespace drivers::transport {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

/// One output transfer: short enough that a printer's status can come in between.
constexpr std::size_t kOutputSize = 4096;
/// A pipe that stalls this often in a row is not cleared any more.
constexpr int kMostTroubles = 3;
/// Canceled transfers end within this; the kernel does it at once.
constexpr Duration kCancelLimit{2000};

}  // namespace

UsbTransport::UsbTransport(UsbSettings settings, const kiosk::base::Clock& clock)
    : settings_(std::move(settings)),
      clock_(clock),
      mailbox_(std::make_shared<kiosk::base::Mailbox>(clock)) {}

Status UsbTransport::open() {
  close();
  auto context = UsbContext::of_process();
  auto device = UsbDeviceHandle::open(context, settings_.selector, settings_.function, last_port_);
  if (!device) return tl::unexpected(device.error());
  if (device->port() != last_port_) {
    kiosk::base::log(kiosk::base::LogLevel::Info, "usb",
                     device->id().to_string() + " found at " + device->port());
  }
  last_port_ = device->port();
  device_ = std::move(*device);
  lost_ = false;
  watch_ = UsbContext::watch(context, {mailbox_, [this](const UsbEvent& event) {
                                         if (!event.arrived && event.port == last_port_) lost_ = true;
                                       }});
  for (const UsbEndpoint& endpoint : device_->pipes().inputs) {
    // One packet a time: an answer whose length is a multiple of the packet's would not end a longer
    // transfer.
    inputs_.push_back({endpoint, UsbTransfer(mailbox_, static_cast<std::size_t>(endpoint.max_packet))});
  }
  output_.emplace(mailbox_, kOutputSize);
  begin_inputs();
  return {};
}

void UsbTransport::close() {
  if (!device_) return;
  watch_ = {};
  cancel_and_wait();
  device_.reset();
  output_.reset();
  inputs_.clear();
  split_.reset();
  // Events of the old device must not reach the next one.
  mailbox_->drain();
  mailbox_ = std::make_shared<kiosk::base::Mailbox>(clock_);
}

void UsbTransport::begin_inputs() {
  for (Input& input : inputs_) begin_input(input);
}

void UsbTransport::begin_input(Input& input) {
  const UsbOutcome begun = input.transfer.begin_input(device_->get(), input.endpoint);
  if (begun != UsbOutcome::Completed) lost_ = true;
}

void UsbTransport::settle(Duration at_most) {
  mailbox_->wait_and_drain(at_most);
  for (Input& input : inputs_) {
    if (!lost_ && !input.transfer.pending()) take_in(input);
  }
}

void UsbTransport::take_in(Input& input) {
  switch (input.transfer.outcome()) {
    case UsbOutcome::Completed:
      input.troubles = 0;
      input.transfer.take_input(input.received);
      return begin_input(input);
    case UsbOutcome::Gone: lost_ = true; return;
    case UsbOutcome::Canceled: return begin_input(input);
    case UsbOutcome::Stalled:
    case UsbOutcome::Failed: return trouble(input);
  }
}

void UsbTransport::trouble(Input& input) {
  const bool cleared = ++input.troubles < kMostTroubles && device_->clear_halt(input.endpoint);
  if (cleared) return begin_input(input);
  kiosk::base::log(kiosk::base::LogLevel::Warning, "usb", description() + ": a pipe stays halted, resetting");
  cancel_and_wait();
  (void)device_->reset();  // whether it helped shows when the device is opened again
  lost_ = true;
}

std::size_t UsbTransport::take_received(std::span<std::uint8_t> buffer) {
  if (inputs_.size() == 2) return split_.take(inputs_[0].received, inputs_[1].received, buffer);
  return inputs_.empty() ? 0 : take_front(inputs_[0].received, buffer);
}

Result<std::size_t> UsbTransport::read_some(std::span<std::uint8_t> buffer, MonoTime deadline,
                                            const std::stop_token& stop) {
  while (device_) {
    const Duration left = std::max(deadline - clock_.now(), Duration{0});
    settle(Duration{0});
    if (const std::size_t got = take_received(buffer); got > 0) return got;
    if (lost_) break;
    if (stop.stop_requested()) return fail(ErrorCode::Canceled, "canceled", description());
    if (left == Duration{0}) return fail(ErrorCode::TimedOut, "no answer in time", description());
    settle(std::min(left, kWaitSlice));
  }
  return line_gone(*this, device_ ? "the device was pulled" : "the device is not open");
}

Status UsbTransport::write(std::span<const std::uint8_t> bytes, MonoTime deadline,
                           const std::stop_token& stop) {
  if (!device_) return line_gone(*this, "the device is not open");
  const auto outputs = device_->pipes().outputs;
  const Limit limit{deadline, stop};
  const std::size_t head =
      outputs.size() == 2 ? std::min(UsbSplitFrame::kHeader, bytes.size()) : bytes.size();
  if (auto sent = send(outputs.front(), bytes.first(head), limit); !sent) return sent;
  return send(outputs.back(), bytes.subspan(head), limit);
}

Status UsbTransport::send(const UsbEndpoint& endpoint, std::span<const std::uint8_t> bytes,
                          const Limit& limit) {
  for (int troubles = 0; !bytes.empty();) {
    if (lost_) return line_gone(*this, "the device was pulled");
    if (output_->begin_output(device_->get(), endpoint, bytes) != UsbOutcome::Completed)
      return line_gone(*this, "cannot write");
    const Status waited = await_output(limit);
    if (!waited) return waited;
    bytes = bytes.subspan(std::min(bytes.size(), output_->sent()));
    const UsbOutcome outcome = output_->outcome();
    if (outcome == UsbOutcome::Gone) return line_gone(*this, "the device was pulled");
    if (outcome == UsbOutcome::Completed) continue;
    if (++troubles < kMostTroubles && device_->clear_halt(endpoint)) continue;
    cancel_and_wait();
    (void)device_->reset();  // whether it helped shows when the device is opened again
    return line_gone(*this, "a pipe stays halted");
  }
  return {};
}

Status UsbTransport::await_output(const Limit& limit) {
  while (output_->pending()) {
    const Duration left = std::max(limit.deadline - clock_.now(), Duration{0});
    const bool stopped = limit.stop.stop_requested();
    if (!stopped && left > Duration{0} && !lost_) {
      settle(std::min(left, kWaitSlice));
      continue;
    }
    output_->cancel();
    const MonoTime end = clock_.now() + kCancelLimit;
    while (output_->pending() && clock_.now() < end) mailbox_->wait_and_drain(kWaitSlice);
    if (lost_ || output_->pending()) return line_gone(*this, "the device was pulled");
    // It may have ended just before it was canceled.
    if (output_->outcome() != UsbOutcome::Canceled) return {};
    return stopped ? fail(ErrorCode::Canceled, "canceled", description())
                   : fail(ErrorCode::TimedOut, "the device takes nothing", description());
  }
  return {};
}

Status UsbTransport::drain_input(Duration quiet) {
  const MonoTime end = clock_.now() + quiet * 10;
  MonoTime silent = clock_.now() + quiet;
  while (device_ && !lost_ && clock_.now() < end) {
    settle(std::max(silent - clock_.now(), Duration{0}));
    if (drop_received()) {
      silent = clock_.now() + quiet;
    } else if (clock_.now() >= silent) {
      break;
    }
  }
  split_.reset();
  if (!device_ || lost_) return line_gone(*this, "the device was pulled");
  return {};
}

bool UsbTransport::drop_received() {
  bool dropped = false;
  for (Input& input : inputs_) {
    dropped = dropped || !input.received.empty();
    input.received.clear();
  }
  return dropped;
}

Status UsbTransport::reset_device() {
  if (!device_ || lost_) return line_gone(*this, "the device is not open");
  cancel_and_wait();
  if (!device_->reset()) return line_gone(*this, "the device did not come back from a reset");
  drop_received();
  split_.reset();
  begin_inputs();
  return {};
}

Result<PortStatus> UsbTransport::port_status() {
  if (!device_ || lost_) return line_gone(*this, "the device is not open");
  if (settings_.function != UsbFunction::Printer) return Transport::port_status();
  return device_->port_status();
}

bool UsbTransport::anything_pending() const {
  return (output_ && output_->pending()) ||
         std::any_of(inputs_.begin(), inputs_.end(),
                     [](const Input& input) { return input.transfer.pending(); });
}

void UsbTransport::cancel_and_wait() {
  for (Input& input : inputs_) input.transfer.cancel();
  if (output_) output_->cancel();
  const MonoTime end = clock_.now() + kCancelLimit;
  while (anything_pending() && clock_.now() < end) mailbox_->wait_and_drain(kWaitSlice);
}

}  // namespace drivers::transport

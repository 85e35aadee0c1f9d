// Filling, submitting and ending libusb transfers.
#include "drivers/transport/usb_transfer.h"

#include <libusb.h>

#include <algorithm>

namespace drivers::transport {

using kiosk::base::SecureBytes;

struct UsbTransfer::State {
  State(std::shared_ptr<kiosk::base::Mailbox> where, std::size_t capacity)
      : mailbox(std::move(where)), transfer(libusb_alloc_transfer(0)), buffer(capacity) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { libusb_free_transfer(transfer); }

  std::shared_ptr<kiosk::base::Mailbox> mailbox;
  libusb_transfer* transfer;
  SecureBytes buffer;
  std::shared_ptr<State> self;  ///< held while libusb has the transfer
  bool pending = false;

  /// Runs on whichever thread works libusb's events off: only forwards.
  static void LIBUSB_CALL on_end(libusb_transfer* transfer) {
    auto* state = static_cast<State*>(transfer->user_data);
    state->mailbox->post([held = state->self] {
      held->pending = false;
      held->self.reset();
    });
  }
};

UsbTransfer::UsbTransfer(std::shared_ptr<kiosk::base::Mailbox> mailbox, std::size_t capacity)
    : state_(std::make_shared<State>(std::move(mailbox), capacity)) {}

UsbTransfer::~UsbTransfer() = default;

UsbOutcome UsbTransfer::begin(libusb_device_handle* device, std::uint8_t address, std::size_t size) {
  // No time-out of libusb's: deadlines are watched by the owner, who cancels.
  libusb_fill_bulk_transfer(state_->transfer, device, address, state_->buffer.data(), static_cast<int>(size),
                            State::on_end, state_.get(), 0);
  state_->self = state_;
  state_->pending = true;
  const int code = libusb_submit_transfer(state_->transfer);
  if (code == 0) return UsbOutcome::Completed;
  state_->self.reset();
  state_->pending = false;
  return code == LIBUSB_ERROR_NO_DEVICE ? UsbOutcome::Gone : UsbOutcome::Failed;
}

UsbOutcome UsbTransfer::begin_input(libusb_device_handle* device, const UsbEndpoint& endpoint) {
  return begin(device, endpoint.address, state_->buffer.size());
}

UsbOutcome UsbTransfer::begin_output(libusb_device_handle* device, const UsbEndpoint& endpoint,
                                     std::span<const std::uint8_t> bytes) {
  const std::size_t size = std::min(bytes.size(), state_->buffer.size());
  std::copy_n(bytes.begin(), size, state_->buffer.begin());
  return begin(device, endpoint.address, size);
}

bool UsbTransfer::pending() const { return state_->pending; }

void UsbTransfer::cancel() {
  if (state_->pending) libusb_cancel_transfer(state_->transfer);
}

UsbOutcome UsbTransfer::outcome() const {
  switch (state_->transfer->status) {
    case LIBUSB_TRANSFER_COMPLETED: return UsbOutcome::Completed;
    case LIBUSB_TRANSFER_STALL: return UsbOutcome::Stalled;
    case LIBUSB_TRANSFER_NO_DEVICE: return UsbOutcome::Gone;
    case LIBUSB_TRANSFER_CANCELLED: return UsbOutcome::Canceled;
    default: return UsbOutcome::Failed;
  }
}

std::size_t UsbTransfer::sent() const { return static_cast<std::size_t>(state_->transfer->actual_length); }

void UsbTransfer::take_input(SecureBytes& received) {
  const auto end = state_->buffer.begin() + state_->transfer->actual_length;
  received.insert(received.end(), state_->buffer.begin(), end);
  std::fill(state_->buffer.begin(), end, std::uint8_t{0});
  state_->transfer->actual_length = 0;
}

}  // namespace drivers::transport

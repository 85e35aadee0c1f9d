// UsbTransfer: one asynchronous libusb transfer that is used again and again.
#pragma once

#include <memory>
#include <span>

#include "drivers/transport/usb_descriptors.h"
#include "kiosk/base/mailbox.h"
#include "kiosk/base/secure.h"

struct libusb_device_handle;

namespace drivers::transport {

/// How a transfer ended.
enum class UsbOutcome { Completed, Stalled, Gone, Canceled, Failed };

/// Device strand only. libusb reports the end on its own thread, which only posts it to the mailbox: the
/// owner sees it after draining. A transfer that is still under way when this object dies keeps its memory
/// until it ends.
class UsbTransfer {
 public:
  UsbTransfer(std::shared_ptr<kiosk::base::Mailbox> mailbox, std::size_t capacity);
  UsbTransfer(UsbTransfer&&) noexcept = default;
  UsbTransfer& operator=(UsbTransfer&&) noexcept = default;
  ~UsbTransfer();

  /// Asks for at most the capacity. Gone or Failed when it could not begin, else Completed.
  UsbOutcome begin_input(libusb_device_handle* device, const UsbEndpoint& endpoint);
  /// Sends at most the capacity of the bytes; `sent` tells later how many went out.
  UsbOutcome begin_output(libusb_device_handle* device, const UsbEndpoint& endpoint,
                          std::span<const std::uint8_t> bytes);
  bool pending() const;
  void cancel();
  /// How the last one ended; only while not pending.
  UsbOutcome outcome() const;
  std::size_t sent() const;
  /// Hands what came in to `received` and wipes it here.
  void take_input(kiosk::base::SecureBytes& received);

 private:
  struct State;
  UsbOutcome begin(libusb_device_handle* device, std::uint8_t address, std::size_t size);
  std::shared_ptr<State> state_;
};

}  // namespace drivers::transport

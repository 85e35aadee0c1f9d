// UsbTransport: the bulk pipes of one USB device as a byte stream.
#pragma once

#include <optional>

#include "drivers/transport/transport.h"
#include "drivers/transport/usb_device_handle.h"
#include "drivers/transport/usb_split_frame.h"
#include "drivers/transport/usb_transfer.h"

namespace drivers::transport {

/// Which device, and what it must be able to do.
struct UsbSettings {
  UsbSelector selector;
  UsbFunction function = UsbFunction::CardReader;
};

/// Device strand only. The clock must outlive it. The device may be pulled and put back at any time: every
/// call then says Unavailable until open() finds it again, at the port where it was before if several would
/// fit. With two pairs of pipes each write() is one frame: its header goes out over the first pipe, the rest
/// over the second. A stalled pipe is cleared; one that stalls again and again costs a reset of the port, and
/// then it is Unavailable.
class UsbTransport final : public Transport {
 public:
  UsbTransport(UsbSettings settings, const kiosk::base::Clock& clock);
  ~UsbTransport() override { close(); }

  /// Also Unsupported when the device's descriptors do not fit and Conflict when several devices do.
  kiosk::base::Status open() override;
  void close() override;
  bool is_open() const override { return device_.has_value(); }
  kiosk::base::Status write(std::span<const std::uint8_t> bytes, kiosk::base::MonoTime deadline,
                            const std::stop_token& stop) override;
  kiosk::base::Result<std::size_t> read_some(std::span<std::uint8_t> buffer, kiosk::base::MonoTime deadline,
                                             const std::stop_token& stop) override;
  kiosk::base::Status drain_input(kiosk::base::Duration quiet) override;
  kiosk::base::Status set_line_speed(unsigned) override { return {}; }
  kiosk::base::Status reset_device() override;
  kiosk::base::Result<PortStatus> port_status() override;
  std::string description() const override { return settings_.selector.to_string(); }

 private:
  /// A pipe towards us: one transfer is always under way, so that an answer is never lost and a pulled cable
  /// is seen.
  struct Input {
    UsbEndpoint endpoint;
    UsbTransfer transfer;
    kiosk::base::SecureBytes received{};
    int troubles = 0;  ///< in a row
  };
  struct Limit {
    kiosk::base::MonoTime deadline;
    const std::stop_token& stop;
  };

  void begin_inputs();
  void begin_input(Input& input);
  /// Lets libusb's thread tell for so long, and takes in what came.
  void settle(kiosk::base::Duration at_most);
  void take_in(Input& input);
  void trouble(Input& input);
  std::size_t take_received(std::span<std::uint8_t> buffer);
  bool drop_received();
  kiosk::base::Status send(const UsbEndpoint& endpoint, std::span<const std::uint8_t> bytes,
                           const Limit& limit);
  kiosk::base::Status await_output(const Limit& limit);
  void cancel_and_wait();
  bool anything_pending() const;

  UsbSettings settings_;
  const kiosk::base::Clock& clock_;
  std::shared_ptr<kiosk::base::Mailbox> mailbox_;
  std::string last_port_{};
  std::optional<UsbDeviceHandle> device_{};
  std::vector<Input> inputs_{};
  std::optional<UsbTransfer> output_{};
  UsbSplitFrame split_{};
  UsbContext::Watch watch_{};
  bool lost_ = false;  ///< pulled, or beyond help
};

}  // namespace drivers::transport

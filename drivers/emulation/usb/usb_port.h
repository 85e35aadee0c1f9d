// UsbPort: the USB plug of an emulated device: its byte stream over one or two pairs of bulk pipes.
#pragma once

#include "drivers/emulation/byte_port.h"
#include "drivers/emulation/usb/usb_testbed.h"

namespace drivers::emulation::usb {

/// Loop thread only. The testbed must outlive it.
class UsbPort final : public BytePort {
 public:
  UsbPort(UsbTestbed& testbed, UsbBuild build, OnBytes on_bytes);
  UsbPort(const UsbPort&) = delete;
  UsbPort& operator=(const UsbPort&) = delete;
  ~UsbPort() override { UsbPort::unplug(); }

  kiosk::base::Status plug() override;
  void unplug() override;
  bool plugged() const override { return device_ != nullptr; }
  /// "usb:0400:C35A,port=1-1".
  std::string address() const override;
  void send(std::span<const std::uint8_t> bytes) override;

  /// What GET_PORT_STATUS answers; a device without it stalls.
  void set_port_status(std::function<std::uint8_t()> status) { port_status_ = std::move(status); }
  /// The device hears and says nothing until its port is reset.
  void hang() { hanging_ = true; }
  /// The device's requests as the kernel sees them: stalls, refusals, counters. Only while plugged in.
  UsbDevice& device() { return *device_; }

 private:
  void receive(std::span<const std::uint8_t> bytes);
  std::optional<std::vector<std::uint8_t>> answer(const UsbSetup& setup) const;
  void send_split(std::uint8_t byte);
  std::vector<std::uint8_t> addresses(bool inputs) const;

  UsbTestbed& testbed_;
  UsbBuild build_;
  OnBytes on_bytes_;
  std::function<std::uint8_t()> port_status_;
  std::shared_ptr<UsbDevice> device_;
  bool hanging_ = false;
  std::vector<std::uint8_t> frame_;  ///< with two pairs: the frame that is being sent, until its header is out
};

}  // namespace drivers::emulation::usb

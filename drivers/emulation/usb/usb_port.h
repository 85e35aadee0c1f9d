// UsbPort: the USB plug of an emulated device: its byte stream over one or two pairs of bulk pipes.
#pragma once

#include "drivers/emulation/byte_port.h"
#include "drivers/emulation/loop_timer.h"
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
  /// The cable is pulled in the middle of the first answer that is longer than this, after so many bytes of
  /// it.
  void pull_after(std::size_t bytes) { pull_after_ = bytes; }
  /// The device's requests as the kernel sees them: stalls, refusals, counters. Only while plugged in.
  UsbDevice& device() { return *device_; }

 private:
  void receive(std::span<const std::uint8_t> bytes);
  std::optional<std::vector<std::uint8_t>> answer(const UsbSetup& setup) const;
  void deliver(std::span<const std::uint8_t> bytes);
  void deliver_split(std::span<const std::uint8_t> bytes);
  std::vector<std::uint8_t> addresses(bool inputs) const;

  UsbTestbed& testbed_;
  UsbBuild build_;
  OnBytes on_bytes_;
  std::function<std::uint8_t()> port_status_;
  std::shared_ptr<UsbDevice> device_;
  bool hanging_ = false;
  std::optional<std::size_t> pull_after_;
  std::vector<std::uint8_t> header_;  ///< with two pairs: the bytes of a frame's header until it is complete
  std::size_t rest_left_ = 0;         ///< with two pairs: what of the frame still goes over the second one
  LoopTimer pull_timer_;
};

}  // namespace drivers::emulation::usb

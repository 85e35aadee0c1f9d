// UsbBus: the emulated bus of the suite, and the plug of one device on it.
#pragma once

#include "drivers/emulation/usb/usb_port.h"
#include "tests/conformance/wire_subject.h"

namespace conformance {

/// One bus for all cases: libusb listens to it from its start to the program's end.
drivers::emulation::usb::UsbTestbed& usb_bus();

/// Base: SamvSubject or EscposSubject. What a USB line adds: a request can be held up.
template <class Base>
class OverUsb : public Base {
 public:
  using Base::Base;
  void heal() override {
    Base::heal();
    this->call([this] { refuse_output(false); });
  }

 protected:
  using UsbPort = drivers::emulation::usb::UsbPort;
  drivers::emulation::PortMaker plug_of(const drivers::emulation::usb::UsbBuild& build) {
    return this->through_wire([this, build](drivers::emulation::BytePort::OnBytes on_bytes) {
      auto port = std::make_unique<UsbPort>(usb_bus(), build, std::move(on_bytes));
      usb_ = port.get();
      return port;
    });
  }
  void when_writing(Task act) override {
    refuse_output(true);
    // The bus does not tell when a transfer has begun to wait.
    this->later(Duration{60}, std::move(act));
  }
  UsbPort& usb() { return *usb_; }  ///< loop thread

 private:
  void refuse_output(bool on) {
    if (usb_->plugged()) usb_->device().refuse(kOutput, on);
  }
  static constexpr std::uint8_t kOutput = 0x02;
  UsbPort* usb_ = nullptr;
};

}  // namespace conformance

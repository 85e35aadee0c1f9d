// InputNode: an input device's file /dev/input/eventN: its name, its grab, its headset jack, its events.
#pragma once

#include <string>

#include "drivers/emulation/usb/ioctl_handler.h"
#include "drivers/emulation/usb/usb_testbed.h"

namespace drivers::emulation::usb {

/// Loop thread only, but for construction.
class InputNode {
 public:
  /// `name`: "input/event7". `label`: as the device names itself.
  InputNode(UsbTestbed& testbed, std::string name, std::string label);

  kiosk::base::Status plug();
  void unplug();
  std::string path() const { return "/dev/" + name_; }

  /// As the kernel hands them on, each followed by SYN_REPORT.
  void send(std::uint16_t type, std::uint16_t code, std::int32_t value);
  /// How the jack stands when it is asked; tells nobody.
  void set_jack(bool plugged) { jack_ = plugged; }
  bool grabbed() const { return grabbed_; }
  /// The kernel does so when the file is closed, which an emulated file does not tell.
  void release() { grabbed_ = false; }

 private:
  IoctlReply answer(const IoctlCall& call);
  void write(std::uint16_t type, std::uint16_t code, std::int32_t value);

  UsbTestbed& testbed_;
  std::string name_;
  std::string label_;
  IoctlHandler handler_;
  bool jack_ = false;
  bool grabbed_ = false;
};

}  // namespace drivers::emulation::usb

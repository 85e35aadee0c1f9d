// UsbTestbed: an emulated USB bus that libusb takes for the machine's own (umockdev).
#pragma once

#include <umockdev.h>

#include <memory>
#include <string>
#include <vector>

#include "drivers/emulation/loop_thread.h"
#include "drivers/emulation/usb/usb_device.h"
#include "kiosk/base/result.h"

namespace drivers::emulation::usb {

/// A file below /dev.
struct NodeWords {
  std::string name;        ///< "video0", "input/event7"
  std::string subsystem;   ///< as sysfs says it
  std::string contents{};  ///< in hexadecimal: a plain file, whose parts can be mapped; empty: a terminal
};

/// One for the whole program, made before libusb starts and destroyed after it has ended; the program must
/// run under umockdev-wrapper. `plug` and `unplug` on the loop's thread.
class UsbTestbed {
 public:
  /// True when this program runs under umockdev-wrapper.
  static bool available();

  UsbTestbed();
  ~UsbTestbed();
  UsbTestbed(const UsbTestbed&) = delete;
  UsbTestbed& operator=(const UsbTestbed&) = delete;

  /// "NAME=VALUE": a program that is started with these sees this bus as the machine's own. The program that
  /// owns the testbed is preloaded, too, else its plugging and pulling is not told.
  std::vector<std::string> environment() const;

  /// The thread on which every emulated device lives.
  LoopThread& thread();
  EventLoop& loop() { return thread().loop(); }

  /// Shows the device to the system, with a number that was never used before, as a kernel does.
  kiosk::base::Status plug(std::shared_ptr<UsbDevice> device);
  /// The cable is pulled: requests end, the device's files vanish, udev tells.
  void unplug(const UsbDevice& device);

  /// Shows a file below /dev whose ioctls `handler` answers. Gives the place where it really lies. The
  /// handler must live as long as the testbed. A file with contents may come back after `hide`, with the same
  /// handler.
  kiosk::base::Result<std::string> show(const NodeWords& node, UMockdevIoctlBase* handler);
  /// The file is gone, and a program that has it open hears its end.
  void hide(const std::string& name);
  /// The other end of a file without contents: what is written here, the program reads.
  int device_end(const std::string& name);

 private:
  struct Bus;
  std::unique_ptr<Bus> bus_;
};

}  // namespace drivers::emulation::usb

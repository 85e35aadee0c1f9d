// UsbNode: the file of one plugged-in device: ioctls of usbfs, caught by umockdev, become requests to the
// device.
#pragma once

#include <map>
#include <memory>

#include "drivers/emulation/event_loop.h"
#include "drivers/emulation/usb/ioctl_data.h"
#include "drivers/emulation/usb/usb_device.h"

namespace drivers::emulation::usb {

/// Lives until the testbed ends, since a driver may hold the file of a device that is long gone.
class UsbNode {
 public:
  /// The loop must outlive the node.
  UsbNode(EventLoop& loop, std::shared_ptr<UsbDevice> device);
  UsbNode(const UsbNode&) = delete;
  UsbNode& operator=(const UsbNode&) = delete;

  UMockdevIoctlBase* handler() const { return handler_.get(); }
  const UsbDevice& device() const { return *device_; }

 private:
  /// One ioctl with its arguments in our memory.
  struct Call {
    std::shared_ptr<UMockdevIoctlClient> client;
    gulong request = 0;
    IoctlData argument{};  ///< the structure that the argument points to
    IoctlData buffer{};    ///< of a request
    std::uint64_t address = 0;
  };
  struct Running {
    IoctlData urb;
    IoctlData buffer;
  };

  static gboolean on_ioctl(UMockdevIoctlBase* base, UMockdevIoctlClient* client, gpointer self);
  static Call fetch(UMockdevIoctlClient* client);

  // Loop thread.
  void handle(const Call& call);
  void submit(const Call& call);
  void reap(const Call& call);
  void hand_over(const Call& call, const Urb& urb);
  void control_port(const Call& call);
  static void complete(const Call& call, int error);

  EventLoop& loop_;
  std::shared_ptr<UsbDevice> device_;
  std::unique_ptr<UMockdevIoctlBase, Unref<UMockdevIoctlBase>> handler_;
  std::map<std::uint64_t, Running> running_;  ///< by the address of the driver's request
};

}  // namespace drivers::emulation::usb

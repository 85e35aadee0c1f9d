// UsbDeviceHandle: finding, opening and claiming one USB device; its control requests.
#pragma once

#include <memory>
#include <string>

#include "drivers/transport/transport.h"
#include "drivers/transport/usb_context.h"
#include "drivers/transport/usb_descriptors.h"

struct libusb_device_handle;

namespace drivers::transport {

/// What libusb's error code means for us: Unavailable, PermissionDenied, NotFound or TimedOut.
tl::unexpected<kiosk::base::Error> usb_failure(int code, const std::string& what, const std::string& where);

/// Ends a claim and closes the device.
struct UsbHandleCloser {
  int interface_number = -1;              ///< claimed, or -1
  std::shared_ptr<UsbContext> context{};  ///< must live longer than the handle
  void operator()(libusb_device_handle* handle) const;
};

/// An opened device with its interface claimed; both end with it. Device strand only.
class UsbDeviceHandle {
 public:
  /// Finds the one device that the selector means: of several the one at `last_port` (where it was before),
  /// else Conflict. NotFound when there is none, Unsupported when its descriptors do not fit,
  /// PermissionDenied without access, Unavailable when another program holds it. A kernel driver is detached
  /// and comes back at the end.
  static kiosk::base::Result<UsbDeviceHandle> open(std::shared_ptr<UsbContext> context,
                                                   const UsbSelector& selector, UsbFunction function,
                                                   const std::string& last_port);

  libusb_device_handle* get() const { return handle_.get(); }
  const UsbPipes& pipes() const { return pipes_; }
  const std::string& port() const { return port_; }
  UsbId id() const { return id_; }

  /// Clears a stalled endpoint. False when the device did not take it.
  bool clear_halt(const UsbEndpoint& endpoint) const;
  /// Resets the port. False when the device did not come back as it was. No transfer may be pending.
  bool reset() const;
  /// GET_PORT_STATUS of the printer class.
  kiosk::base::Result<PortStatus> port_status() const;

 private:
  UsbDeviceHandle() = default;
  kiosk::base::Status claim(UsbFunction function);

  std::unique_ptr<libusb_device_handle, UsbHandleCloser> handle_;
  UsbPipes pipes_{};
  std::string port_{};
  UsbId id_{};
};

}  // namespace drivers::transport

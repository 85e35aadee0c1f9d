// libusb's device list, descriptors and claims.
#include "drivers/transport/usb_device_handle.h"

#include <libusb.h>

#include <algorithm>
#include <array>

namespace drivers::transport {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::Status;

constexpr unsigned kControlTimeout = 500;  // milliseconds

struct DeviceCloser {
  void operator()(libusb_device* device) const { libusb_unref_device(device); }
};
using DeviceRef = std::unique_ptr<libusb_device, DeviceCloser>;

UsbId id_of(libusb_device* device) {
  libusb_device_descriptor descriptor{};
  libusb_get_device_descriptor(device, &descriptor);
  return {descriptor.idVendor, descriptor.idProduct};
}

std::vector<DeviceRef> all_devices(libusb_context* context) {
  std::vector<DeviceRef> devices;
  libusb_device** list = nullptr;
  const ssize_t count = libusb_get_device_list(context, &list);
  for (ssize_t i = 0; i < count; ++i) devices.emplace_back(list[i]);
  if (count >= 0) libusb_free_device_list(list, 0);
  return devices;
}

/// True when the device's serial number is this one; false also when it cannot be asked.
bool has_serial(libusb_device* device, const std::string& serial) {
  libusb_device_descriptor descriptor{};
  libusb_get_device_descriptor(device, &descriptor);
  libusb_device_handle* handle = nullptr;
  if (descriptor.iSerialNumber == 0 || libusb_open(device, &handle) != 0) return false;
  std::array<unsigned char, 256> text{};
  const int size = libusb_get_string_descriptor_ascii(handle, descriptor.iSerialNumber, text.data(),
                                                      static_cast<int>(text.size()));
  libusb_close(handle);
  return size > 0 && std::equal(serial.begin(), serial.end(), text.begin(), text.begin() + size);
}

/// Devices that the selector means; `strangers` gets what stands at its port but is something else.
std::vector<DeviceRef> matching(std::vector<DeviceRef> devices, const UsbSelector& selector,
                                std::string& strangers) {
  std::vector<DeviceRef> found;
  for (DeviceRef& device : devices) {
    if (!selector.port.empty() && usb_port_path(device.get()) != selector.port) continue;
    const UsbId id = id_of(device.get());
    if (!selector.wants(id)) {
      if (!selector.port.empty()) strangers = id.to_string();
      continue;
    }
    if (selector.serial.empty() || has_serial(device.get(), selector.serial))
      found.push_back(std::move(device));
  }
  return found;
}

bool has_interface(libusb_device* device, UsbFunction function);

Result<DeviceRef> find(libusb_context* context, const UsbSelector& selector, UsbFunction function,
                       const std::string& last_port) {
  std::string strangers;
  auto found = matching(all_devices(context), selector, strangers);
  // Without an id or a port the function must tell: "any printer".
  if (selector.ids.empty() && selector.port.empty()) {
    std::erase_if(found,
                  [function](const DeviceRef& device) { return !has_interface(device.get(), function); });
  }
  if (found.empty()) {
    const std::string why =
        strangers.empty() ? "no such USB device" : "another USB device stands here: " + strangers;
    return fail(ErrorCode::NotFound, why, selector.to_string());
  }
  for (DeviceRef& device : found) {
    if (usb_port_path(device.get()) == last_port) return std::move(device);
  }
  if (found.size() == 1) return std::move(found.front());
  return fail(ErrorCode::Conflict, "several USB devices fit: name the port", selector.to_string());
}

UsbInterface interface_of(const libusb_interface_descriptor& descriptor) {
  UsbInterface interface {
    descriptor.bInterfaceNumber, descriptor.bAlternateSetting, descriptor.bInterfaceClass, {}
  };
  for (int i = 0; i < descriptor.bNumEndpoints; ++i) {
    const libusb_endpoint_descriptor& endpoint = descriptor.endpoint[i];
    const bool bulk = (endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) == LIBUSB_TRANSFER_TYPE_BULK;
    interface.endpoints.push_back(
        {endpoint.bEndpointAddress, bulk, std::max<int>(endpoint.wMaxPacketSize, 8)});
  }
  return interface;
}

/// Every alternate setting of every interface of the active configuration.
std::vector<UsbInterface> interfaces_of(libusb_device* device) {
  std::vector<UsbInterface> interfaces;
  libusb_config_descriptor* config = nullptr;
  if (libusb_get_active_config_descriptor(device, &config) != 0) return interfaces;
  for (int i = 0; i < config->bNumInterfaces; ++i) {
    for (int a = 0; a < config->interface[i].num_altsetting; ++a) {
      interfaces.push_back(interface_of(config->interface[i].altsetting[a]));
    }
  }
  libusb_free_config_descriptor(config);
  return interfaces;
}

bool has_interface(libusb_device* device, UsbFunction function) {
  return choose_pipes(interfaces_of(device), function).has_value();
}

ErrorCode meaning_of(int code) {
  switch (code) {
    case LIBUSB_ERROR_ACCESS: return ErrorCode::PermissionDenied;
    case LIBUSB_ERROR_NOT_FOUND: return ErrorCode::NotFound;
    case LIBUSB_ERROR_TIMEOUT: return ErrorCode::TimedOut;
    default: return ErrorCode::Unavailable;
  }
}

}  // namespace

tl::unexpected<kiosk::base::Error> usb_failure(int code, const std::string& what, const std::string& where) {
  const std::string reason = code == LIBUSB_ERROR_BUSY ? "another program holds it" : libusb_strerror(code);
  return fail(meaning_of(code), what + ": " + reason, where);
}

void UsbHandleCloser::operator()(libusb_device_handle* handle) const {
  if (interface_number >= 0) libusb_release_interface(handle, interface_number);
  libusb_close(handle);
}

Result<UsbDeviceHandle> UsbDeviceHandle::open(std::shared_ptr<UsbContext> context,
                                              const UsbSelector& selector, UsbFunction function,
                                              const std::string& last_port) {
  if (!context->started()) return tl::unexpected(context->started().error());
  auto device = find(context->handle(), selector, function, last_port);
  if (!device) return tl::unexpected(device.error());
  UsbDeviceHandle opened;
  opened.port_ = usb_port_path(device->get());
  opened.id_ = id_of(device->get());
  libusb_device_handle* handle = nullptr;
  if (const int code = libusb_open(device->get(), &handle); code != 0) {
    return usb_failure(code, "cannot open", "usb:" + opened.port_);
  }
  opened.handle_ = {handle, UsbHandleCloser{-1, std::move(context)}};
  if (auto claimed = opened.claim(function); !claimed) return tl::unexpected(claimed.error());
  return opened;
}

Status UsbDeviceHandle::claim(UsbFunction function) {
  auto pipes = choose_pipes(interfaces_of(libusb_get_device(get())), function);
  if (!pipes) return fail(pipes.error().code, pipes.error().message, "usb:" + port_);
  pipes_ = std::move(*pipes);
  // The kernel's usblp holds printers; not every system can detach, and then claiming says so.
  (void)libusb_set_auto_detach_kernel_driver(get(), 1);
  if (const int code = libusb_claim_interface(get(), pipes_.interface_number); code != 0) {
    return usb_failure(code, "cannot claim the interface", "usb:" + port_);
  }
  handle_.get_deleter().interface_number = pipes_.interface_number;
  if (!pipes_.has_alternates) return {};
  const int code = libusb_set_interface_alt_setting(get(), pipes_.interface_number, pipes_.alternate);
  if (code != 0) return usb_failure(code, "cannot choose the alternate setting", "usb:" + port_);
  return {};
}

bool UsbDeviceHandle::clear_halt(const UsbEndpoint& endpoint) const {
  return libusb_clear_halt(get(), endpoint.address) == 0;
}

bool UsbDeviceHandle::reset() const { return libusb_reset_device(get()) == 0; }

Result<PortStatus> UsbDeviceHandle::port_status() const {
  constexpr std::uint8_t kClassRequestIn = 0xA1;
  constexpr std::uint8_t kGetPortStatus = 1;
  constexpr unsigned kPaperEmpty = 0x20;
  constexpr unsigned kSelected = 0x10;
  constexpr unsigned kNoError = 0x08;
  std::uint8_t status = 0;
  const int got = libusb_control_transfer(get(), kClassRequestIn, kGetPortStatus, 0,
                                          static_cast<std::uint16_t>(pipes_.interface_number), &status, 1,
                                          kControlTimeout);
  if (got != 1) return usb_failure(got < 0 ? got : LIBUSB_ERROR_IO, "no port status", "usb:" + port_);
  return PortStatus{(status & kPaperEmpty) != 0, (status & kSelected) != 0, (status & kNoError) == 0};
}

}  // namespace drivers::transport

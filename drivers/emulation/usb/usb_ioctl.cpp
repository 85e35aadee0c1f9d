// The ioctls of usbfs that libusb needs.
#include "drivers/emulation/usb/usb_ioctl.h"

#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <cstddef>

namespace drivers::emulation::usb {
namespace {

/// libusb asks for ended requests without rest, because the emulated file is always readable: this slows it
/// down.
constexpr kiosk::base::Duration kReapPause{1};
constexpr std::size_t kSetupSize = 8;

}  // namespace

UsbNode::UsbNode(EventLoop& loop, std::shared_ptr<UsbDevice> device)
    : loop_(loop), device_(std::move(device)), handler_(umockdev_ioctl_base_new()) {
  g_signal_connect_data(handler_.get(), "handle-ioctl", reinterpret_cast<GCallback>(on_ioctl), this, nullptr,
                        static_cast<GConnectFlags>(0));
}

gboolean UsbNode::on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer self) {
  // umockdev's thread: the caller waits until `complete`, which may come from any thread.
  auto* node = static_cast<UsbNode*>(self);
  node->loop_.post([node, call = fetch(client)] { node->handle(call); });
  return TRUE;
}

UsbNode::Call UsbNode::fetch(UMockdevIoctlClient* client) {
  g_object_ref(client);
  Call call{{client, Unref<UMockdevIoctlClient>()}, umockdev_ioctl_client_get_request(client)};
  UMockdevIoctlData* argument = umockdev_ioctl_client_get_arg(client);
  std::memcpy(&call.address, argument->data, sizeof call.address);
  // The address of a request is the argument itself; everywhere else it points to a structure of the ioctl's
  // size.
  if (call.request == USBDEVFS_DISCARDURB) return call;
  if (_IOC_SIZE(call.request) > 0) call.argument = resolve(argument, 0, _IOC_SIZE(call.request));
  if (call.request == USBDEVFS_SUBMITURB && call.argument) {
    const auto size = read_at<int>(call.argument, offsetof(usbdevfs_urb, buffer_length));
    call.buffer =
        resolve(call.argument.get(), offsetof(usbdevfs_urb, buffer), static_cast<std::size_t>(size));
  }
  return call;
}

void UsbNode::complete(const Call& call, int error) {
  umockdev_ioctl_client_complete(call.client.get(), error == 0 ? 0 : -1, error);
}

void UsbNode::handle(const Call& call) {
  const bool reaps = call.request == USBDEVFS_REAPURBNDELAY || call.request == USBDEVFS_REAPURB;
  if (reaps) return reap(call);
  if (!device_->plugged()) return complete(call, ENODEV);
  switch (call.request) {
    case USBDEVFS_SUBMITURB: return submit(call);
    case USBDEVFS_DISCARDURB: return complete(call, device_->discard(call.address) ? 0 : EINVAL);
    default: return control_port(call);
  }
}

void UsbNode::control_port(const Call& call) {
  switch (call.request) {
    case USBDEVFS_GET_CAPABILITIES: {
      const std::uint32_t capabilities = USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
      update(call.argument, 0, &capabilities, sizeof capabilities);
      return complete(call, 0);
    }
    case USBDEVFS_CLAIMINTERFACE: return complete(call, device_->claim(false) ? 0 : EBUSY);
    case USBDEVFS_DISCONNECT_CLAIM: return complete(call, device_->claim(true) ? 0 : EBUSY);
    case USBDEVFS_RELEASEINTERFACE: return complete(call, 0);
    case USBDEVFS_IOCTL: {
      // The only ones that libusb sends for a whole driver: connect after a release, disconnect before a
      // claim.
      const auto code = read_at<unsigned>(call.argument, offsetof(usbdevfs_ioctl, ioctl_code));
      device_->release(code == USBDEVFS_CONNECT);
      return complete(call, 0);
    }
    case USBDEVFS_CLEAR_HALT:
      device_->clear_halt(static_cast<std::uint8_t>(read_at<unsigned>(call.argument)));
      return complete(call, 0);
    case USBDEVFS_RESET: device_->reset(); return complete(call, 0);
    case USBDEVFS_SETINTERFACE:
    case USBDEVFS_SETCONFIGURATION: return complete(call, 0);
    default: return complete(call, ENOTTY);
  }
}

void UsbNode::submit(const Call& call) {
  Urb urb;
  urb.id = call.argument->client_addr;
  urb.control =
      read_at<unsigned char>(call.argument, offsetof(usbdevfs_urb, type)) == USBDEVFS_URB_TYPE_CONTROL;
  urb.endpoint = read_at<unsigned char>(call.argument, offsetof(usbdevfs_urb, endpoint));
  urb.capacity = static_cast<std::size_t>(read_at<int>(call.argument, offsetof(usbdevfs_urb, buffer_length)));
  const bool input = (urb.endpoint & 0x80) != 0;
  if (call.buffer && (urb.control || !input))
    urb.out.assign(call.buffer->data, call.buffer->data + urb.capacity);
  if (urb.control) urb.capacity -= kSetupSize;
  running_[urb.id] = {call.argument, call.buffer};
  complete(call, 0);
  device_->submit(std::move(urb));
}

void UsbNode::reap(const Call& call) {
  if (auto urb = device_->reap()) return hand_over(call, *urb);
  if (!device_->plugged()) return complete(call, ENODEV);
  loop_.post_after(kReapPause, [call] { complete(call, EAGAIN); });
}

void UsbNode::hand_over(const Call& call, const Urb& urb) {
  const auto found = running_.find(urb.id);
  const Running running = found->second;
  running_.erase(found);
  const int actual = static_cast<int>(urb.actual);
  update(running.urb, offsetof(usbdevfs_urb, status), &urb.status, sizeof urb.status);
  update(running.urb, offsetof(usbdevfs_urb, actual_length), &actual, sizeof actual);
  if (!urb.in.empty()) update(running.buffer, urb.control ? kSetupSize : 0, urb.in.data(), urb.in.size());
  umockdev_ioctl_data_set_ptr(call.argument.get(), 0, running.urb.get());
  complete(call, 0);
}

}  // namespace drivers::emulation::usb

// From umockdev's thread to the loop's and back.
#include "drivers/emulation/usb/ioctl_handler.h"

#include <sys/ioctl.h>

namespace drivers::emulation::usb {

IoctlHandler::IoctlHandler(EventLoop& loop, Answer answer, unsigned long by_value)
    : loop_(loop), answer_(std::move(answer)), by_value_(by_value), base_(umockdev_ioctl_base_new()) {
  g_signal_connect_data(base_.get(), "handle-ioctl", reinterpret_cast<GCallback>(on_ioctl), this, nullptr,
                        static_cast<GConnectFlags>(0));
}

gboolean IoctlHandler::on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer self) {
  // The caller waits until the call is completed, which may come from any thread.
  auto* handler = static_cast<IoctlHandler*>(self);
  g_object_ref(client);
  const std::shared_ptr<UMockdevIoctlClient> owner(client, Unref<UMockdevIoctlClient>());
  IoctlCall call{umockdev_ioctl_client_get_request(client)};
  UMockdevIoctlData* argument = umockdev_ioctl_client_get_arg(client);
  std::memcpy(&call.value, argument->data, sizeof call.value);
  if (call.request != handler->by_value_) call.argument = resolve(argument, 0, _IOC_SIZE(call.request));
  handler->loop_.post([handler, owner, call] {
    const IoctlReply reply = handler->answer_(call);
    umockdev_ioctl_client_complete(owner.get(), reply.error == 0 ? reply.result : -1, reply.error);
  });
  return TRUE;
}

}  // namespace drivers::emulation::usb

// Running libusb's events and forwarding hot plug.
#include "drivers/transport/usb_context.h"

#include <libusb.h>

#include <array>

#include "drivers/transport/pause.h"
#include "kiosk/base/log.h"

namespace drivers::transport {
namespace {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;

int LIBUSB_CALL on_hotplug(libusb_context*, libusb_device* device, libusb_hotplug_event event, void* user) {
  libusb_device_descriptor descriptor{};
  libusb_get_device_descriptor(device, &descriptor);
  static_cast<UsbContext*>(user)->forward({event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED,
                                           {descriptor.idVendor, descriptor.idProduct},
                                           usb_port_path(device)});
  return 0;
}

}  // namespace

std::string usb_port_path(libusb_device* device) {
  std::array<std::uint8_t, 8> ports{};
  const int count = libusb_get_port_numbers(device, ports.data(), static_cast<int>(ports.size()));
  std::string text = std::to_string(libusb_get_bus_number(device));
  for (int i = 0; i < count; ++i) {
    text += (i == 0 ? "-" : ".") + std::to_string(ports[static_cast<std::size_t>(i)]);
  }
  return text;
}

std::shared_ptr<UsbContext> UsbContext::of_process() {
  static const auto kContext = std::make_shared<UsbContext>();
  return kContext;
}

UsbContext::UsbContext()
    : inbox_(clock_,
             [this] {
               if (context_ != nullptr) libusb_interrupt_event_handler(context_);
             }),
      strand_("usb", clock_) {
  if (const int code = libusb_init(&context_); code != 0) {
    started_ =
        kiosk::base::fail(ErrorCode::Unavailable, std::string("libusb: ") + libusb_error_name(code), "usb");
    context_ = nullptr;
    return;
  }
  const int code = libusb_hotplug_register_callback(
      context_, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT, 0,
      LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, on_hotplug, this,
      nullptr);
  // Without hot plug a pulled device is still noticed, by its transfers.
  if (code != 0) kiosk::base::log(kiosk::base::LogLevel::Warning, "usb", "no hot-plug events from libusb");
  strand_.post([this, ending = ending_.get_token()] { run(ending); });
}

UsbContext::~UsbContext() {
  if (context_ == nullptr) return;
  ending_.request_stop();
  libusb_interrupt_event_handler(context_);
  strand_.stop();
  libusb_exit(context_);
}

void UsbContext::run(const std::stop_token& ending) {
  constexpr Duration kAfterError{100};
  while (!ending.stop_requested()) {
    timeval longest{60, 0};
    const int code = libusb_handle_events_timeout(context_, &longest);
    if (code < 0 && code != LIBUSB_ERROR_INTERRUPTED) pause_for(kAfterError, clock_, ending);
    inbox_.drain();
  }
}

void UsbContext::forward(const UsbEvent& event) {
  inbox_.post([this, event] {
    for (const auto& watcher : watchers_) {
      watcher->mailbox->post([tell = watcher->on_event, event] { tell(event); });
    }
  });
}

UsbContext::Watch UsbContext::watch(std::shared_ptr<UsbContext> context, Watcher watcher) {
  return {std::move(context), std::make_shared<const Watcher>(std::move(watcher))};
}

UsbContext::Watch::Watch(std::shared_ptr<UsbContext> context, std::shared_ptr<const Watcher> watcher)
    : context_(std::move(context)), watcher_(std::move(watcher)) {
  context_->inbox_.post(
      [context = context_.get(), watcher = watcher_] { context->watchers_.insert(watcher); });
}

UsbContext::Watch& UsbContext::Watch::operator=(Watch&& other) noexcept {
  if (this == &other) return *this;
  end();
  context_ = std::move(other.context_);
  watcher_ = std::move(other.watcher_);
  return *this;
}

void UsbContext::Watch::end() {
  if (!context_) return;
  context_->inbox_.post(
      [context = context_.get(), watcher = watcher_] { context->watchers_.erase(watcher); });
  context_.reset();
}

}  // namespace drivers::transport

// UsbContext: libusb, started once in the program, and the one thread that only forwards its events.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <stop_token>
#include <string>

#include "drivers/transport/usb_selector.h"
#include "kiosk/base/mailbox.h"
#include "kiosk/base/strand.h"

struct libusb_context;
struct libusb_device;

namespace drivers::transport {

/// A device was plugged in or pulled.
struct UsbEvent {
  bool arrived = false;
  UsbId id{};
  std::string port{};  ///< "1-1.2"
};

/// "1-1.2" of a device; the bus alone for a root hub.
std::string usb_port_path(libusb_device* device);

/// All public functions may be called from any thread.
class UsbContext {
 public:
  using OnEvent = std::function<void(const UsbEvent&)>;

  /// Where events are posted, and what hears them there.
  struct Watcher {
    std::shared_ptr<kiosk::base::Mailbox> mailbox;
    OnEvent on_event;
  };

  /// Hears of hot plug until it is destroyed; keeps the context alive.
  class Watch {
   public:
    Watch() = default;
    Watch(std::shared_ptr<UsbContext> context, std::shared_ptr<const Watcher> watcher);
    Watch(Watch&& other) noexcept = default;
    Watch& operator=(Watch&& other) noexcept;
    ~Watch() { end(); }

   private:
    void end();
    std::shared_ptr<UsbContext> context_;
    std::shared_ptr<const Watcher> watcher_;
  };

  /// The program's one context, started by the first call.
  static std::shared_ptr<UsbContext> of_process();

  UsbContext();
  ~UsbContext();
  UsbContext(const UsbContext&) = delete;
  UsbContext& operator=(const UsbContext&) = delete;

  /// Unavailable when libusb could not start; `handle` is null then.
  const kiosk::base::Status& started() const { return started_; }
  libusb_context* handle() const { return context_; }

  /// Posts `on_event` to `mailbox` at every hot plug; it may still be posted shortly after the watch has
  /// ended.
  static Watch watch(std::shared_ptr<UsbContext> context, Watcher watcher);
  /// Hands an event to all watchers: called from libusb on whichever thread works its events off.
  void forward(const UsbEvent& event);

 private:
  void run(const std::stop_token& ending);

  kiosk::base::SystemClock clock_;
  libusb_context* context_ = nullptr;
  kiosk::base::Status started_{};
  std::stop_source ending_;
  std::set<std::shared_ptr<const Watcher>> watchers_;  ///< event thread
  kiosk::base::Mailbox inbox_;  ///< work for the event thread, done between libusb's events
  kiosk::base::Strand strand_;  ///< last: it ends before what it uses
};

}  // namespace drivers::transport

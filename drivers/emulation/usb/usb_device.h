// UsbDevice: an emulated device as the kernel's usbfs sees it: endpoints, requests (URBs), halts. Pure; no
// I/O.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <span>

#include "drivers/emulation/usb/usb_build.h"

namespace drivers::emulation::usb {

/// A request of the driver's side, and how it ended.
struct Urb {
  std::uint64_t id = 0;
  bool control = false;
  std::uint8_t endpoint = 0;
  std::vector<std::uint8_t> out{};  ///< what goes to the device; of a control request its 8 bytes of setup
  std::size_t capacity = 0;         ///< of the driver's buffer
  int status = 0;                   ///< 0 or a negative errno
  std::vector<std::uint8_t> in{};   ///< what came from the device
  std::size_t actual = 0;
};

/// The setup packet of a control request.
struct UsbSetup {
  std::uint8_t type = 0;
  std::uint8_t request = 0;
  std::uint16_t value = 0;
};

/// Loop thread only.
class UsbDevice {
 public:
  using Bytes = std::vector<std::uint8_t>;
  using OnOutput = std::function<void(std::uint8_t endpoint, std::span<const std::uint8_t> bytes)>;
  /// Answers a class or vendor request; nothing: it stalls.
  using OnControl = std::function<std::optional<Bytes>(const UsbSetup& setup)>;

  UsbDevice(UsbBuild build, OnOutput on_output, OnControl on_control, std::function<void()> on_reset);

  // The driver's side.
  void submit(Urb urb);
  /// The next request that has ended.
  std::optional<Urb> reap();
  /// False when there is no such request under way.
  bool discard(std::uint64_t id);
  void clear_halt(std::uint8_t endpoint);
  void reset();
  bool plugged() const { return plugged_; }
  /// A claim fails while the kernel's driver is bound, unless the claimer detaches it.
  bool claim(bool detach);
  void release(bool attach);
  bool bound_to_kernel() const { return kernel_driver_; }

  // The device's side.
  const UsbBuild& build() const { return build_; }
  /// Queues bytes for the driver, in packets.
  void send(std::uint8_t endpoint, std::span<const std::uint8_t> bytes);
  /// The endpoint halts at the next `times` requests; each halt lasts until it is cleared.
  void stall(std::uint8_t endpoint, int times);
  /// The endpoint takes nothing while this is on.
  void refuse(std::uint8_t endpoint, bool on);
  /// Every request ends as the kernel ends them when the cable is pulled.
  void unplug();

  int halts_cleared() const { return halts_cleared_; }
  int resets() const { return resets_; }

 private:
  struct Endpoint {
    std::deque<Bytes> packets{};
    int stalls = 0;
    bool halted = false;
    bool refuses = false;
  };
  void serve();
  bool can_end(const Urb& urb);
  void end(Urb urb);
  void end_control(Urb& urb);

  UsbBuild build_;
  OnOutput on_output_;
  OnControl on_control_;
  std::function<void()> on_reset_;
  std::map<std::uint8_t, Endpoint> endpoints_;
  std::deque<Urb> pending_;
  std::deque<Urb> ended_;
  bool plugged_ = true;
  bool kernel_driver_;
  int halts_cleared_ = 0;
  int resets_ = 0;
};

}  // namespace drivers::emulation::usb

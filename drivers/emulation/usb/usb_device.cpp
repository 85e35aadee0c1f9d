// Serving requests as a device and its host controller do.
#include "drivers/emulation/usb/usb_device.h"

#include <algorithm>
#include <cerrno>

namespace drivers::emulation::usb {

using Bytes = UsbDevice::Bytes;

UsbDevice::UsbDevice(UsbBuild build, OnOutput on_output, OnControl on_control, std::function<void()> on_reset)
    : build_(std::move(build)),
      on_output_(std::move(on_output)),
      on_control_(std::move(on_control)),
      on_reset_(std::move(on_reset)),
      kernel_driver_(!build_.kernel_driver.empty()) {}

void UsbDevice::submit(Urb urb) {
  pending_.push_back(std::move(urb));
  serve();
}

std::optional<Urb> UsbDevice::reap() {
  if (ended_.empty()) return std::nullopt;
  Urb urb = std::move(ended_.front());
  ended_.pop_front();
  return urb;
}

bool UsbDevice::discard(std::uint64_t id) {
  const auto found =
      std::find_if(pending_.begin(), pending_.end(), [id](const Urb& urb) { return urb.id == id; });
  if (found == pending_.end()) return false;
  found->status = -ENOENT;
  ended_.push_back(std::move(*found));
  pending_.erase(found);
  return true;
}

void UsbDevice::clear_halt(std::uint8_t endpoint) {
  endpoints_[endpoint].halted = false;
  ++halts_cleared_;
  serve();
}

void UsbDevice::reset() {
  for (auto& [address, endpoint] : endpoints_) {
    endpoint.halted = false;
    endpoint.packets.clear();
  }
  ++resets_;
  on_reset_();
}

bool UsbDevice::claim(bool detach) {
  if (detach) kernel_driver_ = false;
  return !kernel_driver_;
}

void UsbDevice::release(bool attach) { kernel_driver_ = attach && !build_.kernel_driver.empty(); }

void UsbDevice::send(std::uint8_t endpoint, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const auto packet = bytes.first(std::min(bytes.size(), kMaxPacket));
    endpoints_[endpoint].packets.emplace_back(packet.begin(), packet.end());
    bytes = bytes.subspan(packet.size());
  }
  serve();
}

void UsbDevice::stall(std::uint8_t endpoint, int times) {
  endpoints_[endpoint].stalls = times;
  serve();
}

void UsbDevice::refuse(std::uint8_t endpoint, bool on) {
  endpoints_[endpoint].refuses = on;
  serve();
}

void UsbDevice::unplug() {
  plugged_ = false;
  while (!pending_.empty()) {
    pending_.front().status = -ESHUTDOWN;
    ended_.push_back(std::move(pending_.front()));
    pending_.pop_front();
  }
}

void UsbDevice::serve() {
  // The device's answer to one request may come back in here: nothing is held over `end`.
  while (plugged_) {
    const auto next =
        std::find_if(pending_.begin(), pending_.end(), [this](const Urb& urb) { return can_end(urb); });
    if (next == pending_.end()) return;
    Urb urb = std::move(*next);
    pending_.erase(next);
    end(std::move(urb));
  }
}

bool UsbDevice::can_end(const Urb& urb) {
  if (urb.control) return true;
  const Endpoint& endpoint = endpoints_[urb.endpoint];
  if (endpoint.halted || endpoint.stalls > 0) return true;
  const bool input = (urb.endpoint & 0x80) != 0;
  return input ? !endpoint.packets.empty() : !endpoint.refuses;
}

void UsbDevice::end(Urb urb) {
  Endpoint& endpoint = endpoints_[urb.endpoint];
  const bool input = (urb.endpoint & 0x80) != 0;
  Bytes output;
  if (urb.control) {
    end_control(urb);
  } else if (endpoint.halted || endpoint.stalls > 0) {
    if (!endpoint.halted) --endpoint.stalls;
    endpoint.halted = true;
    urb.status = -EPIPE;
  } else if (input) {
    // A short packet ends the request, a full buffer too.
    while (!endpoint.packets.empty() && urb.in.size() + endpoint.packets.front().size() <= urb.capacity) {
      const Bytes packet = std::move(endpoint.packets.front());
      endpoint.packets.pop_front();
      urb.in.insert(urb.in.end(), packet.begin(), packet.end());
      if (packet.size() < kMaxPacket) break;
    }
    urb.actual = urb.in.size();
  } else {
    output = std::move(urb.out);
    urb.actual = output.size();
  }
  const std::uint8_t address = urb.endpoint;
  ended_.push_back(std::move(urb));
  if (!output.empty()) on_output_(address, output);
}

void UsbDevice::end_control(Urb& urb) {
  constexpr std::uint8_t kStandardIn = 0x80;
  constexpr std::uint8_t kGetDescriptor = 6;
  constexpr unsigned kStringDescriptor = 3;
  UsbSetup setup;
  if (urb.out.size() >= 8) {
    setup = {urb.out[0], urb.out[1], static_cast<std::uint16_t>(urb.out[2] | urb.out[3] << 8)};
  }
  std::optional<Bytes> answer;
  if (setup.type == kStandardIn && setup.request == kGetDescriptor && setup.value >> 8 == kStringDescriptor) {
    answer = string_descriptor(build_, static_cast<std::uint8_t>(setup.value & 0xFF));
  } else {
    answer = on_control_(setup);
  }
  urb.status = answer ? 0 : -EPIPE;
  if (!answer) return;
  answer->resize(std::min(answer->size(), urb.capacity));
  urb.in = std::move(*answer);
  urb.actual = urb.in.size();
}

}  // namespace drivers::emulation::usb

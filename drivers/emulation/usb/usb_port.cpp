// Plugging in, pulling, and which pipe carries what.
#include "drivers/emulation/usb/usb_port.h"

#include <algorithm>

namespace drivers::emulation::usb {
namespace {

/// Of a SAM_V frame: preamble and length; the length counts what follows on the second pipe.
constexpr std::size_t kHeader = 7;
constexpr kiosk::base::Duration kPullDelay{50};

}  // namespace

UsbPort::UsbPort(UsbTestbed& testbed, UsbBuild build, OnBytes on_bytes)
    : testbed_(testbed),
      build_(std::move(build)),
      on_bytes_(std::move(on_bytes)),
      pull_timer_(testbed.loop()) {}

kiosk::base::Status UsbPort::plug() {
  if (device_) return {};
  hanging_ = false;
  device_ = std::make_shared<UsbDevice>(
      build_, [this](std::uint8_t, std::span<const std::uint8_t> bytes) { receive(bytes); },
      [this](const UsbSetup& setup) { return answer(setup); }, [this] { hanging_ = false; });
  return testbed_.plug(device_);
}

void UsbPort::unplug() {
  if (!device_) return;
  pull_timer_.cancel();
  header_.clear();
  rest_left_ = 0;
  device_->unplug();
  testbed_.unplug(*device_);
  device_.reset();
}

std::string UsbPort::address() const {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const std::uint16_t word : {build_.vendor, build_.product}) {
    text += ':';
    for (int shift = 12; shift >= 0; shift -= 4) text += kDigits[word >> shift & 0xF];
  }
  return "usb" + text + ",port=" + build_.port;
}

void UsbPort::receive(std::span<const std::uint8_t> bytes) {
  if (hanging_) return;
  // A module begins a new frame for each request, whatever noise it has sent before.
  header_.clear();
  rest_left_ = 0;
  on_bytes_(bytes);
}

std::optional<std::vector<std::uint8_t>> UsbPort::answer(const UsbSetup& setup) const {
  constexpr std::uint8_t kClassIn = 0xA1;
  constexpr std::uint8_t kGetPortStatus = 1;
  if (hanging_ || !port_status_ || setup.type != kClassIn || setup.request != kGetPortStatus)
    return std::nullopt;
  return std::vector<std::uint8_t>{port_status_()};
}

std::vector<std::uint8_t> UsbPort::addresses(bool inputs) const {
  std::vector<std::uint8_t> found;
  std::copy_if(build_.endpoints.begin(), build_.endpoints.end(), std::back_inserter(found),
               [inputs](std::uint8_t address) { return ((address & 0x80) != 0) == inputs; });
  std::sort(found.begin(), found.end());
  return found;
}

void UsbPort::send(std::span<const std::uint8_t> bytes) {
  if (!device_ || hanging_) return;
  if (!pull_after_ || bytes.size() <= *pull_after_) return deliver(bytes);
  deliver(bytes.first(*pull_after_));
  pull_after_.reset();
  // The driver has some of the answer by then, and waits for the rest.
  pull_timer_.start(kPullDelay, [this] { unplug(); });
}

void UsbPort::deliver(std::span<const std::uint8_t> bytes) {
  const auto inputs = addresses(true);
  if (inputs.size() == 1) return device_->send(inputs.front(), bytes);
  deliver_split(bytes);
}

void UsbPort::deliver_split(std::span<const std::uint8_t> bytes) {
  const auto inputs = addresses(true);
  while (!bytes.empty()) {
    const std::size_t wanted = rest_left_ > 0 ? rest_left_ : kHeader - header_.size();
    const auto part = bytes.first(std::min(wanted, bytes.size()));
    bytes = bytes.subspan(part.size());
    if (rest_left_ > 0) {
      rest_left_ -= part.size();
      device_->send(inputs[1], part);
      continue;
    }
    header_.insert(header_.end(), part.begin(), part.end());
    if (header_.size() < kHeader) continue;
    rest_left_ = static_cast<std::size_t>(header_[5]) << 8 | header_[6];
    device_->send(inputs[0], header_);
    header_.clear();
  }
}

}  // namespace drivers::emulation::usb

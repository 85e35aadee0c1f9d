// The ioctls of evdev that the drivers need.
#include "drivers/emulation/usb/input_node.h"

#include <linux/input.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace drivers::emulation::usb {

InputNode::InputNode(UsbTestbed& testbed, std::string name, std::string label)
    : testbed_(testbed),
      name_(std::move(name)),
      label_(std::move(label)),
      handler_(
          testbed.loop(), [this](const IoctlCall& call) { return answer(call); }, EVIOCGRAB) {}

kiosk::base::Status InputNode::plug() {
  const auto shown = testbed_.show({name_, "input", ""}, handler_.get());
  return shown ? kiosk::base::Status{} : kiosk::base::Status(tl::unexpected(shown.error()));
}

void InputNode::unplug() {
  grabbed_ = false;
  testbed_.hide(name_);
}

void InputNode::send(std::uint16_t type, std::uint16_t code, std::int32_t value) {
  write(type, code, value);
  write(EV_SYN, SYN_REPORT, 0);
}

void InputNode::write(std::uint16_t type, std::uint16_t code, std::int32_t value) {
  input_event event{};
  event.type = type;
  event.code = code;
  event.value = value;
  (void)!::write(testbed_.device_end(name_), &event, sizeof event);
}

IoctlReply InputNode::answer(const IoctlCall& call) {
  constexpr unsigned kName = 0x06;
  constexpr unsigned kSwitches = 0x1b;
  constexpr unsigned kClock = 0xa0;
  if (call.request == EVIOCGRAB) {
    if (call.value != 0 && grabbed_) return {0, EBUSY};
    grabbed_ = call.value != 0;
    return {};
  }
  if (_IOC_TYPE(call.request) != 'E' || !call.argument) return {0, ENOTTY};
  const std::size_t room = _IOC_SIZE(call.request);
  if (_IOC_NR(call.request) == kName) {
    const std::size_t size = std::min(label_.size() + 1, room);
    update(call.argument, 0, label_.c_str(), size);
    return {static_cast<int>(size)};
  }
  if (_IOC_NR(call.request) == kSwitches) {
    std::vector<std::uint8_t> bits(room, 0);
    if (jack_) bits.at(SW_HEADPHONE_INSERT / 8) |= static_cast<std::uint8_t>(1U << SW_HEADPHONE_INSERT % 8);
    update(call.argument, 0, bits.data(), bits.size());
    return {static_cast<int>(room)};
  }
  return {0, _IOC_NR(call.request) == kClock ? 0 : ENOTTY};
}

}  // namespace drivers::emulation::usb

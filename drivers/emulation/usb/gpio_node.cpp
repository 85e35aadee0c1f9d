// The ioctls of linux/gpio.h, first version.
#include "drivers/emulation/usb/gpio_node.h"

#include <fcntl.h>
#include <linux/gpio.h>
#include <unistd.h>

#include <cerrno>

namespace drivers::emulation::usb {

GpioNode::GpioNode(UsbTestbed& testbed, std::string name, unsigned lines)
    : testbed_(testbed),
      name_(std::move(name)),
      handler_(testbed.loop(), [this](const IoctlCall& call) { return answer(call); }),
      lines_(lines) {
  for (unsigned number = 0; number < lines; ++number) {
    lines_[number].handler = std::make_unique<IoctlHandler>(
        testbed.loop(), [this, number](const IoctlCall& call) { return answer_line(number, call); });
  }
}

kiosk::base::Status GpioNode::plug() {
  plugged_ = true;
  auto shown = testbed_.show({name_, "gpio", "00"}, handler_.get());
  for (unsigned number = 0; shown && number < lines_.size(); ++number) {
    shown = testbed_.show({line_node(number), "gpio", "00"}, lines_[number].handler->get());
  }
  return shown ? kiosk::base::Status{} : kiosk::base::Status(tl::unexpected(shown.error()));
}

void GpioNode::unplug() {
  plugged_ = false;
  testbed_.hide(name_);
  for (unsigned number = 0; number < lines_.size(); ++number) testbed_.hide(line_node(number));
}

IoctlReply GpioNode::answer(const IoctlCall& call) {
  if (!plugged_) return {0, ENODEV};
  if (!call.argument) return {0, EFAULT};
  switch (call.request) {
    case GPIO_GET_CHIPINFO_IOCTL: return tell_chip(call);
    case GPIO_GET_LINEINFO_IOCTL: return tell_line(call);
    case GPIO_GET_LINEHANDLE_IOCTL: return give_line(call);
    default: return {0, ENOTTY};
  }
}

IoctlReply GpioNode::tell_chip(const IoctlCall& call) const {
  gpiochip_info info{};
  name_.copy(info.name, sizeof info.name - 1);
  info.lines = static_cast<std::uint32_t>(lines_.size());
  update(call.argument, 0, &info, sizeof info);
  return {};
}

IoctlReply GpioNode::tell_line(const IoctlCall& call) const {
  auto info = read_at<gpioline_info>(call.argument);
  if (info.line_offset >= lines_.size()) return {0, EINVAL};
  const Line& line = lines_[info.line_offset];
  info.flags = (line.output ? GPIOLINE_FLAG_IS_OUT : 0U) | (line.active_low ? GPIOLINE_FLAG_ACTIVE_LOW : 0U);
  line.consumer.copy(info.consumer, sizeof info.consumer - 1);
  update(call.argument, 0, &info, sizeof info);
  return {};
}

IoctlReply GpioNode::give_line(const IoctlCall& call) {
  auto request = read_at<gpiohandle_request>(call.argument);
  const unsigned number = request.lineoffsets[0];
  if (request.lines != 1 || number >= lines_.size()) return {0, EINVAL};
  Line& line = lines_[number];
  if (line.foreign) return {0, EBUSY};
  line.consumer = request.consumer_label;
  line.active_low = (request.flags & GPIOHANDLE_REQUEST_ACTIVE_LOW) != 0;
  line.output = (request.flags & GPIOHANDLE_REQUEST_OUTPUT) != 0;
  if (line.output) line.level = (request.default_values[0] != 0) != line.active_low;
  // The kernel gives a file without a name; ours must have one for umockdev to know it.
  request.fd = open(("/dev/" + line_node(number)).c_str(), O_RDWR | O_CLOEXEC);
  if (request.fd < 0) return {0, errno};
  update(call.argument, 0, &request, sizeof request);
  return {};
}

IoctlReply GpioNode::answer_line(unsigned number, const IoctlCall& call) {
  if (!plugged_) return {0, ENODEV};
  if (!call.argument) return {0, EFAULT};
  Line& line = lines_[number];
  auto data = read_at<gpiohandle_data>(call.argument);
  switch (call.request) {
    case GPIOHANDLE_GET_LINE_VALUES_IOCTL:
      data.values[0] = line.level != line.active_low ? 1 : 0;
      update(call.argument, 0, &data, sizeof data);
      return {};
    case GPIOHANDLE_SET_LINE_VALUES_IOCTL:
      if (!line.output) return {0, EPERM};
      line.level = (data.values[0] != 0) != line.active_low;
      return {};
    default: return {0, ENOTTY};
  }
}

}  // namespace drivers::emulation::usb

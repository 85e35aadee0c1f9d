// GpioNode: a GPIO chip's file /dev/gpiochipN as libgpiod 1 speaks to it: levels, directions, lines that are
// taken.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "drivers/emulation/usb/ioctl_handler.h"
#include "drivers/emulation/usb/usb_testbed.h"

namespace drivers::emulation::usb {

/// Loop thread only, but for construction.
class GpioNode {
 public:
  /// `name`: "gpiochip7".
  GpioNode(UsbTestbed& testbed, std::string name, unsigned lines);

  kiosk::base::Status plug();
  void unplug();
  std::string path() const { return "/dev/" + name_; }

  /// The level at the pin, whatever "active" means to the program.
  bool level(unsigned line) const { return lines_.at(line).level; }
  void set_level(unsigned line, bool high) { lines_.at(line).level = high; }
  bool is_output(unsigned line) const { return lines_.at(line).output; }
  std::string consumer(unsigned line) const { return lines_.at(line).consumer; }
  /// Another program holds the line.
  void take_away(unsigned line, bool taken) { lines_.at(line).foreign = taken; }

 private:
  struct Line {
    bool level = false;
    bool output = false;
    bool active_low = false;
    bool foreign = false;
    std::string consumer{};
    std::unique_ptr<IoctlHandler> handler{};  ///< of the file that stands for the line once it is taken
  };
  std::string line_node(unsigned line) const { return name_ + "-line" + std::to_string(line); }
  IoctlReply answer(const IoctlCall& call);
  IoctlReply tell_chip(const IoctlCall& call) const;
  IoctlReply tell_line(const IoctlCall& call) const;
  IoctlReply give_line(const IoctlCall& call);
  IoctlReply answer_line(unsigned number, const IoctlCall& call);

  UsbTestbed& testbed_;
  std::string name_;
  IoctlHandler handler_;
  std::vector<Line> lines_;
  bool plugged_ = false;
};

}  // namespace drivers::emulation::usb

// The sysfs and device files of the emulated bus.
#include "drivers/emulation/usb/usb_testbed.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string_view>

#include "drivers/emulation/usb/usb_ioctl.h"

namespace drivers::emulation::usb {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Status;

namespace {

std::string hex(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const std::uint8_t byte : bytes) text += {kDigits[byte >> 4], kDigits[byte & 0x0F]};
  return text;
}

std::string three_digits(int number) {
  const std::string text = std::to_string(number);
  return std::string(3 - text.size(), '0') + text;
}

/// "/devices/pci0000:00/0000:00:14.0/usb1/1-3/1-3.2" for "1-3.2".
std::string sysfs_path(const std::string& port) {
  std::string path = "/devices/pci0000:00/0000:00:14.0/usb" + port.substr(0, port.find('-'));
  for (std::size_t dot = port.find('.'); dot != std::string::npos; dot = port.find('.', dot + 1)) {
    path += "/" + port.substr(0, dot);
  }
  return path + "/" + port;
}

/// The device in umockdev's own words: path, node, properties, attributes.
std::string description(const UsbBuild& build, int number) {
  const std::string bus = build.port.substr(0, build.port.find('-'));
  const std::string node = "bus/usb/" + three_digits(std::stoi(bus)) + "/" + three_digits(number);
  const auto bytes = descriptor_bytes(build);
  const std::array<std::uint8_t, 4> ids{bytes[9], bytes[8], bytes[11], bytes[10]};
  return "P: " + sysfs_path(build.port) + "\nN: " + node + "\nE: DEVNAME=/dev/" + node +
         "\nE: DEVTYPE=usb_device\nE: SUBSYSTEM=usb\nE: BUSNUM=" + three_digits(std::stoi(bus)) +
         "\nE: DEVNUM=" + three_digits(number) + "\nE: MAJOR=189\nE: MINOR=" + std::to_string(number - 1) +
         "\nA: busnum=" + bus + "\\n\nA: devnum=" + std::to_string(number) +
         "\\n\nA: bConfigurationValue=1\\n\nA: speed=12\\n\nA: idVendor=" + hex(std::span(ids).first(2)) +
         "\\n\nA: idProduct=" + hex(std::span(ids).last(2)) + "\\n\nH: descriptors=" + hex(bytes) + "\n\n";
}

/// Where a file that hangs on no bus stands in sysfs: "input/event7" at /devices/virtual/kiosk/event7.
std::string node_path(const std::string& name) {
  return "/devices/virtual/kiosk/" +
         name.substr(name.find('/') == std::string::npos ? 0 : name.find('/') + 1);
}

}  // namespace

struct UsbTestbed::Bus {
  explicit Bus() : testbed(umockdev_testbed_new()), thread(clock) {}

  kiosk::base::SystemClock clock;
  std::unique_ptr<UMockdevTestbed, Unref<UMockdevTestbed>> testbed;
  std::vector<std::unique_ptr<UsbNode>> nodes;
  std::string root() const {
    const std::unique_ptr<char, decltype(&g_free)> folder(umockdev_testbed_get_root_dir(testbed.get()),
                                                          g_free);
    return folder.get();
  }
  std::set<std::string> attached;  ///< files below /dev that have their handler
  int last_node = 0;
  int last_number = 1;  ///< device numbers grow, as a kernel's do
  LoopThread thread;
};

bool UsbTestbed::available() {
  const char* preload = std::getenv("LD_PRELOAD");
  return preload != nullptr && std::string_view(preload).find("umockdev") != std::string_view::npos;
}

UsbTestbed::UsbTestbed() : bus_(std::make_unique<Bus>()) {}

UsbTestbed::~UsbTestbed() = default;

std::vector<std::string> UsbTestbed::environment() const {
  gchar* const root = umockdev_testbed_get_root_dir(bus_->testbed.get());
  std::vector<std::string> settings{"LD_PRELOAD=libumockdev-preload.so.0", std::string("UMOCKDEV_DIR=") + root};
  g_free(root);
  return settings;
}

LoopThread& UsbTestbed::thread() { return bus_->thread; }

Status UsbTestbed::plug(std::shared_ptr<UsbDevice> device) {
  const UsbBuild build = device->build();
  const int number = ++bus_->last_number;
  auto node = std::make_unique<UsbNode>(loop(), std::move(device));
  const std::string file = "/dev/bus/usb/" + three_digits(std::stoi(build.port)) + "/" + three_digits(number);
  GError* error = nullptr;
  // The handler stands before udev tells of the device: a driver may open it at once.
  const bool shown =
      umockdev_testbed_attach_ioctl(bus_->testbed.get(), file.c_str(), node->handler(), &error) &&
      umockdev_testbed_add_from_string(bus_->testbed.get(), description(build, number).c_str(), &error);
  const std::string why = error == nullptr ? "" : error->message;
  g_clear_error(&error);
  bus_->nodes.push_back(std::move(node));
  if (!shown) return fail(ErrorCode::Unavailable, "cannot show the device: " + why, file);
  umockdev_testbed_uevent(bus_->testbed.get(), ("/sys" + sysfs_path(build.port)).c_str(), "add");
  return {};
}

void UsbTestbed::unplug(const UsbDevice& device) {
  const std::string path = "/sys" + sysfs_path(device.build().port);
  umockdev_testbed_uevent(bus_->testbed.get(), path.c_str(), "remove");
  umockdev_testbed_remove_device(bus_->testbed.get(), path.c_str());
}

kiosk::base::Result<std::string> UsbTestbed::show(const NodeWords& node, UMockdevIoctlBase* handler) {
  const std::string file = "/dev/" + node.name;
  const std::string number = std::to_string(++bus_->last_node);
  const std::string contents = node.contents.empty() ? "" : "=" + node.contents;
  const std::string words = "P: " + node_path(node.name) + "\nN: " + node.name + contents +
                            "\nE: DEVNAME=" + file + "\nE: SUBSYSTEM=" + node.subsystem +
                            "\nE: MAJOR=240\nE: MINOR=" + number + "\nA: dev=240:" + number + "\\n\n\n";
  GError* error = nullptr;
  // What was attached before a cable was pulled stays attached.
  const bool attached = bus_->attached.count(node.name) > 0 ||
                        umockdev_testbed_attach_ioctl(bus_->testbed.get(), file.c_str(), handler, &error);
  const bool shown = attached && umockdev_testbed_add_from_string(bus_->testbed.get(), words.c_str(), &error);
  const std::string why = error == nullptr ? "" : error->message;
  g_clear_error(&error);
  bus_->attached.insert(node.name);
  if (!shown) return fail(ErrorCode::Unavailable, "cannot show the file: " + why, file);
  return bus_->root() + file;
}

void UsbTestbed::hide(const std::string& name) {
  umockdev_testbed_remove_device(bus_->testbed.get(), ("/sys" + node_path(name)).c_str());
  std::error_code ignored;
  std::filesystem::remove(bus_->root() + "/dev/" + name, ignored);
}

int UsbTestbed::device_end(const std::string& name) {
  return umockdev_testbed_get_dev_fd(bus_->testbed.get(), ("/dev/" + name).c_str());
}

}  // namespace drivers::emulation::usb

// The real drivers over the real libusb against emulated devices on an emulated bus.
#pragma once

#include <boost/test/unit_test.hpp>
#include <memory>
#include <optional>
#include <sstream>

#include "drivers/contract/driver.h"
#include "drivers/emulation/emulated_receipt_printer.h"
#include "drivers/emulation/emulated_samv_reader.h"
#include "drivers/emulation/usb/usb_port.h"
#include "kiosk/base/mailbox.h"
#include "tests/support/temporary_folder.h"

namespace usb_bench {

using namespace std::chrono_literals;
using namespace drivers::contract;
using drivers::emulation::usb::UsbBuild;
using drivers::emulation::usb::UsbPort;
using drivers::emulation::usb::UsbTestbed;
using kiosk::base::Duration;

/// One bus for all cases: libusb listens to it from its start to the program's end.
inline UsbTestbed& testbed() {
  static UsbTestbed bus;
  return bus;
}

/// Remembers what a device told.
struct Witness final : DeviceObserver {
  std::vector<FaultType> raised;
  std::vector<FaultType> cleared;
  std::vector<std::string> details;
  void report_changed(const DeviceReport&) override {}
  void fault_raised(const DeviceFault& fault) override {
    raised.push_back(fault.type);
    details.push_back(fault.detail);
  }
  void fault_cleared(const DeviceFault& fault) override { cleared.push_back(fault.type); }
};

/// An emulated device behind a USB plug; commanded from the test's thread.
class Hardware {
 public:
  static Hardware reader(const UsbBuild& build) { return Hardware(build, false); }
  static Hardware printer(const UsbBuild& build) { return Hardware(build, true); }
  Hardware(const Hardware&) = delete;
  Hardware& operator=(const Hardware&) = delete;
  ~Hardware() {
    call([this] { device_.reset(); });
  }

  void call(const std::function<void()>& work) const { testbed().thread().call(work); }
  /// "card put 测试人甲"
  std::string tell(const std::string& line) {
    kiosk::base::Result<std::string> done;
    call([&] { done = device_->command(words_of(line)); });
    BOOST_TEST_REQUIRE(done.has_value(), line << ": " << (done ? "" : done.error().to_string()));
    return *done;
  }
  void tell_after(Duration delay, const std::string& line) {
    testbed().loop().post_after(delay, [this, line] { (void)device_->command(words_of(line)); });
  }
  kiosk::base::Json describe() const {
    kiosk::base::Json json;
    call([&] { json = device_->describe(); });
    return json;
  }
  /// A value of the USB side, read on its thread.
  template <class Look>
  int look(Look look) const {
    int value = 0;
    call([&] { value = static_cast<int>(look(port_->device())); });
    return value;
  }
  UsbPort& port() { return *port_; }  ///< inside `call` only
  std::string address() const { return address_; }

 private:
  Hardware(const UsbBuild& build, bool printer) {
    kiosk::base::Status plugged;
    call([&] {
      const auto make_port = [this, &build](drivers::emulation::BytePort::OnBytes on_bytes) {
        auto port = std::make_unique<UsbPort>(testbed(), build, std::move(on_bytes));
        port_ = port.get();
        return port;
      };
      printer ? make_printer(make_port) : make_reader(make_port);
      plugged = device_->plug();
      address_ = device_->address();
    });
    BOOST_TEST_REQUIRE(plugged.has_value(), (plugged ? "" : plugged.error().to_string()));
  }
  void make_reader(const drivers::emulation::PortMaker& make_port) {
    const drivers::emulation::BenchPlace place{testbed().loop(), folder_.path(), "drivers/emulation/data"};
    device_ = std::make_unique<drivers::emulation::EmulatedSamvReader>(place, make_port);
  }
  void make_printer(const drivers::emulation::PortMaker& make_port) {
    drivers::emulation::ReceiptPrinterBuild build;
    build.line_time = 1ms;
    build.make_port = make_port;
    auto device = std::make_unique<drivers::emulation::EmulatedReceiptPrinter>(testbed().loop(), build);
    port_->set_port_status([device = device.get()] { return device->port_status(); });
    device_ = std::move(device);
  }
  static drivers::emulation::BenchCommand words_of(const std::string& line) {
    std::istringstream stream(line);
    drivers::emulation::BenchCommand command{{}, "."};
    for (std::string word; stream >> word;) command.words.push_back(word);
    return command;
  }

  kiosk::tests::TemporaryFolder folder_;
  std::unique_ptr<drivers::emulation::EmulatedDevice> device_;
  UsbPort* port_ = nullptr;
  std::string address_;
};

/// Waits for a condition of the test's thread, at most ten seconds.
template <class Condition>
bool wait_until(Condition condition) {
  const kiosk::base::SystemClock clock;
  const auto end = clock.now() + 10s;
  while (!condition() && clock.now() < end) kiosk::base::Mailbox(clock).wait_and_drain(Duration{10});
  return condition();
}

inline DeviceConfig config_of(DeviceClass device_class, const std::string& address) {
  return {device_class, "", *DeviceAddress::parse(address), {}};
}

}  // namespace usb_bench

// Making of USB devices for the bench.
#include "drivers/emulation/usb/usb_rows.h"

#include "drivers/emulation/emulated_receipt_printer.h"
#include "drivers/emulation/emulated_samv_reader.h"
#include "drivers/emulation/usb/usb_port.h"

namespace drivers::emulation::usb {
namespace {

using MadeDevice = kiosk::base::Result<std::unique_ptr<EmulatedDevice>>;

constexpr const char* kReaderPurpose = "an ID-card reader (SAM_V over USB, two pairs of pipes)";
constexpr const char* kReceiptPurpose = "a receipt printer (ESC/POS over USB, printer class)";

MadeDevice make_reader(UsbTestbed& testbed, const BenchPlace& place) {
  const auto make_port = [&testbed](BytePort::OnBytes on_bytes) {
    return std::make_unique<UsbPort>(testbed, two_pair_reader("1-1"), std::move(on_bytes));
  };
  return std::make_unique<EmulatedSamvReader>(place, make_port);
}

MadeDevice make_receipt(UsbTestbed& testbed) {
  UsbPort* port = nullptr;
  ReceiptPrinterBuild build;
  build.make_port = [&testbed, &port](BytePort::OnBytes on_bytes) {
    auto made = std::make_unique<UsbPort>(testbed, class_printer("1-2"), std::move(on_bytes));
    port = made.get();
    return made;
  };
  auto printer = std::make_unique<EmulatedReceiptPrinter>(testbed.loop(), build);
  port->set_port_status([device = printer.get()] { return device->port_status(); });
  return printer;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> usb_bench_options() {
  return {{"reader-usb", kReaderPurpose}, {"receipt-usb", kReceiptPurpose}};
}

std::vector<BenchRow> usb_bench_rows(UsbTestbed& testbed) {
  return {{"reader-usb", kReaderPurpose,
           [&testbed](const BenchPlace& place) { return make_reader(testbed, place); }, false},
          {"receipt-usb", kReceiptPurpose, [&testbed](const BenchPlace&) { return make_receipt(testbed); },
           false}};
}

}  // namespace drivers::emulation::usb

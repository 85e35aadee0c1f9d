// The receipt printer over the USB printer class: slips, paper, stalls, pulled cables.
#include "drivers/contract/receipt_printer.h"
#include "drivers/printing/escpos_printer.h"
#include "tests/unit/drivers/emulation/usb/usb_bench.h"
#include "tests/unit/drivers/printing/slips.h"

using namespace usb_bench;
using drivers::emulation::usb::class_printer;
using drivers::emulation::usb::UsbDevice;
using kiosk::base::ErrorCode;

namespace {

struct PrinterBench {
  PrinterBench() {
    auto config = config_of(DeviceClass::ReceiptPrinter, "usb:1-4");
    config.settings = {{"model", "generic-80mm"}, {"answer-ms", "1000"}};
    auto made =
        drivers::printing::make_escpos_printer({clock, witness, {"receipt-printer"}, "config"}, config);
    BOOST_TEST_REQUIRE(made.has_value(), (made ? "" : made.error().to_string()));
    printer = std::move(*made);
  }
  void require_open() {
    // libusb hears of a new device a moment after it was plugged in.
    kiosk::base::Status opened;
    (void)wait_until(
        [&] { return (opened = printer->open()).has_value() || opened.error().code != ErrorCode::NotFound; });
    BOOST_TEST_REQUIRE(opened.has_value(), (opened ? "" : opened.error().to_string()));
  }
  Completion<SlipOutcome> print() {
    auto& receipts = dynamic_cast<ReceiptPrinter&>(*printer);
    return receipts.print_slip({{}, {1}, clock.now() + 60s, {}}, drivers::printing::tests::acceptance_slip());
  }
  bool active(FaultType type) const {
    const auto faults = printer->report().faults;
    return std::any_of(faults.begin(), faults.end(),
                       [type](const DeviceFault& fault) { return fault.type == type; });
  }

  kiosk::base::SystemClock clock;
  Hardware hardware = Hardware::printer(class_printer("1-4"));
  Witness witness;
  std::unique_ptr<Device> printer;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(printer_over_usb)

BOOST_AUTO_TEST_CASE(a_slip_is_printed_and_the_kernel_gets_its_printer_back) {
  PrinterBench bench;
  const auto bound = [](UsbDevice& device) { return device.bound_to_kernel(); };
  BOOST_TEST(bench.hardware.look(bound) == 1);
  bench.require_open();
  BOOST_TEST(bench.hardware.look(bound) == 0);
  const auto printed = bench.print();
  BOOST_TEST_REQUIRE(printed.ok(), printed.detail);
  BOOST_TEST(bench.hardware.tell("count") == "1");
  BOOST_TEST(bench.hardware.tell("text").find("T05-20261123-000017") != std::string::npos);
  bench.printer->close();
  BOOST_TEST(bench.hardware.look(bound) == 1);
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(paper_that_runs_out_is_told_by_its_status_bytes) {
  PrinterBench bench;
  bench.require_open();
  bench.hardware.tell("paper out");
  bench.printer->poll();
  BOOST_TEST(bench.active(FaultType::PaperOut));
  bench.hardware.tell("paper in");
  bench.printer->poll();
  BOOST_TEST(!bench.active(FaultType::PaperOut));
  BOOST_TEST(bench.print().ok());
}

BOOST_AUTO_TEST_CASE(paper_that_runs_out_is_told_by_the_port_when_the_bytes_are_mute) {
  PrinterBench bench;
  bench.require_open();
  bench.hardware.tell("paper out");
  bench.hardware.tell("mute");
  bench.printer->poll();
  BOOST_TEST(bench.active(FaultType::PaperOut));
  BOOST_TEST(!bench.active(FaultType::CommunicationFault));
  BOOST_TEST((bench.printer->report().state == DeviceState::UserError));
  bench.hardware.tell("paper in");
  bench.hardware.tell("clear");
  bench.printer->poll();
  BOOST_TEST(bench.printer->report().usable());
}

BOOST_AUTO_TEST_CASE(a_printer_that_takes_no_bytes_says_by_its_port_that_the_paper_is_out) {
  PrinterBench bench;
  bench.require_open();
  const auto refuse = [&](bool on) {
    bench.hardware.call([&] { bench.hardware.port().device().refuse(0x02, on); });
  };
  bench.hardware.tell("paper out");
  refuse(true);
  const auto printed = bench.print();
  BOOST_TEST((printed.code == CompletionCode::UserError));
  BOOST_TEST((printed.fault == FaultType::PaperOut));
  refuse(false);
  bench.hardware.tell("paper in");
  bench.printer->poll();
  BOOST_TEST(bench.printer->report().usable());
}

BOOST_AUTO_TEST_CASE(a_stall_in_the_middle_of_a_slip_loses_no_line) {
  PrinterBench bench;
  bench.require_open();
  bench.hardware.call([&] { bench.hardware.port().device().stall(0x02, 1); });
  const auto printed = bench.print();
  BOOST_TEST_REQUIRE(printed.ok(), printed.detail);
  BOOST_TEST(bench.hardware.look([](UsbDevice& device) { return device.halts_cleared(); }) == 1);
  BOOST_TEST(bench.hardware.tell("text").find("T05-20261123-000017") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_printer_that_hangs_comes_back_by_a_reset_of_its_port) {
  PrinterBench bench;
  bench.hardware.call([&] { bench.hardware.port().hang(); });
  bench.require_open();
  BOOST_TEST(bench.hardware.look([](UsbDevice& device) { return device.resets(); }) == 1);
  BOOST_TEST(bench.print().ok());
}

BOOST_AUTO_TEST_CASE(a_printer_that_is_pulled_in_the_middle_of_a_slip_is_missed_and_prints_when_it_is_back) {
  PrinterBench bench;
  bench.require_open();
  bench.hardware.tell("after 3 unplug");
  const auto printed = bench.print();
  BOOST_TEST((printed.code == CompletionCode::HardwareError));
  BOOST_TEST(bench.active(FaultType::DeviceMissing));
  bench.hardware.tell("replug");
  BOOST_TEST(wait_until([&] { return bench.printer->open().has_value(); }));
  BOOST_TEST(!bench.active(FaultType::DeviceMissing));
  BOOST_TEST(bench.print().ok());
}

BOOST_AUTO_TEST_SUITE_END()

// The ESC/POS driver against an emulated printer on a pty.
#include "drivers/printing/escpos_printer.h"

#include "drivers/emulation/emulated_receipt_printer.h"
#include "kiosk/typeset/bitmap.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/drivers/printing/bench.h"
#include "tests/unit/drivers/printing/slips.h"

namespace drivers::printing::tests {
namespace {

using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::SlipOutcome;
using contract::SupplyLevel;

struct Setup {
  explicit Setup(bool presenter = false, int line_ms = 1, const std::string& take_seconds = "1")
      : bench([&](emulation::EventLoop& loop) {
          emulation::ReceiptPrinterBuild build;
          build.presenter = presenter;
          build.dots = presenter ? 640 : 576;
          build.line_time = Duration{line_ms};
          return std::make_unique<emulation::EmulatedReceiptPrinter>(loop, build);
        }) {
    contract::DeviceConfig config;
    config.device_class = contract::DeviceClass::ReceiptPrinter;
    config.driver = "escpos";
    config.address = *contract::DeviceAddress::parse(bench.address());
    config.settings = {{"model", presenter ? "VKP80III" : "generic-80mm"},
                       {"answer-ms", "1200"},
                       {"take-seconds", take_seconds}};
    auto made = make_escpos_printer(bench.context("receipt-printer"), config);
    BOOST_REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().to_string()));
    device = std::move(*made);
    printer = dynamic_cast<contract::ReceiptPrinter*>(device.get());
    BOOST_REQUIRE(printer != nullptr);
  }
  void open() { BOOST_REQUIRE(device->open().has_value()); }
  DeviceState state() const { return device->report().state; }
  SupplyLevel paper() const { return device->report().supplies.at(0).level; }
  contract::Completion<SlipOutcome> print() { return printer->print_slip(bench.job(), acceptance_slip()); }
  /// Prints a slip and cancels it after a few lines.
  contract::Completion<SlipOutcome> print_and_cancel() {
    std::stop_source stop;
    contract::Completion<SlipOutcome> done;
    kiosk::base::Strand strand("printer", bench.clock);
    strand.post([&] {
      done = printer->print_slip(bench.job(Duration{20'000}, stop.get_token()), acceptance_slip());
    });
    BOOST_CHECK(bench.wait_until([](const auto& json) { return json.at("lines") > 3; }));
    stop.request_stop();
    strand.flush();
    return done;
  }
  /// Prints another slip after one that was stopped: it comes alone and whole, and the void one was never
  /// finished.
  void check_next_slip_is_clean() {
    BOOST_CHECK(printer->print_slip(bench.job(), acceptance_slip("T05-20261123-000099")).ok());
    const std::string text = bench.say({"text"});
    BOOST_CHECK_NE(text.find("000099"), std::string::npos);
    BOOST_CHECK_EQUAL(text.find("政务服务自助终端"), text.rfind("政务服务自助终端"));
    const std::string stopped = bench.say({"text", "1"});
    BOOST_CHECK_NE(stopped.find("政务服务自助终端"), std::string::npos);
    BOOST_CHECK_EQUAL(stopped.find("小程序查询。"), std::string::npos);
  }

  Bench bench;
  std::unique_ptr<contract::Device> device;
  contract::ReceiptPrinter* printer = nullptr;
};

bool has_line(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(escpos_printer)

BOOST_AUTO_TEST_CASE(prints_a_slip_and_says_presented) {
  Setup s;
  s.open();
  BOOST_CHECK(s.state() == DeviceState::Online);
  BOOST_CHECK(s.paper() == SupplyLevel::Ok);
  const auto done = s.print();
  BOOST_CHECK_MESSAGE(done.ok(), done.detail);
  BOOST_REQUIRE(done.value.has_value());
  BOOST_CHECK(*done.value == SlipOutcome::Presented);
  const std::string text = s.bench.say({"text"});
  BOOST_CHECK(has_line(text, "T05-20261123-000017"));
  BOOST_CHECK(has_line(text, "居住登记申报（GA-03）"));
  BOOST_CHECK(has_line(text, "[QR https://kiosk.test/t/T05-20261123-000017]"));
  BOOST_CHECK_EQUAL(s.bench.say({"count"}), "1");
  if (const char* file = std::getenv("KIOSK_SHOW_SLIP")) s.bench.say({"show", file});
  BOOST_CHECK(s.state() == DeviceState::Online);
  BOOST_CHECK(s.device->report().faults.empty());
}

BOOST_AUTO_TEST_CASE(a_line_with_a_rare_name_is_a_picture_with_ink) {
  Setup s;
  s.open();
  BOOST_REQUIRE(s.print().ok());
  const std::string text = s.bench.say({"text"});
  BOOST_CHECK(!has_line(text, "测试人"));
  BOOST_CHECK(has_line(text, "[picture 576x38]"));
  contract::Slip slip;
  slip.parts = {tests::text("𠮷")};
  BOOST_REQUIRE(s.printer->print_slip(s.bench.job(), slip).ok());
  kiosk::tests::TemporaryFolder folder;
  s.bench.say({"show", (folder / "slip.png").string()});
  const auto picture = kiosk::typeset::read_png(folder / "slip.png");
  BOOST_REQUIRE(picture.has_value());
  int ink = 0;
  for (std::size_t i = 0; i < picture->bytes.size(); i += 4) ink += picture->bytes[i] < 128 ? 1 : 0;
  BOOST_CHECK_GT(ink, 50);
}

BOOST_AUTO_TEST_CASE(prints_nothing_without_paper) {
  Setup s;
  s.open();
  s.bench.say({"paper", "out"});
  const auto done = s.print();
  BOOST_CHECK(done.code == CompletionCode::UserError);
  BOOST_CHECK(done.fault == FaultType::PaperOut);
  BOOST_CHECK(!done.value.has_value());
  BOOST_CHECK(s.state() == DeviceState::UserError);
  BOOST_CHECK(s.paper() == SupplyLevel::Out);
  s.bench.say({"paper", "in"});
  s.device->poll();
  BOOST_CHECK(s.state() == DeviceState::Online);
  BOOST_CHECK(s.bench.listener.was_cleared(FaultType::PaperOut));
  BOOST_CHECK(s.print().ok());
}

BOOST_AUTO_TEST_CASE(a_slip_that_loses_its_paper_half_way_is_incomplete_and_never_continued) {
  Setup s(false, 10);
  s.open();
  s.bench.say({"paper", "out", "after", "8"});
  const auto done = s.print();
  BOOST_CHECK(done.code == CompletionCode::UserError);
  BOOST_CHECK(done.fault == FaultType::PaperOut);
  BOOST_REQUIRE(done.value.has_value());
  BOOST_CHECK(*done.value == SlipOutcome::Incomplete);
  s.device->poll();
  BOOST_CHECK(s.state() == DeviceState::UserError);
  s.bench.say({"clear"});
  s.bench.say({"paper", "in"});
  s.check_next_slip_is_clean();
}

BOOST_AUTO_TEST_CASE(tells_cover_jam_cutter_heat_and_low_paper_apart) {
  Setup s;
  s.open();
  const auto expect = [&s](const std::vector<std::string>& words, FaultType fault, CompletionCode code) {
    s.bench.say(words);
    const auto done = s.print();
    BOOST_CHECK(done.code == code);
    BOOST_CHECK(done.fault == fault);
    BOOST_CHECK(!done.value.has_value());
    s.bench.say({"clear"});
    s.bench.say({"cover", "close"});
    s.device->poll();
    BOOST_CHECK(s.bench.listener.was_cleared(fault));
    BOOST_CHECK(s.state() == DeviceState::Online);
  };
  expect({"cover", "open"}, FaultType::CoverOpen, CompletionCode::UserError);
  expect({"jam"}, FaultType::PaperJam, CompletionCode::UserError);
  expect({"cutter"}, FaultType::CutterFault, CompletionCode::HardwareError);
  expect({"hot"}, FaultType::OverTemperature, CompletionCode::HardwareError);
  s.bench.say({"paper", "low"});
  s.device->poll();
  BOOST_CHECK(s.paper() == SupplyLevel::Low);
  BOOST_CHECK(s.device->report().usable());
  BOOST_CHECK(s.print().ok());
}

BOOST_AUTO_TEST_CASE(a_fault_that_lasts_is_raised_once) {
  Setup s;
  s.open();
  s.bench.say({"cover", "open"});
  for (int i = 0; i < 3; ++i) s.device->poll();
  BOOST_CHECK_EQUAL(s.bench.listener.raised.size(), 1U);
  BOOST_CHECK_EQUAL(s.device->report().faults.at(0).count, 1U);
}

BOOST_AUTO_TEST_CASE(a_mute_printer_is_a_communication_fault_that_ends_when_it_speaks_again) {
  for (const char* trouble : {"mute", "garbage"}) {
    Setup s;
    s.open();
    s.bench.say({trouble});
    const auto done = s.print();
    BOOST_CHECK(done.code == CompletionCode::HardwareError);
    BOOST_CHECK(done.fault == FaultType::CommunicationFault);
    BOOST_CHECK(s.state() == DeviceState::Offline);
    s.bench.say({"clear"});
    s.device->poll();
    BOOST_CHECK(s.state() == DeviceState::Online);
    BOOST_CHECK(s.bench.listener.was_cleared(FaultType::CommunicationFault));
    BOOST_CHECK(s.print().ok());
  }
}

BOOST_AUTO_TEST_CASE(a_printer_that_is_unplugged_in_mid_slip_is_missing_and_comes_back) {
  Setup s(false, 10);
  s.open();
  s.bench.say({"after", "5", "unplug"});
  const auto done = s.print();
  BOOST_CHECK(done.code == CompletionCode::HardwareError);
  BOOST_CHECK(done.fault == FaultType::DeviceMissing);
  BOOST_REQUIRE(done.value.has_value());
  BOOST_CHECK(*done.value == SlipOutcome::Incomplete);
  BOOST_CHECK(s.state() == DeviceState::NoDevice);
  BOOST_CHECK(!s.device->open().has_value());
}

BOOST_AUTO_TEST_CASE(a_canceled_slip_is_cut_off_and_the_next_one_is_clean) {
  Setup s(false, 20);
  s.open();
  const auto done = s.print_and_cancel();
  BOOST_CHECK(done.code == CompletionCode::Canceled);
  BOOST_REQUIRE(done.value.has_value());
  BOOST_CHECK(*done.value == SlipOutcome::Incomplete);
  BOOST_CHECK(s.state() == DeviceState::Online);
  s.check_next_slip_is_clean();
}

BOOST_AUTO_TEST_CASE(a_presenter_draws_in_what_was_canceled) {
  Setup s(true, 20);
  s.open();
  BOOST_CHECK(s.print_and_cancel().code == CompletionCode::Canceled);
  const auto drawn_in = [](const auto& json) {
    return json.at("retracted") == 1 && !json.at("ticket_present");
  };
  BOOST_CHECK(s.bench.wait_until(drawn_in));
}

BOOST_AUTO_TEST_CASE(a_slip_that_takes_too_long_is_a_time_out) {
  Setup s(false, 100);
  s.open();
  const auto done = s.printer->print_slip(s.bench.job(Duration{300}), acceptance_slip());
  BOOST_CHECK(done.code == CompletionCode::TimeOut);
  BOOST_CHECK(done.value == SlipOutcome::Incomplete);
}

BOOST_AUTO_TEST_CASE(a_presenter_sees_the_slip_being_taken_by_the_quickest_hand) {
  Setup s(true, 1, "30");
  s.open();
  kiosk::base::Strand hand("hand", s.bench.clock);
  hand.post([&] {
    int asked = -1;
    s.bench.wait_until([&asked](const kiosk::base::Json& json) {
      if (!json.at("ticket_present").get<bool>()) return false;
      if (asked < 0) asked = json.at("asked");
      return json.at("asked").get<int>() >= asked + 5;  // a whole look: the driver has seen it
    });
    s.bench.say({"take"});
  });
  const auto taken = s.print();
  hand.flush();
  BOOST_CHECK_MESSAGE(taken.value == SlipOutcome::Taken, taken.detail);
}

BOOST_AUTO_TEST_CASE(a_presenter_draws_in_what_nobody_takes) {
  Setup s(true);
  s.open();
  const auto left = s.print();
  BOOST_CHECK(left.ok());
  BOOST_CHECK(left.value == SlipOutcome::Retracted);
  BOOST_CHECK(s.bench.listener.was_raised(FaultType::MediaNotTaken));
  BOOST_CHECK_EQUAL(s.bench.describe().at("retracted").get<int>(), 1);
}

BOOST_AUTO_TEST_CASE(does_not_accept_settings_and_models_that_it_does_not_know) {
  Setup s;
  contract::DeviceConfig config;
  config.address = {"serial", "/dev/null"};
  const auto refused = [&](const std::string& name, const std::string& value) {
    config.settings = {{name, value}};
    return !make_escpos_printer(s.bench.context("receipt-printer"), config).has_value();
  };
  BOOST_CHECK(refused("colour", "red"));
  BOOST_CHECK(refused("model", "no-such-model"));
  BOOST_CHECK(refused("model", "../../secret"));
  BOOST_CHECK(refused("answer-ms", "soon"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace drivers::printing::tests

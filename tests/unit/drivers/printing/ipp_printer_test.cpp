// The IPP driver against the emulated printer on loopback.
#include "drivers/printing/ipp_printer.h"

#include "tests/unit/drivers/printing/bench.h"
#include "drivers/emulation/emulated_ipp_printer.h"
#include "kiosk/typeset/bitmap.h"
#include "tests/unit/drivers/printing/pdf.h"
#include "tests/support/temporary_folder.h"

namespace drivers::printing::tests {
namespace {

using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::PrintOutcome;
using contract::SupplyLevel;

using Settings = std::map<std::string, std::string>;

struct IppSetup {
  explicit IppSetup(int page_ms = 20, const Settings& more = {})
      : bench([&](emulation::EventLoop& loop) {
          return std::make_unique<emulation::EmulatedIppPrinter>(
              loop, emulation::IppPrinterBuild{folder.path(), 0, Duration{page_ms}});
        }) {
    contract::DeviceConfig config;
    config.device_class = contract::DeviceClass::CertificatePrinter;
    config.driver = "ipp";
    config.address = *contract::DeviceAddress::parse(bench.address());
    config.settings = {
        {"grace-seconds", "1"}, {"stall-seconds", "1"}, {"query-ms", "20"}, {"answer-ms", "1000"}};
    for (const auto& [name, value] : more) config.settings[name] = value;
    auto made = make_ipp_printer(bench.context("certificate-printer"), config);
    BOOST_REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().to_string()));
    device = std::move(*made);
    printer = dynamic_cast<contract::CertificatePrinter*>(device.get());
    BOOST_REQUIRE(printer != nullptr);
    const auto opened = device->open();
    BOOST_REQUIRE_MESSAGE(opened.has_value(), (opened ? "" : opened.error().to_string()));
  }
  static contract::PrintRequest request(int pages, int copies = 1) {
    contract::PrintRequest wanted;
    wanted.document = make_pdf(pages);
    wanted.pages = pages;
    wanted.copies = copies;
    wanted.job_name = "T05-20261123-000017";
    return wanted;
  }
  contract::Completion<PrintOutcome> print(const contract::PrintRequest& wanted,
                                           Duration time = Duration{20'000}, std::stop_token stop = {}) {
    return printer->print(bench.job(time, stop), wanted, [this](int pages) { progress.push_back(pages); });
  }
  DeviceState state() const { return device->report().state; }
  kiosk::base::Json last_job() { return bench.describe().at("jobs").back(); }
  /// No job of ours may stay in the printer.
  bool queue_is_empty() {
    const kiosk::base::Json now = bench.describe();
    for (const auto& job : now.at("jobs")) {
      if (job.at("state") < 7) return false;
    }
    return true;
  }

  kiosk::tests::TemporaryFolder folder;
  Bench bench;
  std::unique_ptr<contract::Device> device;
  contract::CertificatePrinter* printer = nullptr;
  std::vector<int> progress;
};

constexpr int kCanceled = 7;

}  // namespace

BOOST_AUTO_TEST_SUITE(ipp_printer)

BOOST_AUTO_TEST_CASE(prints_a_document_of_two_pages_and_counts_them) {
  IppSetup s(60);
  BOOST_CHECK(s.state() == DeviceState::Online);
  const contract::DeviceReport report = s.device->report();
  BOOST_CHECK_EQUAL(report.model, "Bench A4 Printer");
  BOOST_CHECK_EQUAL(report.serial_number, "BENCH-0001");
  BOOST_CHECK_EQUAL(report.supplies.at(1).percent, 75);
  const auto done = s.print(s.request(2));
  BOOST_CHECK_MESSAGE(done.ok(), done.detail);
  BOOST_REQUIRE(done.value.has_value());
  BOOST_CHECK_EQUAL(done.value->pages_printed, 2);
  BOOST_CHECK(done.value->counted);
  BOOST_REQUIRE(!s.progress.empty());
  BOOST_CHECK(std::is_sorted(s.progress.begin(), s.progress.end()));
  BOOST_CHECK_EQUAL(s.progress.back(), 2);
  BOOST_CHECK_EQUAL(s.last_job().at("name").get<std::string>(), "T05-20261123-000017");
  BOOST_CHECK(!s.last_job().at("duplex").get<bool>());
  BOOST_CHECK(std::filesystem::exists(s.folder / "prints/T05-20261123-000017.pdf"));
  s.bench.say({"show", (s.folder / "page.png").string(), "2"});
  BOOST_CHECK(kiosk::typeset::read_png(s.folder / "page.png").has_value());
  BOOST_CHECK(s.state() == DeviceState::Online);
}

BOOST_AUTO_TEST_CASE(prints_copies_and_both_sides_when_asked) {
  IppSetup s;
  contract::PrintRequest wanted = s.request(2, 3);
  wanted.duplex = true;
  const auto done = s.print(wanted);
  BOOST_CHECK(done.ok());
  BOOST_CHECK_EQUAL(done.value->pages_printed, 6);
  BOOST_CHECK(s.last_job().at("duplex").get<bool>());
}

BOOST_AUTO_TEST_CASE(prints_nothing_when_somebody_must_act_first) {
  IppSetup s;
  const auto expect = [&s](const std::vector<std::string>& words, FaultType fault) {
    s.bench.say(words);
    const auto done = s.print(s.request(1));
    BOOST_CHECK(done.code == CompletionCode::UserError);
    BOOST_CHECK(done.fault == fault);
    BOOST_CHECK(!done.value.has_value());
    BOOST_CHECK(s.state() == DeviceState::UserError);
    s.bench.say({"clear"});
    s.device->poll();
    BOOST_CHECK(s.bench.listener.was_cleared(fault));
    BOOST_CHECK(s.state() == DeviceState::Online);
  };
  expect({"paper", "out"}, FaultType::PaperOut);
  expect({"jam"}, FaultType::PaperJam);
  expect({"cover", "open"}, FaultType::CoverOpen);
  expect({"toner", "empty"}, FaultType::TonerOut);
  s.bench.say({"toner", "low"});
  s.device->poll();
  BOOST_CHECK(s.device->report().usable());
  BOOST_CHECK(s.device->report().supplies.at(1).level == SupplyLevel::Low);
  BOOST_CHECK(s.print(s.request(1)).ok());
}

BOOST_AUTO_TEST_CASE(paper_that_ends_in_mid_document_makes_it_incomplete_and_the_job_is_canceled) {
  IppSetup s;
  s.bench.say({"paper", "out", "after", "2"});
  const auto done = s.print(s.request(3));
  BOOST_CHECK(done.code == CompletionCode::UserError);
  BOOST_CHECK(done.fault == FaultType::PaperOut);
  BOOST_REQUIRE(done.value.has_value());
  BOOST_CHECK_EQUAL(done.value->pages_printed, 2);
  BOOST_CHECK(s.last_job().at("state") == kCanceled);
  s.bench.say({"paper", "in"});
  BOOST_CHECK(s.queue_is_empty());
  BOOST_CHECK_EQUAL(s.bench.say({"count"}), "2");
}

BOOST_AUTO_TEST_CASE(paper_that_is_loaded_in_time_lets_the_document_go_on) {
  IppSetup s(20, {{"grace-seconds", "20"}});
  s.bench.say({"after", "1", "jam"});
  kiosk::base::Strand hand("hand", s.bench.clock);
  hand.post([&s] {
    s.bench.wait_until(
        [](const kiosk::base::Json& json) { return json.at("reasons").at(0) == "media-jam-error"; });
    s.bench.say({"clear"});
  });
  const auto done = s.print(s.request(3));
  hand.flush();
  BOOST_CHECK_MESSAGE(done.ok(), done.detail);
  BOOST_CHECK_EQUAL(done.value->pages_printed, 3);
}

BOOST_AUTO_TEST_CASE(a_printer_that_is_gone_before_or_during_a_job_is_missing) {
  IppSetup s;
  s.bench.say({"after", "1", "offline"});
  const auto during = s.print(s.request(3));
  BOOST_CHECK(during.code == CompletionCode::HardwareError);
  BOOST_CHECK(during.fault == FaultType::DeviceMissing);
  BOOST_REQUIRE(during.value.has_value());
  BOOST_CHECK_LE(during.value->pages_printed, 1);
  BOOST_CHECK(s.state() == DeviceState::NoDevice);
  const auto before = s.print(s.request(1));
  BOOST_CHECK(before.code == CompletionCode::HardwareError);
  BOOST_CHECK(before.fault == FaultType::DeviceMissing);
  BOOST_CHECK(!before.value.has_value());
  s.bench.say({"online"});
  s.device->poll();
  BOOST_CHECK(s.state() == DeviceState::Online);
  BOOST_CHECK(s.bench.listener.was_cleared(FaultType::DeviceMissing));
  BOOST_CHECK(s.print(s.request(1)).ok());
}

BOOST_AUTO_TEST_CASE(a_silent_printer_meets_our_own_deadline) {
  IppSetup s;
  s.bench.say({"silent"});
  const auto done = s.print(s.request(1));
  BOOST_CHECK(done.code == CompletionCode::TimeOut);
  BOOST_CHECK_EQUAL(done.value->pages_printed, 0);
  BOOST_CHECK(s.queue_is_empty());
}

BOOST_AUTO_TEST_CASE(the_deadline_of_the_job_and_a_cancel_are_told_apart) {
  IppSetup s(5000, {{"stall-seconds", "100"}});
  BOOST_CHECK(s.print(s.request(1), Duration{300}).code == CompletionCode::TimeOut);
  BOOST_CHECK(s.queue_is_empty());
  std::stop_source stop;
  kiosk::base::Strand hand("hand", s.bench.clock);
  hand.post([&] {
    s.bench.wait_until([](const kiosk::base::Json& json) { return json.at("jobs").back().at("state") == 5; });
    stop.request_stop();
  });
  const auto done = s.print(s.request(1), Duration{20'000}, stop.get_token());
  hand.flush();
  BOOST_CHECK(done.code == CompletionCode::Canceled);
  BOOST_CHECK(s.last_job().at("state") == kCanceled);
}

BOOST_AUTO_TEST_CASE(a_page_that_was_not_counted_is_a_mismatch) {
  IppSetup s;
  s.bench.say({"miscount", "1"});
  const auto done = s.print(s.request(3));
  BOOST_CHECK(done.code == CompletionCode::HardwareError);
  BOOST_CHECK(done.fault == FaultType::PageCountMismatch);
  BOOST_CHECK_EQUAL(done.value->pages_printed, 2);
  BOOST_CHECK(s.bench.listener.was_raised(FaultType::PageCountMismatch));
  s.bench.say({"clear"});
  BOOST_CHECK(s.print(s.request(1)).ok());
  BOOST_CHECK(s.bench.listener.was_cleared(FaultType::PageCountMismatch));
}

BOOST_AUTO_TEST_CASE(a_printer_that_does_not_count_is_not_believed) {
  IppSetup s;
  s.bench.say({"nocount"});
  const auto done = s.print(s.request(2));
  BOOST_CHECK(done.ok());
  BOOST_CHECK(!done.value->counted);
}

BOOST_AUTO_TEST_CASE(a_stale_job_is_canceled_before_the_next_one) {
  IppSetup s;
  s.bench.say({"stale", "T05-20261122-000099"});
  BOOST_CHECK(s.print(s.request(1)).ok());
  BOOST_CHECK(s.bench.describe().at("jobs").at(0).at("state") == kCanceled);
}

BOOST_AUTO_TEST_CASE(a_job_that_the_printer_gives_up_is_a_hardware_error) {
  IppSetup s;
  s.bench.say({"abort"});
  const auto done = s.print(s.request(1));
  BOOST_CHECK(done.code == CompletionCode::HardwareError);
  BOOST_CHECK_EQUAL(done.detail, "aborted-by-system");
}

BOOST_AUTO_TEST_CASE(a_paused_printer_is_not_ready) {
  IppSetup s;
  s.bench.say({"pause"});
  BOOST_CHECK(s.print(s.request(1)).code == CompletionCode::DeviceNotReady);
  BOOST_CHECK(s.state() == DeviceState::UserError);
  s.bench.say({"resume"});
  BOOST_CHECK(s.print(s.request(1)).ok());
}

BOOST_AUTO_TEST_CASE(what_is_no_document_is_refused) {
  IppSetup s;
  contract::PrintRequest wanted = s.request(1);
  wanted.pages = 0;
  BOOST_CHECK(s.print(wanted).code == CompletionCode::InvalidData);
  wanted = s.request(1);
  wanted.document = kiosk::base::SecureBytes(100, 'x');
  BOOST_CHECK(!s.print(wanted).ok());
  BOOST_CHECK(s.queue_is_empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace drivers::printing::tests

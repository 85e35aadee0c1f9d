// The SANE driver and a network scanner: its worker speaks eSCL through Debian's sane-airscan with an
// emulated scanner.
#include "drivers/emulation/emulated_escl_scanner.h"
#include "drivers/emulation/loop_thread.h"
#include "tests/unit/drivers/scanning/sane_bench.h"

using namespace sane_bench;

namespace {

boost::test_tools::assertion_result has_airscan(boost::unit_test::test_unit_id) {
  for (const auto& entry : std::filesystem::directory_iterator("/usr/lib")) {
    if (std::filesystem::exists(entry.path() / "sane/libsane-airscan.so.1")) return true;
  }
  boost::test_tools::assertion_result skipped(false);
  skipped.message() << "skipped: needs the package sane-airscan";
  return skipped;
}

struct EsclBench {
  EsclBench() {
    loop.call([this] {
      hardware.emplace(loop.loop(), folder.path());
      BOOST_REQUIRE(hardware->plug());
    });
    settings.device = "airscan:e0:Kiosk";
    settings.worker = {worker_program()};
    settings.config_folder = folder.path().string();
    scanner.emplace(DriverContext{clock, witness, {"document-scanner"}, "config"}, settings);
  }
  ~EsclBench() {
    loop.call([this] { hardware.reset(); });
  }
  void tell(std::vector<std::string> words) {
    kiosk::base::Result<std::string> done;
    loop.call([&] { done = hardware->command({std::move(words), "."}); });
    BOOST_TEST_REQUIRE(done.has_value(), (done ? "" : done.error().to_string()));
  }
  Scan scan(ScanRequest request, Duration deadline = 30s, std::stop_token stop = {}) {
    return scanner->scan({{}, {1}, clock.now() + deadline, std::move(stop)}, request, {});
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  drivers::emulation::LoopThread loop{clock};
  std::optional<drivers::emulation::EmulatedEsclScanner> hardware;
  SaneSettings settings;
  drivers::tests::DeviceWitness witness;
  std::optional<SaneScanner> scanner;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(escl_scanner, *boost::unit_test::precondition(has_airscan))

BOOST_AUTO_TEST_CASE(a_network_scanner_gives_the_page_that_was_asked_for) {
  EsclBench bench;
  const auto opened = bench.scanner->open();
  BOOST_TEST_REQUIRE(opened.has_value(), (opened ? "" : opened.error().to_string()));
  for (const ColourMode mode : {ColourMode::Grey, ColourMode::Colour}) {
    auto request = small_request();
    request.mode = mode;
    const auto scan = bench.scan(request);
    BOOST_TEST_REQUIRE(scan.ok(), scan.detail);
    const PageRaster& page = scan.value->pages.at(0).raster;
    BOOST_TEST(std::abs(page.width - 315) <= 3, page.width);
    BOOST_TEST(std::abs(page.height - 236) <= 3, page.height);
    BOOST_TEST(page.channels == (mode == ColourMode::Colour ? 3 : 1));
    BOOST_TEST(scan.value->pages[0].quality.good());
  }
  bench.tell({"paper", "white"});
  BOOST_TEST(bench.scan(small_request()).value->pages.at(0).quality.has(PageFlaw::Blank));
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_sheet_that_lies_askew_on_the_glass_comes_upright_and_cropped) {
  EsclBench bench;
  BOOST_REQUIRE(bench.scanner->open());
  bench.tell({"paper", "crooked"});
  ScanRequest request;
  request.resolution = 100;
  request.area = {0, 0, 200, 160};
  const auto scan = bench.scan(request);
  BOOST_TEST_REQUIRE(scan.ok(), scan.detail);
  const ScannedPage& page = scan.value->pages.at(0);
  BOOST_TEST(std::abs(std::abs(page.quality.skew_degrees) - 3.0) < 0.4, page.quality.skew_degrees);
  BOOST_TEST(page.quality.cropped);
  // 200 mm of glass have 787 dots: the sheet is 472 by 315.
  BOOST_TEST(std::abs(page.raster.width - 472) < 25, page.raster.width);
  BOOST_TEST(std::abs(page.raster.height - 315) < 25, page.raster.height);
  request.straighten = false;
  BOOST_TEST(bench.scan(request).value->pages.at(0).raster.width > 770);
}

BOOST_AUTO_TEST_CASE(a_preview_of_a_network_scanner_shows_its_glass) {
  EsclBench bench;
  BOOST_REQUIRE(bench.scanner->open());
  const auto preview = bench.scanner->preview({{}, {1}, bench.clock.now() + 30s, {}});
  BOOST_TEST_REQUIRE(preview.ok(), preview.detail);
  BOOST_TEST(preview.value->pages.at(0).raster.width > 500);
}

BOOST_AUTO_TEST_CASE(a_network_feeder_gives_its_stack_and_an_empty_one_says_so) {
  EsclBench bench;
  BOOST_REQUIRE(bench.scanner->open());
  bench.tell({"feeder", "3"});
  auto request = small_request();
  request.source = ScanSource::Feeder;
  request.pages = 10;
  const auto scan = bench.scan(request);
  BOOST_TEST_REQUIRE(scan.ok(), scan.detail);
  BOOST_TEST(scan.value->pages.size() == 3u);
  const auto empty = bench.scan(request);
  BOOST_TEST((empty.code == CompletionCode::UserError), to_string(empty.code) << " " << empty.detail);
  BOOST_TEST((empty.value->trouble == ScanTrouble::NoDocument));
}

BOOST_AUTO_TEST_CASE(troubles_of_a_network_scanner_are_told_and_the_next_scan_works) {
  struct Row {
    const char* fault;
    CompletionCode code;
    ScanTrouble trouble;
  };
  for (const Row& row : {Row{"jammed", CompletionCode::UserError, ScanTrouble::Jammed},
                         {"cover-open", CompletionCode::UserError, ScanTrouble::CoverOpen},
                         {"error", CompletionCode::HardwareError, ScanTrouble::None},
                         {"short", CompletionCode::HardwareError, ScanTrouble::None}}) {
    BOOST_TEST_CONTEXT(row.fault) {
      EsclBench bench;
      BOOST_REQUIRE(bench.scanner->open());
      bench.tell({"feeder", "1"});
      bench.tell({"fault", row.fault});
      auto request = small_request();
      request.source = ScanSource::Feeder;
      const auto scan = bench.scan(request);
      BOOST_TEST((scan.code == row.code), to_string(scan.code) << " " << scan.detail);
      BOOST_TEST((scan.value->trouble == row.trouble), static_cast<int>(scan.value->trouble));
      BOOST_TEST(scan.value->pages.empty());
      bench.tell({"fault", "none"});
      bench.tell({"feeder", "1"});
      if (bench.scanner->report().state == DeviceState::Offline) BOOST_REQUIRE(bench.scanner->open());
      const auto next = bench.scan(request);
      BOOST_TEST(next.ok(), next.detail);
      BOOST_TEST(bench.scanner->report().faults.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_mute_network_scanner_ends_at_the_deadline) {
  EsclBench bench;
  BOOST_REQUIRE(bench.scanner->open());
  bench.tell({"mute", "on"});
  const auto scan = bench.scan(small_request(), 1s);
  BOOST_TEST((scan.code == CompletionCode::TimeOut), to_string(scan.code) << " " << scan.detail);
  bench.tell({"mute", "off"});
  BOOST_TEST(bench.scan(small_request()).ok());
}

BOOST_AUTO_TEST_CASE(a_network_scanner_without_its_cable_is_missing_and_comes_back) {
  EsclBench bench;
  BOOST_REQUIRE(bench.scanner->open());
  bench.tell({"unplug"});
  const auto scan = bench.scan(small_request());
  BOOST_TEST((scan.code == CompletionCode::HardwareError), to_string(scan.code) << " " << scan.detail);
  BOOST_TEST(!bench.witness.raised.empty());
  BOOST_TEST(!bench.scanner->open());
  bench.tell({"replug"});
  BOOST_REQUIRE(bench.scanner->open());
  bench.scanner->poll();
  BOOST_TEST(bench.scan(small_request()).ok());
  BOOST_TEST(bench.scanner->report().faults.empty());
}

BOOST_AUTO_TEST_SUITE_END()

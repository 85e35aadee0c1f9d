// Scanning through SANE: geometry, colours, feeder, preview, and each status of a backend.
#include "tests/unit/drivers/scanning/sane_bench.h"

using namespace sane_bench;

BOOST_AUTO_TEST_SUITE(sane_scanner)

BOOST_AUTO_TEST_CASE(a_page_has_the_size_that_was_asked_for_in_grey_and_colour) {
  Bench bench;
  bench.start();
  BOOST_TEST((bench.scanner->report().state == DeviceState::Online));
  BOOST_TEST(bench.scanner->report().model == "test scanner");
  for (const ColourMode mode : {ColourMode::Grey, ColourMode::Colour}) {
    auto request = small_request();
    request.mode = mode;
    const auto scan = bench.scan(request);
    BOOST_TEST_REQUIRE(scan.ok(), scan.detail);
    BOOST_TEST_REQUIRE(scan.value->pages.size() == 1u);
    const PageRaster& page = scan.value->pages[0].raster;
    BOOST_TEST(page.channels == (mode == ColourMode::Colour ? 3 : 1));
    BOOST_TEST(std::abs(page.width - 315) <= 2, page.width);
    BOOST_TEST(std::abs(page.height - 236) <= 2, page.height);
    BOOST_TEST(page.resolution == 100.0);
    BOOST_TEST(page.pixels.size() == page.stride() * static_cast<std::size_t>(page.height));
  }
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_whole_a4_page_at_300_dots_an_inch_comes_complete) {
  Bench bench;
  bench.start();
  ScanRequest request;
  request.mode = ColourMode::Colour;
  request.straighten = false;
  const auto scan = bench.scan(request);
  BOOST_TEST_REQUIRE(scan.ok(), scan.detail);
  const PageRaster& page = scan.value->pages.at(0).raster;
  BOOST_TEST(std::abs(page.width - 2480) <= 3, page.width);
  BOOST_TEST(std::abs(page.height - 3508) <= 3, page.height);
}

BOOST_AUTO_TEST_CASE(the_gaps_between_rows_are_taken_out) {
  Bench bench;
  bench.settings.options["ppl-loss"] = "13";
  bench.start();
  const auto scan = bench.scan(small_request());
  BOOST_TEST_REQUIRE(scan.ok(), scan.detail);
  const PageRaster& page = scan.value->pages.at(0).raster;
  BOOST_TEST(page.pixels.size() == page.stride() * static_cast<std::size_t>(page.height));
}

BOOST_AUTO_TEST_CASE(a_feeder_gives_its_stack_and_at_most_what_was_asked_for) {
  Bench bench;
  bench.start();
  auto request = small_request();
  request.source = ScanSource::Feeder;
  request.pages = 100;
  int told = 0;
  const auto all = bench.scanner->scan(bench.job(), request, [&told](int pages) { told = pages; });
  BOOST_TEST_REQUIRE(all.ok(), all.detail);
  BOOST_TEST(all.value->pages.size() == 10u);  // so many lie in the test backend's feeder
  BOOST_TEST(told == 10);
  request.pages = 3;
  BOOST_TEST(bench.scan(request).value->pages.size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_scanner_that_does_not_know_the_height_is_read_to_the_end) {
  Bench bench;
  bench.settings.options["hand-scanner"] = "yes";
  bench.start();
  const auto scan = bench.scan(small_request());
  BOOST_TEST_REQUIRE(scan.ok(), scan.detail);
  BOOST_TEST(scan.value->pages.at(0).raster.height > 100);
}

BOOST_AUTO_TEST_CASE(a_preview_shows_the_whole_glass_in_small) {
  Bench bench;
  bench.start();
  const auto preview = bench.scanner->preview(bench.job());
  BOOST_TEST_REQUIRE(preview.ok(), preview.detail);
  const PageRaster& page = preview.value->pages.at(0).raster;
  BOOST_TEST(std::abs(page.width - 886) <= 3, page.width);  // 300 mm at 75 dots an inch
  BOOST_TEST(page.channels == 1);
}

BOOST_AUTO_TEST_CASE(blank_and_dark_pages_are_told_apart) {
  Bench bench;
  bench.settings.options["test-picture"] = "Solid white";
  bench.start();
  const auto blank = bench.scan(small_request());
  BOOST_REQUIRE(blank.ok());
  BOOST_TEST((blank.value->pages.at(0).quality.flaws == std::vector{PageFlaw::Blank}));
  bench.scanner->set_option("test-picture", "Solid black");
  BOOST_TEST(bench.scan(small_request()).value->pages.at(0).quality.has(PageFlaw::TooDark));
  bench.scanner->set_option("test-picture", "Grid");
  BOOST_TEST(bench.scan(small_request()).value->pages.at(0).quality.good());
}

BOOST_AUTO_TEST_CASE(requests_out_of_range_are_refused_before_the_scanner_moves) {
  Bench bench;
  bench.start();
  auto request = small_request();
  request.resolution = 5;
  BOOST_TEST((bench.scan(request).code == CompletionCode::InvalidData));
  request = small_request();
  request.pages = 0;
  BOOST_TEST((bench.scan(request).code == CompletionCode::InvalidData));
  request = small_request();
  request.area.width = std::nan("");
  BOOST_TEST((bench.scan(request).code == CompletionCode::InvalidData));
}

BOOST_AUTO_TEST_CASE(each_status_of_the_backend_has_its_answer_and_the_next_scan_works) {
  struct Row {
    const char* status;
    CompletionCode code;
    std::optional<FaultType> fault;
    ScanTrouble trouble;
  };
  const std::vector<Row> rows{
      {"SANE_STATUS_JAMMED", CompletionCode::UserError, FaultType::PaperJam, ScanTrouble::Jammed},
      {"SANE_STATUS_NO_DOCS", CompletionCode::UserError, {}, ScanTrouble::NoDocument},
      {"SANE_STATUS_COVER_OPEN", CompletionCode::UserError, FaultType::CoverOpen, ScanTrouble::CoverOpen},
      {"SANE_STATUS_DEVICE_BUSY", CompletionCode::DeviceNotReady, {}, ScanTrouble::None},
      {"SANE_STATUS_IO_ERROR", CompletionCode::HardwareError, FaultType::CommunicationFault,
       ScanTrouble::None},
      {"SANE_STATUS_ACCESS_DENIED", CompletionCode::HardwareError, FaultType::NotAuthorised,
       ScanTrouble::None},
      {"SANE_STATUS_INVAL", CompletionCode::InvalidData, {}, ScanTrouble::None},
      {"SANE_STATUS_NO_MEM", CompletionCode::HardwareError, FaultType::HardwareFault, ScanTrouble::None},
      {"SANE_STATUS_UNSUPPORTED", CompletionCode::UnsupportedCommand, {}, ScanTrouble::None},
      {"SANE_STATUS_EOF", CompletionCode::HardwareError, FaultType::CommunicationFault,
       ScanTrouble::BrokenOff},
  };
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.status) {
      Bench bench;
      bench.start();
      bench.scanner->set_option("read-return-value", row.status);
      const auto scan = bench.scan(small_request());
      BOOST_TEST((scan.code == row.code), to_string(scan.code) << " " << scan.detail);
      BOOST_TEST((scan.fault == row.fault));
      BOOST_TEST((scan.value->trouble == row.trouble));
      BOOST_TEST(scan.value->pages.empty());
      BOOST_TEST((bench.witness.raised.empty() == !row.fault.has_value()));
      bench.scanner->set_option("read-return-value", "");
      if (bench.scanner->report().state == DeviceState::Offline) {
        BOOST_REQUIRE(bench.scanner->open());  // as the supervisor does
        bench.scanner->poll();
      }
      BOOST_TEST(bench.scan(small_request()).ok());
      BOOST_TEST(bench.scanner->report().faults.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_jam_does_not_block_the_next_citizen_because_only_a_scan_can_clear_it) {
  Bench bench;
  bench.start();
  bench.scanner->set_option("read-return-value", "SANE_STATUS_JAMMED");
  bench.scan(small_request());
  BOOST_TEST(bench.scanner->report().faults.size() == 1u);
  BOOST_TEST(bench.scanner->report().usable());
}

BOOST_AUTO_TEST_CASE(a_scanner_that_is_not_there_is_missing_and_found_when_it_comes) {
  Bench bench;
  bench.settings.device = "test:1";
  bench.scanner.emplace(DriverContext{bench.clock, bench.witness, {"document-scanner"}, "config"},
                        bench.settings);
  BOOST_TEST(!bench.scanner->open());
  BOOST_TEST((bench.scanner->report().state == DeviceState::NoDevice));
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::DeviceMissing}));
  bench.set_number_of_scanners(2);
  BOOST_TEST(bench.scanner->open().has_value());
  BOOST_TEST(bench.scanner->report().faults.empty());
  bench.set_number_of_scanners(1);
  BOOST_TEST((bench.scan(small_request()).fault == FaultType::DeviceMissing));
  BOOST_TEST((bench.scanner->report().state == DeviceState::NoDevice));
}

BOOST_AUTO_TEST_CASE(any_takes_the_first_scanner_and_tells_its_name) {
  Bench bench;
  bench.settings.device = "any";
  bench.start();
  BOOST_TEST(bench.scanner->report().model.find("frontend-tester") != std::string::npos);
  BOOST_TEST(bench.scan(small_request()).ok());
}

BOOST_AUTO_TEST_CASE(the_factory_takes_what_it_knows_and_refuses_the_rest) {
  Bench bench;
  const DriverContext context{bench.clock, bench.witness, {"document-scanner"}, "config"};
  const auto make = [&](const std::string& address, std::map<std::string, std::string> settings) {
    return drivers::scanning::make_sane_scanner(
        context, {DeviceClass::DocumentScanner, "sane", *DeviceAddress::parse(address), std::move(settings)});
  };
  BOOST_TEST(make("sane:test:0,config=/tmp", {{"option.brightness", "10"}, {"model", "M"}}).has_value());
  BOOST_TEST(!make("sane:any,baud=9600", {}));
  BOOST_TEST(!make("sane:any", {{"colour", "blue"}}));
}

BOOST_AUTO_TEST_SUITE_END()

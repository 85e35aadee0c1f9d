// The camera driver against the bench's camera.
#include <sstream>

#include "drivers/emulation/emulated_document_camera.h"
#include "drivers/scanning/camera_scanner.h"
#include "drivers/scanning/file_frame_source.h"
#include "drivers/scanning/v4l2_frame_source.h"
#include "kiosk/base/strand.h"
#include "tests/unit/drivers/scanning/sane_bench.h"

using namespace sane_bench;
using drivers::emulation::EmulatedDocumentCamera;
using drivers::scanning::CameraScanner;
using drivers::scanning::CameraSettings;
using drivers::scanning::FileFrameSource;

namespace {

struct Desk {
  Desk() {
    BOOST_REQUIRE(hardware.plug());
    CameraSettings settings;
    settings.field_width = 400;
    settings.frame_limit = 2s;
    camera.emplace(DriverContext{clock, witness, {"document-scanner"}, "config"},
                   std::make_unique<FileFrameSource>(folder / "camera", clock, 2ms), settings);
  }
  void tell(const std::string& line) {
    std::istringstream stream(line);
    drivers::emulation::BenchCommand command{{}, folder.path()};
    for (std::string word; stream >> word;) command.words.push_back(word);
    const auto done = hardware.command(command);
    BOOST_TEST_REQUIRE(done.has_value(), line << ": " << (done ? "" : done.error().to_string()));
  }
  Scan scan(Duration deadline = 20s, std::stop_token stop = {}) {
    return camera->scan({{}, {1}, clock.now() + deadline, std::move(stop)}, {}, {});
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  EmulatedDocumentCamera hardware{folder / "camera"};
  drivers::tests::DeviceWitness witness;
  std::optional<CameraScanner> camera;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(camera_scanner)

BOOST_AUTO_TEST_CASE(a_document_that_lies_still_is_taken_cropped_and_good) {
  Desk desk;
  BOOST_REQUIRE(desk.camera->open());
  desk.tell("put");
  const auto scan = desk.scan();
  BOOST_TEST_REQUIRE(scan.ok(), scan.detail);
  const ScannedPage& page = scan.value->pages.at(0);
  BOOST_TEST(page.quality.good());
  BOOST_TEST(page.quality.cropped);
  BOOST_TEST(std::abs(page.raster.width - 560) <= 6, page.raster.width);
  BOOST_TEST(std::abs(page.raster.height - 792) <= 6, page.raster.height);
  BOOST_TEST(std::abs(page.raster.resolution - 1280 * 25.4 / 400) < 0.01);
  BOOST_TEST(page.raster.channels == 1);
}

BOOST_AUTO_TEST_CASE(an_empty_desk_and_a_moving_document_time_out_each_with_its_reason) {
  Desk desk;
  BOOST_REQUIRE(desk.camera->open());
  const auto nothing = desk.scan(300ms);
  BOOST_TEST((nothing.code == CompletionCode::TimeOut));
  BOOST_TEST((nothing.value->trouble == ScanTrouble::NoDocument));
  desk.tell("put");
  desk.tell("shake on");
  const auto moving = desk.scan(1500ms);
  BOOST_TEST((moving.code == CompletionCode::TimeOut));
  BOOST_TEST((moving.value->trouble == ScanTrouble::Unsteady));
  desk.tell("shake off");
  BOOST_TEST(desk.scan().ok());
  BOOST_TEST(desk.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_document_that_comes_during_the_scan_is_taken) {
  Desk desk;
  BOOST_REQUIRE(desk.camera->open());
  kiosk::base::Strand hand("hand", desk.clock);
  hand.post_after(200ms, [&desk] { (void)desk.hardware.command({{"put"}, "."}); });
  BOOST_TEST(desk.scan().ok());
}

BOOST_AUTO_TEST_CASE(unplugging_is_seen_in_a_job_and_between_jobs_and_heals) {
  Desk desk;
  BOOST_REQUIRE(desk.camera->open());
  desk.tell("unplug");
  desk.camera->poll();
  BOOST_TEST((desk.camera->report().state == DeviceState::NoDevice));
  BOOST_TEST(!desk.camera->open());
  desk.tell("replug");
  BOOST_REQUIRE(desk.camera->open());
  BOOST_TEST(desk.camera->report().faults.empty());
  kiosk::base::Strand hand("hand", desk.clock);
  hand.post_after(100ms, [&desk] { (void)desk.hardware.command({{"unplug"}, "."}); });
  const auto scan = desk.scan();
  BOOST_TEST((scan.code == CompletionCode::HardwareError));
  BOOST_TEST((scan.fault == FaultType::DeviceMissing));
}

BOOST_AUTO_TEST_CASE(a_camera_without_pictures_or_with_broken_ones_is_a_communication_fault) {
  for (const char* trouble : {"freeze on", "broken on"}) {
    Desk desk;
    BOOST_REQUIRE(desk.camera->open());
    desk.tell(trouble);
    const auto scan = desk.scan();
    BOOST_TEST((scan.code == CompletionCode::HardwareError), trouble << " " << scan.detail);
    BOOST_TEST((scan.fault == FaultType::CommunicationFault));
    BOOST_TEST((desk.camera->report().state == DeviceState::Offline));
    desk.tell("freeze off");
    desk.tell("broken off");
    BOOST_REQUIRE(desk.camera->open());
    BOOST_TEST((desk.witness.cleared == desk.witness.raised));
  }
}

BOOST_AUTO_TEST_CASE(a_stop_ends_the_wait_for_a_document) {
  Desk desk;
  BOOST_REQUIRE(desk.camera->open());
  std::stop_source stop;
  kiosk::base::Strand other("stopper", desk.clock);
  other.post_after(100ms, [&stop] { stop.request_stop(); });
  BOOST_TEST((desk.scan(60s, stop.get_token()).code == CompletionCode::Canceled));
  BOOST_TEST(desk.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_preview_is_small_and_shows_the_desk_as_it_is) {
  Desk desk;
  BOOST_REQUIRE(desk.camera->open());
  const auto preview = desk.camera->preview({{}, {1}, desk.clock.now() + 5s, {}});
  BOOST_REQUIRE(preview.ok());
  BOOST_TEST(preview.value->pages.at(0).raster.width == 800);
}

BOOST_AUTO_TEST_CASE(a_video_device_that_is_not_there_or_is_no_camera_is_said_so) {
  kiosk::base::SystemClock clock;
  drivers::scanning::V4l2FrameSource nothing({"/dev/no-such-camera"}, clock);
  BOOST_TEST((nothing.open().error().code == kiosk::base::ErrorCode::NotFound));
  BOOST_TEST(!nothing.present());
  drivers::scanning::V4l2FrameSource null({"/dev/null"}, clock);
  BOOST_TEST((null.open().error().code == kiosk::base::ErrorCode::Unavailable));
  BOOST_TEST(!null.next(clock.now() + 1s, {}).has_value());
}

BOOST_AUTO_TEST_CASE(the_factory_refuses_what_it_does_not_know) {
  Desk desk;
  const DriverContext context{desk.clock, desk.witness, {"document-scanner"}, "config"};
  const auto make = [&](const std::string& address, std::map<std::string, std::string> settings) {
    return drivers::scanning::make_camera_scanner(
        context,
        {DeviceClass::DocumentScanner, "camera", *DeviceAddress::parse(address), std::move(settings)});
  };
  BOOST_TEST(make("v4l2:/dev/video0,width=1920,height=1080", {{"field-width-mm", "420"}}).has_value());
  BOOST_TEST(make("frames:/tmp/x", {}).has_value());
  BOOST_TEST(!make("v4l2:/dev/video0,width=wide", {}));
  BOOST_TEST(!make("frames:/tmp/x,width=10", {}));
  BOOST_TEST(!make("v4l2:/dev/video0", {{"zoom", "2"}}));
}

BOOST_AUTO_TEST_SUITE_END()

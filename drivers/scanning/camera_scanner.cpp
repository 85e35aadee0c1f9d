// Waiting for a still picture, and what a camera's troubles mean.
#include "drivers/scanning/camera_scanner.h"

#include <algorithm>
#include <charconv>

#include "drivers/scanning/camera_pixels.h"
#include "drivers/scanning/file_frame_source.h"
#include "drivers/scanning/page_finish.h"
#include "drivers/scanning/v4l2_frame_source.h"

namespace drivers::scanning {

using contract::ColourMode;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::JobContext;
using contract::PageRaster;
using contract::ScanOutcome;
using contract::ScanRequest;
using contract::ScanTrouble;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

/// Broken frames are usual on long USB cables, so many in a row are not.
constexpr int kMostBrokenFrames = 30;
constexpr int kPreviewSide = 800;

/// Closes the source at the end of a job, however it ends.
class Watching {
 public:
  explicit Watching(FrameSource& source) : source_(source) {}
  Watching(const Watching&) = delete;
  Watching& operator=(const Watching&) = delete;
  ~Watching() { source_.close(); }

 private:
  FrameSource& source_;
};

Result<int> whole_number(const std::string& name, const std::string& text) {
  int number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool good =
      parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size() && number > 0 && number <= 20000;
  if (!good) return fail(ErrorCode::InvalidArgument, name + " must be a number from 1 to 20000");
  return number;
}

Result<std::unique_ptr<FrameSource>> make_source(const contract::DriverContext& context,
                                                 const contract::DeviceAddress& address) {
  V4l2Settings settings;
  settings.path = address.path;
  for (const auto& [name, value] : address.options) {
    const bool known = address.transport == "v4l2" && (name == "width" || name == "height");
    if (!known)
      return fail(ErrorCode::InvalidArgument, "a camera has no option " + name, address.to_string());
    const auto number = whole_number(name, value);
    if (!number) return tl::unexpected(number.error());
    (name == "width" ? settings.width : settings.height) = *number;
  }
  if (address.transport == "v4l2")
    return std::make_unique<V4l2FrameSource>(std::move(settings), context.clock);
  return std::make_unique<FileFrameSource>(address.path, context.clock);
}

}  // namespace

CameraScanner::CameraScanner(const contract::DriverContext& context, std::unique_ptr<FrameSource> source,
                             CameraSettings settings)
    : clock_(context.clock),
      closing_(context.closing),
      source_(std::move(source)),
      settings_(std::move(settings)),
      board_(clock_, contract::DeviceClass::DocumentScanner, context.id, context.observer) {}

Status CameraScanner::open() {
  const Watching watching(*source_);
  Status opened = source_->open();
  if (opened) {
    if (auto frame = next_frame(clock_.now() + settings_.frame_limit, closing_); !frame) {
      opened = tl::unexpected(frame.error());
    }
  }
  if (opened) {
    board_.set_identity(settings_.model.empty() ? source_->model() : settings_.model, "");
    contract::DocumentScannerCapabilities can;
    can.camera = true;
    can.colour = true;
    board_.set_capabilities({"camera", "", can});
    note_present();
    return {};
  }
  if (opened.error().code == ErrorCode::Canceled) return opened;
  const bool absent = opened.error().code == ErrorCode::NotFound;
  board_.raise(absent ? FaultType::DeviceMissing : FaultType::CommunicationFault, opened.error().message);
  board_.set_state(absent ? DeviceState::NoDevice : DeviceState::Offline);
  return opened;
}

void CameraScanner::poll() {
  if (source_->present()) return;
  board_.raise(FaultType::DeviceMissing, "the camera is gone");
  board_.set_state(DeviceState::NoDevice);
}

CameraScanner::Scan CameraScanner::scan(const JobContext& context, const ScanRequest& request,
                                        const Progress& progress) {
  if (auto checked = check(request); !checked) {
    return {CompletionCode::InvalidData, {}, {}, checked.error().message};
  }
  const Watching watching(*source_);
  if (auto opened = source_->open(); !opened) return failed(opened.error(), ScanTrouble::None);
  StillPicker picker(settings_.still);
  Frame still = find_still(context, picker);
  if (!still) return failed(still.error(), picker.reason());
  note_present();
  if (request.mode == ColourMode::Grey) *still = grey_page(*still);
  if (settings_.field_width > 0) still->resolution = still->width * 25.4 / settings_.field_width;
  Scan scan;
  scan.value.emplace();
  scan.value->pages.push_back(finish_page(std::move(*still), request.straighten, settings_.quality));
  if (progress) progress(1);
  return scan;
}

CameraScanner::Scan CameraScanner::preview(const JobContext& context) {
  const Watching watching(*source_);
  if (auto opened = source_->open(); !opened) return failed(opened.error(), ScanTrouble::None);
  const Frame frame = next_frame(context.deadline, context.stop);
  if (!frame) return failed(frame.error(), ScanTrouble::None);
  note_present();
  GreyImage small = shrunk(to_grey(*frame), kPreviewSide);
  Scan scan;
  scan.value.emplace();
  PageRaster raster{small.width, small.height, 1, 0, std::move(small.pixels)};
  scan.value->pages.push_back(finish_page(std::move(raster), false, settings_.quality));
  return scan;
}

CameraScanner::Frame CameraScanner::next_frame(MonoTime deadline, const std::stop_token& stop) {
  const MonoTime limit = clock_.now() + settings_.frame_limit;
  for (int broken = 0; broken < kMostBrokenFrames; ++broken) {
    Frame frame = source_->next(std::min(deadline, limit), stop);
    if (frame || frame.error().code != ErrorCode::InvalidData) {
      const bool mute = !frame && frame.error().code == ErrorCode::TimedOut && limit < deadline;
      if (mute) return fail(ErrorCode::Internal, "the camera gives no pictures", source_->description());
      return frame;
    }
  }
  return fail(ErrorCode::Internal, "the camera gives only broken pictures", source_->description());
}

CameraScanner::Frame CameraScanner::find_still(const JobContext& context, StillPicker& picker) {
  while (true) {
    Frame frame = next_frame(context.deadline, context.stop);
    if (!frame) return frame;
    if (auto still = picker.offer(std::move(*frame))) return std::move(*still);
  }
}

CameraScanner::Scan CameraScanner::failed(const kiosk::base::Error& error, ScanTrouble trouble) {
  Scan scan{CompletionCode::HardwareError, ScanOutcome{}, {}, error.message};
  switch (error.code) {
    case ErrorCode::Canceled: scan.code = CompletionCode::Canceled; return scan;
    case ErrorCode::TimedOut:
      scan.code = CompletionCode::TimeOut;
      scan.value->trouble = trouble;
      return scan;
    case ErrorCode::NotFound:
    case ErrorCode::Unavailable:
      scan.fault = FaultType::DeviceMissing;
      board_.set_state(DeviceState::NoDevice);
      break;
    case ErrorCode::PermissionDenied: scan.fault = FaultType::NotAuthorised; break;
    default: scan.fault = FaultType::CommunicationFault; board_.set_state(DeviceState::Offline);
  }
  board_.raise(*scan.fault, error.message);
  return scan;
}

void CameraScanner::note_present() {
  for (const FaultType type :
       {FaultType::DeviceMissing, FaultType::CommunicationFault, FaultType::NotAuthorised}) {
    board_.clear(type);
  }
  board_.set_state(DeviceState::Online);
}

Result<std::unique_ptr<contract::Device>> make_camera_scanner(const contract::DriverContext& context,
                                                              const contract::DeviceConfig& config) {
  CameraSettings settings;
  for (const auto& [name, value] : config.settings) {
    if (name == "model") {
      settings.model = value;
    } else if (name == "field-width-mm") {
      const auto width = whole_number(name, value);
      if (!width) return tl::unexpected(width.error());
      settings.field_width = *width;
    } else {
      return fail(ErrorCode::InvalidArgument, "driver camera has no setting " + name,
                  config.address.to_string());
    }
  }
  auto source = make_source(context, config.address);
  if (!source) return tl::unexpected(source.error());
  return std::make_unique<CameraScanner>(context, std::move(*source), std::move(settings));
}

}  // namespace drivers::scanning

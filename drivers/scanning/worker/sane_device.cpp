// The order of SANE calls (SANE standard 1.06, chapter 4.4).
#include "drivers/scanning/worker/sane_device.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "drivers/scanning/worker/sane_options.h"

namespace drivers::scanning {

using contract::ColourMode;
using contract::ScanSource;

namespace {

constexpr int kPreviewResolution = 75;

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

bool contains(std::string_view text, std::string_view part) {
  return lower(text).find(part) != std::string::npos;
}

bool is_feeder(std::string_view source) {
  const bool feeder = contains(source, "feeder") || contains(source, "adf");
  return feeder && !contains(source, "duplex") && !contains(source, "back");
}

bool fits_mode(std::string_view choice, ColourMode mode) {
  const bool grey = contains(choice, "gray") || contains(choice, "grey");
  return mode == ColourMode::Grey ? grey : contains(choice, "colo");
}

FinishNote note(SANE_Status status, const char* where) { return {to_status(status), where}; }

}  // namespace

SaneStatus to_status(SANE_Status status) {
  // 12 and 13 are Debian's own additions, not in the standard's list.
  constexpr int kWarmingUp = 12;
  constexpr int kTransportLocked = 13;
  switch (static_cast<int>(status)) {
    case SANE_STATUS_GOOD:
    case SANE_STATUS_EOF: return SaneStatus::Good;
    case SANE_STATUS_UNSUPPORTED: return SaneStatus::Unsupported;
    case SANE_STATUS_CANCELLED: return SaneStatus::Canceled;
    case SANE_STATUS_DEVICE_BUSY: return SaneStatus::DeviceBusy;
    case SANE_STATUS_INVAL: return SaneStatus::Invalid;
    case SANE_STATUS_JAMMED: return SaneStatus::Jammed;
    case SANE_STATUS_NO_DOCS: return SaneStatus::NoDocuments;
    case SANE_STATUS_COVER_OPEN: return SaneStatus::CoverOpen;
    case SANE_STATUS_NO_MEM: return SaneStatus::NoMemory;
    case SANE_STATUS_ACCESS_DENIED: return SaneStatus::AccessDenied;
    case kWarmingUp: return SaneStatus::WarmingUp;
    case kTransportLocked: return SaneStatus::TransportLocked;
    default: return SaneStatus::IoError;
  }
}

SaneDevice::SaneDevice() { initialised_ = sane_init(nullptr, nullptr) == SANE_STATUS_GOOD; }

SaneDevice::~SaneDevice() {
  if (handle_ != nullptr) sane_close(handle_);
  if (initialised_) sane_exit();
}

FinishNote SaneDevice::open(const std::string& name) {
  if (!initialised_) return {SaneStatus::NoDevice, "sane_init"};
  names_.name = name;
  if (name == "any") {
    if (auto found = find_first(names_.name); found.status != SaneStatus::Good) return found;
  }
  const SANE_Status status = sane_open(names_.name.c_str(), &handle_);
  if (status == SANE_STATUS_GOOD) return note(status, "open");
  handle_ = nullptr;
  // SANE says "invalid" when no backend knows the name, and "I/O error" when the device is gone.
  const bool absent = status == SANE_STATUS_INVAL || status == SANE_STATUS_IO_ERROR;
  return absent ? FinishNote{SaneStatus::NoDevice, "open"} : note(status, "open");
}

FinishNote SaneDevice::find_first(std::string& name) {
  const SANE_Device** list = nullptr;
  const SANE_Status status = sane_get_devices(&list, SANE_TRUE);
  if (status != SANE_STATUS_GOOD) return note(status, "get_devices");
  if (list == nullptr || list[0] == nullptr) return {SaneStatus::NoDevice, "get_devices"};
  name = list[0]->name;
  names_.model = std::string(list[0]->vendor) + " " + list[0]->model;
  return {};
}

FinishNote SaneDevice::set_up(const WorkerRequest& request) {
  SaneOptions options(handle_);
  const contract::ScanRequest& scan = request.scanning;
  const ColourMode mode = request.preview ? ColourMode::Grey : scan.mode;
  if (options.has("source")) {
    const bool feeder = !request.preview && scan.source == ScanSource::Feeder;
    const auto set = options.choose("source", [feeder](auto choice) { return is_feeder(choice) == feeder; });
    if (feeder && set != SANE_STATUS_GOOD) return note(set, "source");
  } else if (scan.source == ScanSource::Feeder) {
    return {SaneStatus::Unsupported, "source"};
  }
  if (options.has("mode")) {
    const auto set = options.choose("mode", [mode](auto choice) { return fits_mode(choice, mode); });
    if (set != SANE_STATUS_GOOD) return note(set, "mode");
  }
  // Not every scanner has these: what comes is checked in the page's parameters.
  (void)options.set_number("depth", 8);
  (void)options.set_text("preview", request.preview ? "yes" : "no");
  (void)options.set_number("resolution", request.preview ? kPreviewResolution : scan.resolution);
  if (const auto set = set_area(request); set != SANE_STATUS_GOOD) return note(set, "area");
  for (const auto& [name, value] : request.options) {
    if (const auto set = options.set_text(name, value); set != SANE_STATUS_GOOD)
      return note(set, name.c_str());
  }
  resolution_ = options.number("resolution", 0);
  return {};
}

SANE_Status SaneDevice::set_area(const WorkerRequest& request) {
  SaneOptions options(handle_);
  if (!options.has("br-x")) return SANE_STATUS_GOOD;
  const bool in_pixels = options.unit("br-x") == SANE_UNIT_PIXEL;
  const double scale = in_pixels ? options.number("resolution", request.scanning.resolution) / 25.4 : 1.0;
  const contract::ScanArea& area = request.scanning.area;
  const double right =
      request.preview ? options.largest("br-x", 210 * scale) : (area.left + area.width) * scale;
  const double bottom =
      request.preview ? options.largest("br-y", 297 * scale) : (area.top + area.height) * scale;
  const std::array<std::pair<const char*, double>, 4> sides{
      std::pair{"tl-x", request.preview ? 0 : area.left * scale},
      std::pair{"tl-y", request.preview ? 0 : area.top * scale}, std::pair{"br-x", right},
      std::pair{"br-y", bottom}};
  // Backends refuse an upper left corner behind the lower right one: twice, so that no order of before
  // matters.
  SANE_Status status = SANE_STATUS_GOOD;
  for (int round = 0; round < 2; ++round) {
    for (const auto& [name, value] : sides) status = options.set_number(name, value);
  }
  return status;
}

FinishNote SaneDevice::scan(const WorkerRequest& request, const PageSink& sink) {
  if (auto ready = set_up(request); ready.status != SaneStatus::Good) return ready;
  const bool feeder = !request.preview && request.scanning.source == ScanSource::Feeder;
  const int most = feeder ? request.scanning.pages : 1;
  FinishNote end;
  for (int page = 0; page < most && end.status == SaneStatus::Good; ++page) {
    end = scan_page(sink);
    // An empty feeder after the first page is how a stack ends.
    const bool stack_ends = page > 0 && end.status == SaneStatus::NoDocuments && end.where == "start";
    if (stack_ends) {
      end = {};
      break;
    }
  }
  sane_cancel(handle_);
  return end;
}

FinishNote SaneDevice::scan_page(const PageSink& sink) {
  if (const auto status = sane_start(handle_); status != SANE_STATUS_GOOD) return note(status, "start");
  SANE_Parameters parameters{};
  if (const auto status = sane_get_parameters(handle_, &parameters); status != SANE_STATUS_GOOD) {
    return note(status, "get_parameters");
  }
  const bool whole = parameters.format == SANE_FRAME_GRAY || parameters.format == SANE_FRAME_RGB;
  if (!whole || parameters.depth != 8) return {SaneStatus::Unsupported, "format"};
  PageGeometry geometry;
  geometry.width = parameters.pixels_per_line;
  geometry.lines = parameters.lines;
  geometry.bytes_per_line = parameters.bytes_per_line;
  geometry.channels = parameters.format == SANE_FRAME_RGB ? 3 : 1;
  geometry.resolution = resolution_;
  if (!sink.begin(geometry)) return {SaneStatus::Canceled, "read"};
  return read_pixels(sink);
}

FinishNote SaneDevice::read_pixels(const PageSink& sink) {
  kiosk::base::SecureBytes buffer(64 * 1024);
  while (true) {
    SANE_Int got = 0;
    const auto status = sane_read(handle_, buffer.data(), static_cast<SANE_Int>(buffer.size()), &got);
    if (status == SANE_STATUS_EOF) break;
    if (status != SANE_STATUS_GOOD) return note(status, "read");
    if (!sink.pixels(std::span(buffer).first(static_cast<std::size_t>(std::max(got, 0))))) {
      sane_cancel(handle_);
      return {SaneStatus::Canceled, "read"};
    }
  }
  return sink.end() ? FinishNote{} : FinishNote{SaneStatus::Canceled, "read"};
}

}  // namespace drivers::scanning

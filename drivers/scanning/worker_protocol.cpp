// Frames and their payloads.
#include "drivers/scanning/worker_protocol.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace drivers::scanning {

using contract::ColourMode;
using contract::ScanSource;
using kiosk::base::as_bytes;
using kiosk::base::as_text;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;
using kiosk::base::Result;
using kiosk::base::SecureBytes;

namespace {

constexpr std::array kStatuses{SaneStatus::Good,
                               SaneStatus::Unsupported,
                               SaneStatus::Canceled,
                               SaneStatus::DeviceBusy,
                               SaneStatus::Invalid,
                               SaneStatus::Jammed,
                               SaneStatus::NoDocuments,
                               SaneStatus::CoverOpen,
                               SaneStatus::IoError,
                               SaneStatus::NoMemory,
                               SaneStatus::AccessDenied,
                               SaneStatus::WarmingUp,
                               SaneStatus::TransportLocked,
                               SaneStatus::NoDevice};

/// Parses a payload with `read`; whatever is missing or of another type becomes InvalidData.
template <class T, class Read>
Result<T> parse(std::span<const std::uint8_t> payload, const char* name, Read read) {
  const auto document = kiosk::base::parse_json(as_text(payload), name);
  if (!document) return tl::unexpected(document.error());
  try {
    return read(*document);
  } catch (const Json::exception&) {
    return fail(ErrorCode::InvalidData, std::string("the ") + name + " lacks something", name);
  }
}

bool is_frame_type(std::uint8_t byte) {
  constexpr std::string_view kTypes = "RDPBEF";
  return kTypes.find(static_cast<char>(byte)) != std::string_view::npos;
}

}  // namespace

SecureBytes encode_frame(FrameType type, std::span<const std::uint8_t> payload) {
  SecureBytes frame;
  frame.reserve(kFrameHeaderSize + payload.size());
  frame.push_back(static_cast<std::uint8_t>(type));
  for (unsigned shift = 0; shift < 32; shift += 8) {
    frame.push_back(static_cast<std::uint8_t>(payload.size() >> shift & 0xFF));
  }
  frame.insert(frame.end(), payload.begin(), payload.end());
  return frame;
}

SecureBytes encode_frame(FrameType type, const Json& payload) {
  // Names of devices come from firmware: broken UTF-8 must not stop us.
  return encode_frame(type, as_bytes(payload.dump(-1, ' ', false, Json::error_handler_t::replace)));
}

Json to_json(const WorkerRequest& request) {
  const contract::ScanRequest& scan = request.scanning;
  return {{"scan", request.scan},
          {"device", request.device},
          {"preview", request.preview},
          {"options", request.options},
          {"resolution", scan.resolution},
          {"colour", scan.mode == ColourMode::Colour},
          {"feeder", scan.source == ScanSource::Feeder},
          {"pages", scan.pages},
          {"area", {scan.area.left, scan.area.top, scan.area.width, scan.area.height}}};
}

Json to_json(const DeviceNames& names) { return {{"name", names.name}, {"model", names.model}}; }

Json to_json(const PageGeometry& geometry) {
  return {{"width", geometry.width},
          {"lines", geometry.lines},
          {"bytes_per_line", geometry.bytes_per_line},
          {"channels", geometry.channels},
          {"resolution", geometry.resolution}};
}

Json to_json(const FinishNote& note) { return {{"status", to_string(note.status)}, {"where", note.where}}; }

Result<WorkerRequest> parse_request(std::span<const std::uint8_t> payload) {
  auto request = parse<WorkerRequest>(payload, "request", [](const Json& json) {
    WorkerRequest parsed;
    parsed.scan = json.at("scan").get<bool>();
    parsed.device = json.at("device").get<std::string>();
    parsed.preview = json.at("preview").get<bool>();
    parsed.options = json.at("options").get<std::map<std::string, std::string>>();
    contract::ScanRequest& scan = parsed.scanning;
    scan.resolution = json.at("resolution").get<int>();
    scan.mode = json.at("colour").get<bool>() ? ColourMode::Colour : ColourMode::Grey;
    scan.source = json.at("feeder").get<bool>() ? ScanSource::Feeder : ScanSource::Flatbed;
    scan.pages = json.at("pages").get<int>();
    const Json& area = json.at("area");
    scan.area = {area.at(0).get<double>(), area.at(1).get<double>(), area.at(2).get<double>(),
                 area.at(3).get<double>()};
    return parsed;
  });
  if (!request) return request;
  if (auto checked = check(request->scanning); !checked) return tl::unexpected(checked.error());
  return request;
}

Result<DeviceNames> parse_device(std::span<const std::uint8_t> payload) {
  return parse<DeviceNames>(payload, "device", [](const Json& json) {
    return DeviceNames{json.at("name").get<std::string>(), json.at("model").get<std::string>()};
  });
}

Result<PageGeometry> parse_geometry(std::span<const std::uint8_t> payload) {
  auto geometry = parse<PageGeometry>(payload, "page", [](const Json& json) {
    return PageGeometry{json.at("width").get<int>(), json.at("lines").get<int>(),
                        json.at("bytes_per_line").get<int>(), json.at("channels").get<int>(),
                        json.at("resolution").get<double>()};
  });
  if (!geometry) return geometry;
  // 2 m at 1200 dots an inch is below 100,000 lines; a page of 1 GiB is nonsense.
  const PageGeometry& g = *geometry;
  const bool sides = g.width > 0 && g.width <= 60'000 && g.lines >= -1 && g.lines != 0 && g.lines <= 100'000;
  const bool rows = (g.channels == 1 || g.channels == 3) && g.bytes_per_line >= g.width * g.channels &&
                    g.bytes_per_line <= 1'000'000;
  if (!sides || !rows || static_cast<std::int64_t>(g.bytes_per_line) * g.lines > (1LL << 30)) {
    return fail(ErrorCode::InvalidData, "a page has impossible measures", "page");
  }
  return geometry;
}

Result<FinishNote> parse_finish(std::span<const std::uint8_t> payload) {
  const auto texts = parse<std::pair<std::string, std::string>>(payload, "finish", [](const Json& json) {
    return std::pair(json.at("status").get<std::string>(), json.at("where").get<std::string>());
  });
  if (!texts) return tl::unexpected(texts.error());
  const auto status = std::find_if(kStatuses.begin(), kStatuses.end(),
                                   [&texts](SaneStatus known) { return to_string(known) == texts->first; });
  if (status == kStatuses.end()) return fail(ErrorCode::InvalidData, "an unknown status", "finish");
  return FinishNote{*status, texts->second};
}

std::string_view to_string(SaneStatus status) {
  switch (status) {
    case SaneStatus::Good: return "good";
    case SaneStatus::Unsupported: return "unsupported";
    case SaneStatus::Canceled: return "canceled";
    case SaneStatus::DeviceBusy: return "device-busy";
    case SaneStatus::Invalid: return "invalid";
    case SaneStatus::Jammed: return "jammed";
    case SaneStatus::NoDocuments: return "no-documents";
    case SaneStatus::CoverOpen: return "cover-open";
    case SaneStatus::IoError: return "io-error";
    case SaneStatus::NoMemory: return "no-memory";
    case SaneStatus::AccessDenied: return "access-denied";
    case SaneStatus::WarmingUp: return "warming-up";
    case SaneStatus::TransportLocked: return "transport-locked";
    case SaneStatus::NoDevice: return "no-device";
  }
  return "unknown";
}

void WorkerFrameParser::feed(std::span<const std::uint8_t> bytes) {
  buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(taken_));
  taken_ = 0;
  if (!broken_) buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

std::optional<WorkerFrame> WorkerFrameParser::take() {
  const auto rest = std::span(buffer_).subspan(taken_);
  if (broken_ || rest.size() < kFrameHeaderSize) return std::nullopt;
  std::size_t size = 0;
  for (std::size_t i = 4; i > 0; --i) size = size << 8 | rest[i];
  if (!is_frame_type(rest[0]) || size > kLongestPayload) {
    broken_ = true;
    return std::nullopt;
  }
  if (rest.size() < kFrameHeaderSize + size) return std::nullopt;
  const auto payload = rest.subspan(kFrameHeaderSize, size);
  WorkerFrame frame{static_cast<FrameType>(rest[0]), SecureBytes(payload.begin(), payload.end())};
  taken_ += kFrameHeaderSize + size;
  return frame;
}

}  // namespace drivers::scanning

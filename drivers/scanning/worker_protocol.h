// What the terminal and its SANE worker say to one another over pipes. Pure; no I/O.
//
//   type (1 byte) | size (4 bytes, little endian) | payload
//
// The terminal sends one Request (JSON) and then nothing; when it closes the pipe the worker cancels. The
// worker sends for a scan: Device, then for each page Page, Pixels…, PageEnd; and as the last frame always
// Finish.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "drivers/contract/document_scanner.h"
#include "kiosk/base/json_file.h"

namespace drivers::scanning {

enum class FrameType : std::uint8_t {
  Request = 'R',
  Device = 'D',   ///< JSON DeviceNames
  Page = 'P',     ///< JSON PageGeometry
  Pixels = 'B',   ///< raw bytes as the backend gave them
  PageEnd = 'E',  ///< no payload: the backend said that the page is complete
  Finish = 'F',   ///< JSON FinishNote
};

inline constexpr std::size_t kFrameHeaderSize = 5;
inline constexpr std::size_t kLongestPayload = 256 * 1024;

/// What a SANE backend answered, without sane.h.
enum class SaneStatus {
  Good,
  Unsupported,
  Canceled,
  DeviceBusy,
  Invalid,
  Jammed,
  NoDocuments,
  CoverOpen,
  IoError,
  NoMemory,
  AccessDenied,
  WarmingUp,
  TransportLocked,
  NoDevice,  ///< our own: no scanner is there, or not the one that was named
};

struct WorkerRequest {
  bool scan = true;    ///< false: only open the scanner and say what it is
  std::string device;  ///< SANE's name, or "any"
  contract::ScanRequest scanning{};
  bool preview = false;
  std::map<std::string, std::string> options{};  ///< further backend options by name
};

struct DeviceNames {
  std::string name;   ///< "test:0"
  std::string model;  ///< "Noname frontend-tester"; may be empty
};

struct PageGeometry {
  int width = 0;
  int lines = -1;  ///< -1: not known before the end
  int bytes_per_line = 0;
  int channels = 1;
  double resolution = 0;
};

struct FinishNote {
  SaneStatus status = SaneStatus::Good;
  std::string where;  ///< the step that failed: "open", "start"
};

kiosk::base::SecureBytes encode_frame(FrameType type, std::span<const std::uint8_t> payload);
kiosk::base::SecureBytes encode_frame(FrameType type, const kiosk::base::Json& payload);

kiosk::base::Json to_json(const WorkerRequest& request);
kiosk::base::Json to_json(const DeviceNames& names);
kiosk::base::Json to_json(const PageGeometry& geometry);
kiosk::base::Json to_json(const FinishNote& note);
/// InvalidData for anything that the other side would not send.
kiosk::base::Result<WorkerRequest> parse_request(std::span<const std::uint8_t> payload);
kiosk::base::Result<DeviceNames> parse_device(std::span<const std::uint8_t> payload);
kiosk::base::Result<PageGeometry> parse_geometry(std::span<const std::uint8_t> payload);
kiosk::base::Result<FinishNote> parse_finish(std::span<const std::uint8_t> payload);

std::string_view to_string(SaneStatus status);

struct WorkerFrame {
  FrameType type{};
  kiosk::base::SecureBytes payload{};
};

/// Cuts a stream into frames. After nonsense it stays broken: the other side of a pipe cannot lose step by
/// accident.
class WorkerFrameParser {
 public:
  void feed(std::span<const std::uint8_t> bytes);
  std::optional<WorkerFrame> take();
  bool broken() const { return broken_; }

 private:
  kiosk::base::SecureBytes buffer_;
  std::size_t taken_ = 0;  ///< bytes of the buffer that have been given out
  bool broken_ = false;
};

}  // namespace drivers::scanning

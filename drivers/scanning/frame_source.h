// FrameSource: where the pictures of a document camera come from.
#pragma once

#include <stop_token>
#include <string>

#include "drivers/contract/document_scanner.h"

namespace drivers::scanning {

/// Device strand only. Streams from open() to close(): a camera looks only while somebody asked it to.
class FrameSource {
 public:
  virtual ~FrameSource() = default;
  /// NotFound when the camera is not there, PermissionDenied, Unsupported when it has no format that we know.
  virtual kiosk::base::Status open() = 0;
  virtual void close() = 0;
  /// A look from outside, without opening.
  virtual bool present() const = 0;
  /// Waits for the next frame. TimedOut, Canceled, Unavailable (unplugged), InvalidData (one broken frame:
  /// ask again).
  virtual kiosk::base::Result<contract::PageRaster> next(kiosk::base::MonoTime deadline,
                                                         const std::stop_token& stop) = 0;
  virtual std::string model() const = 0;
  /// "v4l2:/dev/video0".
  virtual std::string description() const = 0;
};

}  // namespace drivers::scanning

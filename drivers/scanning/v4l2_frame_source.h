// V4l2FrameSource: a camera of the kernel (UVC and others), through memory-mapped buffers.
#pragma once

#include <cstdint>
#include <vector>

#include "drivers/scanning/camera_pixels.h"
#include "drivers/scanning/frame_source.h"
#include "kiosk/base/file.h"

namespace drivers::scanning {

struct V4l2Settings {
  std::string path;  ///< "/dev/v4l/by-path/…": stays the same over a replug
  int width = 2592;  ///< wanted; the camera takes the nearest that it has
  int height = 1944;
};

/// Device strand only. The clock must outlive it. See linux/videodev2.h and the kernel's "Video for Linux
/// API".
class V4l2FrameSource final : public FrameSource {
 public:
  V4l2FrameSource(V4l2Settings settings, const kiosk::base::Clock& clock)
      : settings_(std::move(settings)), clock_(clock) {}
  ~V4l2FrameSource() override { close(); }

  kiosk::base::Status open() override;
  void close() override;
  bool present() const override;
  kiosk::base::Result<contract::PageRaster> next(kiosk::base::MonoTime deadline,
                                                 const std::stop_token& stop) override;
  std::string model() const override { return model_; }
  std::string description() const override { return "v4l2:" + settings_.path; }

 private:
  struct Mapping {
    void* start = nullptr;
    std::size_t size = 0;
  };
  kiosk::base::Status check_capabilities();
  kiosk::base::Status choose_format();
  kiosk::base::Status map_buffers();
  kiosk::base::Status start_stream();
  kiosk::base::Status wait_for_frame(kiosk::base::MonoTime deadline, const std::stop_token& stop);
  RasterResult convert(FrameBytes bytes) const;
  int control(unsigned long request, void* argument) const;
  tl::unexpected<kiosk::base::Error> failed(const char* what);

  V4l2Settings settings_;
  const kiosk::base::Clock& clock_;
  kiosk::base::UniqueFd fd_;
  std::string model_ = "V4L2 camera";
  std::uint32_t format_ = 0;  ///< V4L2_PIX_FMT_…
  FrameShape shape_;
  std::vector<Mapping> mappings_;
};

}  // namespace drivers::scanning

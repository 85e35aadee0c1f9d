// The V4L2 calls, in the order in which the kernel wants them.
#include "drivers/scanning/v4l2_frame_source.h"

#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace drivers::scanning {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

/// A stop request is looked at this often while waiting.
constexpr Duration kSlice{50};
constexpr std::uint32_t kBuffers = 4;
/// What we can convert, best first: only JPEG has enough frames a second at a document camera's size.
constexpr std::array<std::uint32_t, 5> kFormats{V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_JPEG, V4L2_PIX_FMT_YUYV,
                                                V4L2_PIX_FMT_RGB24, V4L2_PIX_FMT_GREY};

v4l2_buffer mapped_buffer(std::uint32_t index = 0) {
  v4l2_buffer buffer{};
  buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  buffer.memory = V4L2_MEMORY_MMAP;
  buffer.index = index;
  return buffer;
}

}  // namespace

bool V4l2FrameSource::present() const { return access(settings_.path.c_str(), F_OK) == 0; }

int V4l2FrameSource::control(unsigned long request, void* argument) const {
  int result = -1;
  do {
    result = ioctl(fd_.get(), request, argument);
  } while (result < 0 && errno == EINTR);
  return result;
}

tl::unexpected<kiosk::base::Error> V4l2FrameSource::failed(const char* what) {
  const std::string reason = kiosk::base::errno_text(errno);
  close();
  return fail(ErrorCode::Unavailable, std::string(what) + ": " + reason, description());
}

Status V4l2FrameSource::open() {
  close();
  fd_ = kiosk::base::UniqueFd(::open(settings_.path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
  if (!fd_) {
    const int number = errno;
    const auto code = number == ENOENT || number == ENODEV ? ErrorCode::NotFound
                      : number == EACCES                   ? ErrorCode::PermissionDenied
                                                           : ErrorCode::Unavailable;
    return fail(code, "cannot open: " + kiosk::base::errno_text(number), description());
  }
  if (auto able = check_capabilities(); !able) return able;
  if (auto chosen = choose_format(); !chosen) return chosen;
  if (auto mapped = map_buffers(); !mapped) return mapped;
  return start_stream();
}

Status V4l2FrameSource::check_capabilities() {
  v4l2_capability capability{};
  if (control(VIDIOC_QUERYCAP, &capability) < 0) return failed("is not a camera");
  const std::uint32_t own = (capability.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? capability.device_caps
                                                                                  : capability.capabilities;
  if ((own & V4L2_CAP_VIDEO_CAPTURE) == 0 || (own & V4L2_CAP_STREAMING) == 0) {
    close();
    return fail(ErrorCode::Unsupported, "does not stream pictures", description());
  }
  const auto* card = reinterpret_cast<const char*>(capability.card);
  model_ = std::string(card, strnlen(card, sizeof(capability.card)));
  return {};
}

Status V4l2FrameSource::choose_format() {
  std::vector<std::uint32_t> offered;
  for (v4l2_fmtdesc entry{}; entry.index < 64; ++entry.index) {
    entry.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (control(VIDIOC_ENUM_FMT, &entry) < 0) break;
    offered.push_back(entry.pixelformat);
  }
  const auto best = std::find_if(kFormats.begin(), kFormats.end(), [&offered](std::uint32_t known) {
    return std::find(offered.begin(), offered.end(), known) != offered.end();
  });
  if (best == kFormats.end()) {
    close();
    return fail(ErrorCode::Unsupported, "has no picture format that we know", description());
  }
  v4l2_format format{};
  format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  format.fmt.pix.width = static_cast<std::uint32_t>(settings_.width);
  format.fmt.pix.height = static_cast<std::uint32_t>(settings_.height);
  format.fmt.pix.pixelformat = *best;
  format.fmt.pix.field = V4L2_FIELD_NONE;
  if (control(VIDIOC_S_FMT, &format) < 0) return failed("refuses the picture format");
  format_ = format.fmt.pix.pixelformat;
  shape_ = {static_cast<int>(format.fmt.pix.width), static_cast<int>(format.fmt.pix.height),
            format.fmt.pix.bytesperline};
  // Not every camera has a lens that moves.
  v4l2_control focus{V4L2_CID_FOCUS_AUTO, 1};
  (void)control(VIDIOC_S_CTRL, &focus);
  return {};
}

Status V4l2FrameSource::map_buffers() {
  v4l2_requestbuffers request{};
  request.count = kBuffers;
  request.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  request.memory = V4L2_MEMORY_MMAP;
  if (control(VIDIOC_REQBUFS, &request) < 0 || request.count < 2) return failed("gives no buffers");
  for (std::uint32_t index = 0; index < request.count; ++index) {
    v4l2_buffer buffer = mapped_buffer(index);
    if (control(VIDIOC_QUERYBUF, &buffer) < 0) return failed("does not tell its buffers");
    void* start =
        mmap(nullptr, buffer.length, PROT_READ | PROT_WRITE, MAP_SHARED, fd_.get(), buffer.m.offset);
    if (start == MAP_FAILED) return failed("cannot map a buffer");
    mappings_.push_back({start, buffer.length});
    if (control(VIDIOC_QBUF, &buffer) < 0) return failed("does not take a buffer");
  }
  return {};
}

Status V4l2FrameSource::start_stream() {
  int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  if (control(VIDIOC_STREAMON, &type) < 0) return failed("does not start");
  return {};
}

void V4l2FrameSource::close() {
  if (!fd_) return;
  int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  (void)control(VIDIOC_STREAMOFF, &type);
  for (const Mapping& mapping : mappings_) {
    // The last picture may show a citizen's paper.
    kiosk::base::wipe(mapping.start, mapping.size);
    munmap(mapping.start, mapping.size);
  }
  mappings_.clear();
  fd_.reset();
}

Status V4l2FrameSource::wait_for_frame(MonoTime deadline, const std::stop_token& stop) {
  while (fd_) {
    if (stop.stop_requested()) return fail(ErrorCode::Canceled, "canceled", description());
    const Duration left = std::max(deadline - clock_.now(), Duration{0});
    pollfd entry{fd_.get(), POLLIN, 0};
    const int ready = poll(&entry, 1, static_cast<int>(std::min(left, kSlice).count()));
    if (ready > 0 && (entry.revents & POLLIN) != 0) return {};
    if (ready > 0) break;
    if (left == Duration{0}) return fail(ErrorCode::TimedOut, "no frame in time", description());
  }
  close();
  return fail(ErrorCode::Unavailable, "the camera is gone", description());
}

Result<contract::PageRaster> V4l2FrameSource::next(MonoTime deadline, const std::stop_token& stop) {
  v4l2_buffer buffer = mapped_buffer();
  do {
    if (auto ready = wait_for_frame(deadline, stop); !ready) return tl::unexpected(ready.error());
    buffer = mapped_buffer();
    if (control(VIDIOC_DQBUF, &buffer) == 0) break;
    if (errno != EAGAIN) return failed("gives no picture");
    // A driver that wakes us for nothing must not hold us beyond the deadline.
    if (clock_.now() >= deadline) return fail(ErrorCode::TimedOut, "no frame in time", description());
  } while (true);
  if (buffer.index >= mappings_.size()) return failed("names a wrong buffer");
  const Mapping& mapping = mappings_[buffer.index];
  const std::size_t used = std::min<std::size_t>(buffer.bytesused, mapping.size);
  const bool spoilt = (buffer.flags & V4L2_BUF_FLAG_ERROR) != 0;
  auto frame = spoilt ? fail(ErrorCode::InvalidData, "a frame was spoilt", "frame")
                      : convert({static_cast<const std::uint8_t*>(mapping.start), used});
  if (control(VIDIOC_QBUF, &buffer) < 0) return failed("does not take a buffer back");
  return frame;
}

RasterResult V4l2FrameSource::convert(FrameBytes bytes) const {
  switch (format_) {
    case V4L2_PIX_FMT_YUYV: return from_yuyv(bytes, shape_);
    case V4L2_PIX_FMT_RGB24: return from_rgb(bytes, shape_);
    case V4L2_PIX_FMT_GREY: return from_grey(bytes, shape_);
    default: return from_jpeg(bytes);
  }
}

}  // namespace drivers::scanning

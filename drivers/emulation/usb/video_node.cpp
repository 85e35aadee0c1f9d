// The ioctls of Video for Linux that a streaming capture needs.
#include "drivers/emulation/usb/video_node.h"

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace drivers::emulation::usb {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Status;

namespace {

/// An emulated file is always readable, so a driver asks for frames without rest: this slows it down.
constexpr kiosk::base::Duration kEmptyPause{1};
constexpr std::size_t kPage = 4096;

template <class T>
T argument_of(const IoctlData& data) {
  return read_at<T>(data);
}

template <class T>
int reply(const IoctlData& data, const T& value) {
  update(data, 0, &value, sizeof value);
  return 0;
}

std::uint32_t bytes_of_a_pixel(std::uint32_t format) {
  if (format == V4L2_PIX_FMT_RGB24) return 3;
  return format == V4L2_PIX_FMT_YUYV ? 2 : 1;
}

}  // namespace

VideoNode::VideoNode(UsbTestbed& testbed, VideoBuild build)
    : testbed_(testbed), build_(std::move(build)), handler_(umockdev_ioctl_base_new()) {
  g_signal_connect_data(handler_.get(), "handle-ioctl", reinterpret_cast<GCallback>(on_ioctl), this, nullptr,
                        static_cast<GConnectFlags>(0));
}

Status VideoNode::plug() {
  const auto file = testbed_.show({build_.name, "video4linux", "00"}, handler_.get());
  if (!file) return tl::unexpected(file.error());
  file_ = kiosk::base::UniqueFd(open(file->c_str(), O_RDWR | O_CLOEXEC));
  const auto size = static_cast<off_t>(buffer_size() * build_.most_buffers);
  if (!file_ || ftruncate(file_.get(), size) != 0) {
    return fail(ErrorCode::Unavailable, "cannot make the buffers: " + kiosk::base::errno_text(errno), *file);
  }
  return {};
}

void VideoNode::unplug() {
  testbed_.hide(build_.name);
  file_.reset();
  streaming_ = false;
  queued_.clear();
}

std::size_t VideoNode::buffer_size() const {
  const std::size_t bytes = std::size_t{build_.width * 4 + build_.padding} * build_.height;
  return (bytes + kPage - 1) / kPage * kPage;
}

std::vector<std::uint8_t> VideoNode::buffers() const {
  std::vector<std::uint8_t> bytes(buffer_size() * buffers_);
  const ssize_t got = pread(file_.get(), bytes.data(), bytes.size(), 0);
  bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return bytes;
}

gboolean VideoNode::on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer self) {
  // umockdev's thread: the caller waits until the call is completed, which may come from any thread.
  auto* node = static_cast<VideoNode*>(self);
  g_object_ref(client);
  Call call{{client, Unref<UMockdevIoctlClient>()}, umockdev_ioctl_client_get_request(client)};
  call.argument = resolve(umockdev_ioctl_client_get_arg(client), 0, _IOC_SIZE(call.request));
  node->testbed_.loop().post([node, call] { node->handle(call); });
  return TRUE;
}

void VideoNode::handle(const Call& call) {
  const int error = answer(call);
  const auto complete = [call, error] {
    umockdev_ioctl_client_complete(call.client.get(), error == 0 ? 0 : -1, error);
  };
  if (error == EAGAIN) {
    testbed_.loop().post_after(kEmptyPause, complete);
  } else {
    complete();
  }
}

int VideoNode::answer(const Call& call) {
  if (!file_) return ENODEV;
  if (!call.argument) return EFAULT;
  if (const auto refused = refused_.find(call.request); refused != refused_.end() && refused->second != 0) {
    return refused->second;
  }
  switch (call.request) {
    case VIDIOC_QUERYCAP: return tell_capabilities(call);
    case VIDIOC_ENUM_FMT: return tell_format(call);
    case VIDIOC_S_FMT: return set_format(call);
    case VIDIOC_REQBUFS: return give_buffers(call);
    case VIDIOC_QUERYBUF: return tell_buffer(call);
    case VIDIOC_QBUF: return take_buffer(call);
    case VIDIOC_DQBUF: return hand_over(call);
    case VIDIOC_STREAMON: return streaming_ = true, 0;
    case VIDIOC_STREAMOFF: return streaming_ = false, queued_.clear(), 0;
    default: return ENOTTY;  // a camera without a lens that moves
  }
}

int VideoNode::tell_capabilities(const Call& call) const {
  v4l2_capability capability{};
  build_.card.copy(reinterpret_cast<char*>(capability.card), sizeof capability.card - 1);
  // A UVC camera has a second node for its metadata: only device_caps tell the two apart.
  capability.capabilities =
      V4L2_CAP_DEVICE_CAPS | V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING;
  capability.device_caps = build_.capabilities;
  return reply(call.argument, capability);
}

int VideoNode::tell_format(const Call& call) const {
  auto entry = argument_of<v4l2_fmtdesc>(call.argument);
  if (entry.index >= build_.formats.size()) return EINVAL;
  entry.pixelformat = build_.formats[entry.index];
  return reply(call.argument, entry);
}

int VideoNode::set_format(const Call& call) {
  auto format = argument_of<v4l2_format>(call.argument);
  chosen_ = format.fmt.pix.pixelformat;
  // The nearest size that it has is its only one.
  format.fmt.pix.width = build_.width;
  format.fmt.pix.height = build_.height;
  format.fmt.pix.bytesperline = build_.width * bytes_of_a_pixel(chosen_) + build_.padding;
  return reply(call.argument, format);
}

int VideoNode::give_buffers(const Call& call) {
  auto request = argument_of<v4l2_requestbuffers>(call.argument);
  if (streaming_) return EBUSY;
  request.count = std::min(request.count, build_.most_buffers);
  buffers_ = request.count;
  queued_.clear();
  return reply(call.argument, request);
}

int VideoNode::tell_buffer(const Call& call) const {
  auto buffer = argument_of<v4l2_buffer>(call.argument);
  if (buffer.index >= buffers_) return EINVAL;
  buffer.length = static_cast<std::uint32_t>(buffer_size());
  buffer.m.offset = buffer.index * buffer.length;
  return reply(call.argument, buffer);
}

int VideoNode::take_buffer(const Call& call) {
  const auto buffer = argument_of<v4l2_buffer>(call.argument);
  const bool known =
      buffer.index < buffers_ && std::find(queued_.begin(), queued_.end(), buffer.index) == queued_.end();
  if (!known) return EINVAL;
  queued_.push_back(buffer.index);
  return 0;
}

int VideoNode::hand_over(const Call& call) {
  if (!streaming_) return EINVAL;
  if (mute_ || queued_.empty()) return EAGAIN;
  auto buffer = argument_of<v4l2_buffer>(call.argument);
  buffer.index = queued_.front();
  queued_.pop_front();
  const auto place = static_cast<off_t>(buffer.index * buffer_size());
  const std::size_t size = std::min(frame_.size(), buffer_size());
  if (pwrite(file_.get(), frame_.data(), size, place) != static_cast<ssize_t>(size)) return EIO;
  buffer.bytesused = static_cast<std::uint32_t>(frame_.size());
  buffer.flags = spoil_ ? V4L2_BUF_FLAG_ERROR : 0;
  if (misplace_) buffer.index = buffers_;
  spoil_ = misplace_ = false;
  return reply(call.argument, buffer);
}

}  // namespace drivers::emulation::usb

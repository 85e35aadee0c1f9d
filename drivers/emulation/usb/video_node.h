// VideoNode: a camera's file /dev/videoN: the ioctls of Video for Linux, caught by umockdev, and buffers to
// be mapped.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "drivers/emulation/event_loop.h"
#include "drivers/emulation/usb/ioctl_data.h"
#include "drivers/emulation/usb/usb_testbed.h"
#include "kiosk/base/file.h"
#include "kiosk/base/result.h"

namespace drivers::emulation::usb {

/// What kind of camera it is. Formats are V4L2_PIX_FMT_…, capabilities V4L2_CAP_….
struct VideoBuild {
  std::string name = "video0";
  std::string card = "Emulated camera";
  std::uint32_t capabilities = 0x04000001;  ///< capture and streaming
  std::vector<std::uint32_t> formats{};
  std::uint32_t width = 64;
  std::uint32_t height = 48;
  std::uint32_t padding = 0;  ///< bytes behind each row
  std::uint32_t most_buffers = 8;
};

/// Gives a frame whenever one is asked for and a buffer is queued. Loop thread only, but for construction.
class VideoNode {
 public:
  VideoNode(UsbTestbed& testbed, VideoBuild build);
  VideoNode(const VideoNode&) = delete;
  VideoNode& operator=(const VideoNode&) = delete;

  const std::string& name() const { return build_.name; }
  UMockdevIoctlBase* handler() const { return handler_.get(); }
  kiosk::base::Status plug();
  void unplug();

  /// What the camera sees from now on, as bytes of the chosen format.
  void show(std::vector<std::uint8_t> frame) { frame_ = std::move(frame); }
  /// No more frames come.
  void set_mute(bool mute) { mute_ = mute; }
  /// The next frame is marked as spoilt.
  void spoil_next() { spoil_ = true; }
  /// The next frame is said to lie in a buffer that there is not.
  void misplace_next() { misplace_ = true; }
  /// This request (VIDIOC_…) fails with the error number; 0 ends it.
  void refuse(unsigned long request, int error) { refused_[request] = error; }

  bool streaming() const { return streaming_; }
  std::uint32_t chosen_format() const { return chosen_; }
  /// What lies in the buffers now.
  std::vector<std::uint8_t> buffers() const;

 private:
  /// One ioctl; its argument is a copy of the program's structure, written back when it is answered.
  struct Call {
    std::shared_ptr<UMockdevIoctlClient> client;
    unsigned long request = 0;
    IoctlData argument{};
  };
  static gboolean on_ioctl(UMockdevIoctlBase* base, UMockdevIoctlClient* client, gpointer self);
  void handle(const Call& call);
  int answer(const Call& call);
  int tell_capabilities(const Call& call) const;
  int tell_format(const Call& call) const;
  int set_format(const Call& call);
  int give_buffers(const Call& call);
  int tell_buffer(const Call& call) const;
  int take_buffer(const Call& call);
  int hand_over(const Call& call);
  std::size_t buffer_size() const;

  UsbTestbed& testbed_;
  VideoBuild build_;
  std::unique_ptr<UMockdevIoctlBase, Unref<UMockdevIoctlBase>> handler_;
  kiosk::base::UniqueFd file_;
  std::vector<std::uint8_t> frame_;
  std::deque<std::uint32_t> queued_;
  std::map<unsigned long, int> refused_;
  std::uint32_t buffers_ = 0;
  std::uint32_t chosen_ = 0;
  bool streaming_ = false;
  bool mute_ = false;
  bool spoil_ = false;
  bool misplace_ = false;
};

}  // namespace drivers::emulation::usb

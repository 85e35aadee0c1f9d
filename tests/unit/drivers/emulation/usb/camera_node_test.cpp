// The V4L2 frame source with an emulated /dev/videoN: formats, buffers, troubles, pulled cables.
#include <linux/videodev2.h>

#include "drivers/emulation/usb/video_node.h"
#include "drivers/scanning/v4l2_frame_source.h"
#include "tests/unit/drivers/emulation/usb/usb_bench.h"

using namespace usb_bench;
using drivers::emulation::usb::VideoBuild;
using drivers::emulation::usb::VideoNode;
using drivers::scanning::V4l2FrameSource;
using kiosk::base::ErrorCode;

namespace {

using Bytes = std::vector<std::uint8_t>;

VideoBuild build_of(std::vector<std::uint32_t> formats) {
  static int number = 10;  // a number of its own for each case
  VideoBuild build;
  build.name = "video" + std::to_string(number++);
  build.formats = std::move(formats);
  return build;
}

/// A handler must live as long as the bus.
VideoNode* new_node(const VideoBuild& build) {
  static std::vector<std::unique_ptr<VideoNode>> all;
  return all.emplace_back(std::make_unique<VideoNode>(testbed(), build)).get();
}

struct CameraBench {
  explicit CameraBench(const VideoBuild& build) {
    call([&] {
      node = new_node(build);
      plugged = node->plug();
    });
    BOOST_TEST_REQUIRE(plugged.has_value(), (plugged ? "" : plugged.error().to_string()));
    source.emplace(drivers::scanning::V4l2Settings{"/dev/" + build.name, 1600, 1200}, clock);
  }
  explicit CameraBench(std::vector<std::uint32_t> formats) : CameraBench(build_of(std::move(formats))) {}
  ~CameraBench() {
    source.reset();
    call([this] { node->unplug(); });
  }

  void call(const std::function<void()>& work) const { testbed().thread().call(work); }
  void show(Bytes frame) {
    call([&] { node->show(std::move(frame)); });
  }
  auto next(Duration limit = 20s, std::stop_token stop = {}) {
    return source->next(clock.now() + limit, stop);
  }
  void require_open() {
    const auto opened = source->open();
    BOOST_TEST_REQUIRE(opened.has_value(), (opened ? "" : opened.error().to_string()));
  }
  ErrorCode opening_error() {
    const auto opened = source->open();
    BOOST_TEST_REQUIRE(!opened.has_value());
    return opened.error().code;
  }

  kiosk::base::SystemClock clock;
  VideoNode* node = nullptr;
  kiosk::base::Status plugged;
  std::optional<V4l2FrameSource> source;
};

/// 64 by 48 grey pixels of one level.
Bytes grey(std::uint8_t level) { return Bytes(64 * 48, level); }

}  // namespace

BOOST_AUTO_TEST_SUITE(camera_node)

BOOST_AUTO_TEST_CASE(a_camera_of_the_kernel_gives_its_pictures_one_after_the_other) {
  CameraBench bench({V4L2_PIX_FMT_GREY});
  BOOST_TEST(bench.source->present());
  bench.require_open();
  BOOST_TEST(bench.source->model() == "Emulated camera");
  // More frames than buffers: each buffer comes back to the camera.
  for (std::uint8_t level = 0; level < 20; ++level) {
    bench.show(grey(level));
    const auto frame = bench.next();
    BOOST_TEST_REQUIRE(frame.has_value(), (frame ? "" : frame.error().to_string()));
    BOOST_TEST(frame->width == 64);
    BOOST_TEST(frame->height == 48);
    BOOST_TEST(frame->channels == 1);
    BOOST_TEST(frame->pixels.front() == level);
    BOOST_TEST(frame->pixels.back() == level);
  }
}

BOOST_AUTO_TEST_CASE(the_format_with_most_frames_is_chosen_of_those_that_there_are) {
  const auto chosen = [](std::vector<std::uint32_t> formats) {
    CameraBench bench(std::move(formats));
    bench.require_open();
    std::uint32_t format = 0;
    bench.call([&] { format = bench.node->chosen_format(); });
    return format;
  };
  constexpr std::uint32_t kUnknown = V4L2_PIX_FMT_H264;
  BOOST_TEST(chosen({kUnknown, V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_MJPEG}) ==
             V4L2_PIX_FMT_MJPEG);
  BOOST_TEST(chosen({V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_YUYV}) == V4L2_PIX_FMT_YUYV);
  BOOST_TEST(chosen({kUnknown, V4L2_PIX_FMT_RGB24}) == V4L2_PIX_FMT_RGB24);
}

BOOST_AUTO_TEST_CASE(padded_rows_of_a_colour_camera_are_taken_out_of_their_padding) {
  auto build = build_of({V4L2_PIX_FMT_RGB24});
  build.padding = 32;
  CameraBench bench(build);
  bench.require_open();
  Bytes frame((64 * 3 + 32) * 48, 0xEE);
  for (std::size_t y = 0; y < 48; ++y) {
    std::fill_n(frame.begin() + static_cast<std::ptrdiff_t>(y * (64 * 3 + 32)), 64 * 3, std::uint8_t(y));
  }
  bench.show(frame);
  const auto picture = bench.next();
  BOOST_TEST_REQUIRE(picture.has_value());
  BOOST_TEST(picture->channels == 3);
  BOOST_TEST(picture->pixels.size() == 64u * 48 * 3);
  BOOST_TEST(picture->pixels.back() == 47);
  BOOST_TEST((std::find(picture->pixels.begin(), picture->pixels.end(), 0xEE) == picture->pixels.end()));
}

BOOST_AUTO_TEST_CASE(a_spoilt_frame_and_a_broken_jpeg_cost_one_frame_only) {
  CameraBench bench({V4L2_PIX_FMT_GREY});
  bench.require_open();
  bench.show(grey(7));
  bench.call([&] { bench.node->spoil_next(); });
  BOOST_TEST((bench.next().error().code == ErrorCode::InvalidData));
  BOOST_TEST(bench.next().has_value());
  bench.show(Bytes(100, 7));  // too short for its size
  BOOST_TEST((bench.next().error().code == ErrorCode::InvalidData));
  bench.show(grey(8));
  BOOST_TEST(bench.next().has_value());
  CameraBench jpeg({V4L2_PIX_FMT_MJPEG});
  jpeg.require_open();
  jpeg.show(Bytes{0xFF, 0xD8, 0xFF, 0xD9});
  BOOST_TEST((jpeg.next().error().code == ErrorCode::InvalidData));
}

BOOST_AUTO_TEST_CASE(a_frame_that_claims_more_than_its_buffer_has_is_cut_to_it) {
  CameraBench bench({V4L2_PIX_FMT_GREY});
  bench.require_open();
  bench.show(Bytes(1 << 20, 9));
  const auto frame = bench.next();
  BOOST_TEST_REQUIRE(frame.has_value());
  BOOST_TEST(frame->pixels.size() == 64u * 48);
}

BOOST_AUTO_TEST_CASE(a_camera_that_names_a_wrong_buffer_is_given_up_and_opened_anew) {
  CameraBench bench({V4L2_PIX_FMT_GREY});
  bench.require_open();
  bench.show(grey(1));
  bench.call([&] { bench.node->misplace_next(); });
  BOOST_TEST((bench.next().error().code == ErrorCode::Unavailable));
  bench.require_open();
  BOOST_TEST(bench.next().has_value());
}

BOOST_AUTO_TEST_CASE(what_is_no_camera_of_ours_is_said_so) {
  BOOST_TEST((CameraBench({V4L2_PIX_FMT_H264}).opening_error() == ErrorCode::Unsupported));
  for (const std::uint32_t able : {V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING, V4L2_CAP_VIDEO_CAPTURE}) {
    auto build = build_of({V4L2_PIX_FMT_GREY});
    build.capabilities = able;
    BOOST_TEST((CameraBench(build).opening_error() == ErrorCode::Unsupported), able);
  }
  auto single = build_of({V4L2_PIX_FMT_GREY});
  single.most_buffers = 1;
  BOOST_TEST((CameraBench(single).opening_error() == ErrorCode::Unavailable));
  for (const unsigned long request :
       {VIDIOC_QUERYCAP, VIDIOC_S_FMT, VIDIOC_REQBUFS, VIDIOC_QUERYBUF, VIDIOC_QBUF, VIDIOC_STREAMON}) {
    CameraBench bench({V4L2_PIX_FMT_GREY});
    bench.call([&] { bench.node->refuse(request, EBUSY); });
    BOOST_TEST((bench.opening_error() == ErrorCode::Unavailable), request);
    bench.call([&] { bench.node->refuse(request, 0); });
    bench.require_open();
  }
}

BOOST_AUTO_TEST_CASE(a_camera_without_frames_times_out_and_a_stop_ends_the_wait) {
  CameraBench bench({V4L2_PIX_FMT_GREY});
  bench.require_open();
  bench.show(grey(3));
  bench.call([&] { bench.node->set_mute(true); });
  BOOST_TEST((bench.next(150ms).error().code == ErrorCode::TimedOut));
  std::stop_source stop;
  stop.request_stop();
  BOOST_TEST((bench.next(20s, stop.get_token()).error().code == ErrorCode::Canceled));
  bench.call([&] { bench.node->set_mute(false); });
  BOOST_TEST(bench.next().has_value());
}

BOOST_AUTO_TEST_CASE(a_pulled_camera_is_gone_and_comes_back_at_the_same_name) {
  CameraBench bench({V4L2_PIX_FMT_GREY});
  bench.require_open();
  bench.show(grey(4));
  BOOST_TEST(bench.next().has_value());
  bench.call([&] { bench.node->unplug(); });
  BOOST_TEST((bench.next().error().code == ErrorCode::Unavailable));
  BOOST_TEST(!bench.source->present());
  BOOST_TEST((bench.opening_error() == ErrorCode::NotFound));
  kiosk::base::Status back;
  bench.call([&] { back = bench.node->plug(); });
  BOOST_TEST_REQUIRE(back.has_value(), (back ? "" : back.error().to_string()));
  bench.require_open();
  BOOST_TEST(bench.next().has_value());
}

BOOST_AUTO_TEST_CASE(a_closed_camera_does_not_stream_and_its_buffers_are_wiped) {
  CameraBench bench({V4L2_PIX_FMT_GREY});
  bench.require_open();
  bench.show(grey(0x77));
  for (int i = 0; i < 4; ++i) BOOST_TEST(bench.next().has_value());
  Bytes before, after;
  bench.call([&] { before = bench.node->buffers(); });
  BOOST_TEST(std::count(before.begin(), before.end(), 0x77) == 4 * 64 * 48);
  bench.source->close();
  bool streams = true;
  bench.call([&] {
    after = bench.node->buffers();
    streams = bench.node->streaming();
  });
  BOOST_TEST(!streams);
  BOOST_TEST(after.size() == before.size());
  BOOST_TEST(std::count(after.begin(), after.end(), 0x77) == 0);
}

BOOST_AUTO_TEST_SUITE_END()

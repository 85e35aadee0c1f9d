// The bench's window without a screen: a robot finger presses its buttons, and a real bench answers.
#include <fcntl.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <functional>

#include "drivers/emulation/bench.h"
#include "drivers/emulation/loop_thread.h"
#include "drivers/emulation/window/bench_window.h"
#include "kiosk/base/local_socket.h"
#include "tests/support/temporary_folder.h"

using namespace drivers::emulation;
using namespace drivers::emulation::window;
using kiosk::base::Duration;

namespace window_test {

/// A bench with its socket, served from a strand.
class ServedBench {
 public:
  ServedBench(const std::filesystem::path& folder, const kiosk::base::Clock& clock)
      : thread_(clock),
        server_(*kiosk::base::LineServer::listen(folder / "bench.sock")),
        words_("bench-words", clock) {
    thread_.call([&] {
      bench_ = std::make_unique<Bench>(BenchPlace{thread_.loop(), folder, "drivers/emulation/data"});
      for (const char* device : {"reader", "receipt", "certificate", "panel", "ups"})
        BOOST_REQUIRE(bench_->add(device));
    });
    words_.post(
        [this] { server_.serve([this](const std::string& line) { return tell(line); }, stop_.get_token()); });
  }
  ServedBench(const ServedBench&) = delete;
  ServedBench& operator=(const ServedBench&) = delete;
  ~ServedBench() {
    stop_.request_stop();
    words_.stop();
    thread_.call([this] { bench_.reset(); });
  }
  std::string tell(const std::string& line) {
    std::string answer;
    thread_.call([&] { answer = bench_->handle(line); });
    return answer;
  }

 private:
  LoopThread thread_;
  std::unique_ptr<Bench> bench_;
  kiosk::base::LineServer server_;
  std::stop_source stop_;
  kiosk::base::Strand words_;
};

struct Desk {
  Desk() {
    bench.emplace(folder.path(), clock);
    auto opened = BenchWindow::open({folder.path(), "config", true}, clock);
    BOOST_TEST_REQUIRE(opened.has_value(), (opened ? "" : opened.error().to_string()));
    window = std::move(*opened);
    BOOST_REQUIRE(wait([&] { return window->state().ready(); }));
  }
  /// Rounds of the window until the condition holds, at most ten seconds.
  bool wait(const std::function<bool()>& condition) const {
    const auto end = clock.now() + Duration{10'000};
    while (!condition() && clock.now() < end) window->step(Duration{50});
    return condition();
  }
  bool shows(const std::string& text) const { return window->shell().host().tree().shows(text); }
  /// Presses the part of this name and lets the window handle the press, the release and the outcome.
  void press(const std::string& name) const {
    BOOST_TEST_REQUIRE(wait([&] { return window->shell().host().tree().find_named(name) != nullptr; }), name);
    BOOST_TEST_REQUIRE(window->shell().host().touch_named(name));
    for (int i = 0; i < 4; ++i) window->step(Duration{0});
  }
  std::string state(const std::string& device, const std::string& key) const {
    const DeviceView* view = window->state().view.find(device);
    return view == nullptr ? "no device" : view->value(key);
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  std::optional<ServedBench> bench;
  std::unique_ptr<BenchWindow> window;
};

}  // namespace window_test

using namespace window_test;

BOOST_AUTO_TEST_SUITE(bench_window)

BOOST_AUTO_TEST_CASE(a_finger_puts_a_card_on_the_reader_and_takes_it_away) {
  Desk desk;
  BOOST_TEST(desk.state("reader", "/card") == "null");
  desk.press("身份证阅读器 放卡 put card");
  desk.press("放卡 测试人甲");
  BOOST_TEST(desk.wait([&] { return desk.state("reader", "/card") == "测试人甲"; }));
  BOOST_TEST(desk.wait([&] { return desk.shows("card of 测试人甲 on the reader"); }));
  desk.press("身份证阅读器 取卡 take card");
  BOOST_TEST(desk.wait([&] { return desk.state("reader", "/card") == "null"; }));
}

BOOST_AUTO_TEST_CASE(what_is_commanded_elsewhere_is_seen_too) {
  Desk desk;
  (void)desk.bench->tell(R"({"words":["receipt","jam"]})");
  BOOST_TEST(desk.wait([&] { return desk.shows("卡纸 jammed"); }));
  (void)desk.bench->tell(R"({"words":["receipt","clear"]})");
  BOOST_TEST(desk.wait([&] { return !desk.shows("卡纸 jammed"); }));
}

BOOST_AUTO_TEST_CASE(each_front_button_of_each_device_is_understood) {
  Desk desk;
  const BenchView before = desk.window->state().view;
  for (const DeviceView& device : before.devices) {
    for (const Action& action : device.actions) {
      if (!action.front || !action.active || !action.values.empty()) continue;
      const std::size_t lines = desk.window->state().view.log.size();
      desk.press(device.title + " " + action.label + " " + action.english);
      BOOST_TEST_REQUIRE(desk.wait([&] { return desk.window->state().view.log.size() > lines; }),
                         action.label);
      const LogLine& last = desk.window->state().view.log.back();
      BOOST_TEST(last.words == device.name + " " + action.id());
      BOOST_TEST(last.text.find("invalid argument") == std::string::npos, last.text);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_sheet_offers_everything_and_closes_again) {
  Desk desk;
  desk.press("不间断电源 更多 more");
  BOOST_TEST(desk.wait([&] { return desk.shows("可用时间 5 分钟"); }));
  desk.press("可用时间 5 分钟");
  BOOST_TEST(desk.wait([&] { return desk.state("ups", "/runtime") == "300"; }));
  BOOST_TEST(desk.shows("可用时间 5 分钟"));
  desk.press("关闭 close");
  BOOST_TEST(desk.wait([&] { return !desk.shows("可用时间 5 分钟"); }));
}

BOOST_AUTO_TEST_CASE(keys_of_the_keyboard_do_what_their_caps_say) {
  Desk desk;
  desk.window->key('h');
  BOOST_TEST(desk.wait([&] { return desk.state("panel", "/headset") == "true"; }));
  desk.window->key('h');
  BOOST_TEST(desk.wait([&] { return desk.state("panel", "/headset") == "false"; }));
  desk.window->key('c');
  BOOST_TEST(desk.wait([&] { return desk.shows("放卡 测试星"); }));
  desk.window->key('u');  // a sheet is open: keys do not reach the devices below it
  desk.press("关闭 close");
  BOOST_TEST(desk.state("ups", "/mains") == "true");
}

BOOST_AUTO_TEST_CASE(a_slip_is_shown_as_soon_as_it_is_cut) {
  Desk desk;
  const int port = ::open((desk.folder / "receipt").c_str(), O_RDWR | O_NOCTTY);
  BOOST_REQUIRE(port >= 0);
  const std::string slip = "\x1b@RECEIPT 000017\n\n\x1dV\x42\x10";
  BOOST_TEST(::write(port, slip.data(), slip.size()) == static_cast<ssize_t>(slip.size()));
  BOOST_TEST(desk.wait([&] { return desk.window->state().prints.count("receipt") == 1; }));
  BOOST_TEST(desk.wait([&] { return desk.shows("凭条 slip · 1 张"); }));
  desk.press("凭条 slip · 1 张");
  BOOST_TEST(desk.window->state().open_print == "receipt");
  desk.press("关闭 close");
  BOOST_TEST(desk.window->state().open_print.empty());
  ::close(port);
}

BOOST_AUTO_TEST_CASE(a_bench_that_ends_is_told) {
  Desk desk;
  desk.bench.reset();
  BOOST_TEST(desk.wait([&] { return desk.shows("连接中断 no answer"); }));
  desk.bench.emplace(desk.folder.path(), desk.clock);
  BOOST_TEST(desk.wait([&] { return desk.shows("已连接 connected"); }));
}

BOOST_AUTO_TEST_CASE(the_window_leaves_a_picture) {
  Desk desk;
  BOOST_REQUIRE(desk.window->shell().capture(desk.folder / "window.png").has_value());
  const auto picture = kiosk::typeset::read_png(desk.folder / "window.png");
  BOOST_REQUIRE(picture.has_value());
  BOOST_TEST(picture->width == 1600);
  BOOST_TEST(picture->height == 1000);
}

BOOST_AUTO_TEST_SUITE_END()

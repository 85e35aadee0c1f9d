// The window's two ways onto the glass, on an X server without a screen; sleeping until a device speaks.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <optional>

#include "kiosk/base/background_process.h"
#include "tests/support/temporary_folder.h"
#include "ui/shell/input_watch.h"
#include "ui/shell/presenter.h"
#include "ui/shell/shell.h"
#include "ui/toolkit/parts.h"

using namespace ui::shell;
using kiosk::base::Duration;

namespace {

constexpr const char* kNoServer = "skipped: no X server without a screen (package xvfb)";
constexpr Duration kGenerous{20'000};

/// Xvfb that says its number into a file; none when it is not installed.
struct XServer {
  XServer() {
    if (std::system("command -v Xvfb >/dev/null") != 0) return;
    auto started = kiosk::base::BackgroundProcess::start(
        {"Xvfb", "-displayfd", "1", "-screen", "0", "640x800x24", "-nolisten", "tcp"}, folder / "log");
    if (!started) return;
    process.emplace(std::move(*started));
    const kiosk::base::SystemClock clock;
    for (const auto end = clock.now() + kGenerous; name.empty() && clock.now() < end;) {
      const std::string said = kiosk::base::read_file(folder / "log").value_or("");
      const auto line_end = said.rfind('\n');
      if (line_end == std::string::npos) continue;
      const auto begin = said.rfind('\n', line_end - 1);
      name = ":" + said.substr(begin == std::string::npos ? 0 : begin + 1, line_end - (begin + 1));
    }
    setenv("DISPLAY", name.c_str(), 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
  }
  kiosk::tests::TemporaryFolder folder;
  std::optional<kiosk::base::BackgroundProcess> process;
  std::string name;
};

/// Draws one frame in a window that fills the screen.
kiosk::base::Result<std::string> presentation_of(Presentation wanted) {
  const kiosk::base::SystemClock clock;
  ShellOptions options;
  options.kind = WindowKind::Fullscreen;
  options.display = {640, 800, 3};
  options.presentation = wanted;
  auto shell = Shell::open(options, clock);
  if (!shell) return tl::unexpected(shell.error());
  ShellCallbacks callbacks;
  callbacks.build = [](ui::toolkit::Ui& ui) { ui::toolkit::page_background(ui); };
  (*shell)->step(callbacks, Duration{0});
  BOOST_TEST((*shell)->host().frames_changed() == 1U);
  return (*shell)->presentation();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_window_system_gets_pixels_without_opengl) {
  const XServer server;
  if (!server.process) {
    BOOST_TEST_MESSAGE(kNoServer);
    return;
  }
  const auto words = presentation_of(Presentation::Automatic);
  BOOST_REQUIRE(words.has_value());
  BOOST_TEST(*words ==
             "SDL window surface (x11), drawn by the CPU: the window system takes pixels as they are");
}

BOOST_AUTO_TEST_CASE(the_same_window_is_shown_through_one_gles_texture) {
  const XServer server;
  if (!server.process) {
    BOOST_TEST_MESSAGE(kNoServer);
    return;
  }
  const auto words = presentation_of(Presentation::Texture);
  if (!words) {
    BOOST_TEST_MESSAGE("skipped: this machine has no OpenGL ES: " << words.error().to_string());
    return;
  }
  BOOST_TEST(words->find("one GLES texture (x11, ") == 0U, *words);
}

BOOST_AUTO_TEST_CASE(the_canvas_fills_the_window_as_far_as_its_shape_allows) {
  const Placement same = place_canvas({1080, 1920, 3}, 1080, 1920);
  BOOST_TEST(same.shown.x == 0);
  BOOST_TEST(same.shown.w == 1080);
  const Placement wide = place_canvas({1080, 1920, 3}, 1920, 1080);
  BOOST_TEST(wide.shown.h == 1080);
  BOOST_TEST(wide.shown.w == 608);
  BOOST_TEST(wide.shown.x == 656);
}

BOOST_AUTO_TEST_CASE(sleeps_until_a_device_speaks_or_is_plugged_or_somebody_wakes_it) {
  const kiosk::tests::TemporaryFolder folder;
  BOOST_REQUIRE(mkfifo((folder / "event0").c_str(), 0600) == 0);
  InputWatch watch(folder.path());
  BOOST_TEST(watch.devices() == 1U);
  BOOST_TEST(!watch.wait(Duration{0}));
  const kiosk::base::UniqueFd finger(open((folder / "event0").c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
  BOOST_REQUIRE(write(finger.get(), "touch", 5) == 5);
  BOOST_TEST(watch.wait(kGenerous));
  BOOST_TEST(!watch.wait(Duration{0}));
  BOOST_REQUIRE(mkfifo((folder / "event1").c_str(), 0600) == 0);
  BOOST_TEST(watch.wait(kGenerous));
  BOOST_TEST(watch.devices() == 2U);
  watch.wake();
  BOOST_TEST(watch.wait(kGenerous));
}

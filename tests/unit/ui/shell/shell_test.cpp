// The frame loop without a window: woken by posts, asleep otherwise, pictures on demand.
#include "ui/shell/shell.h"

#include <boost/test/unit_test.hpp>

#include "kiosk/base/strand.h"
#include "tests/support/temporary_folder.h"
#include "ui/toolkit/button.h"
#include "ui/toolkit/parts.h"

using namespace ui::shell;
using namespace ui::toolkit;
using kiosk::base::Duration;

namespace {

struct Screen {
  explicit Screen(Display display = {}) {
    ShellOptions options;
    options.display = display;
    auto opened = Shell::open(options, clock);
    if (!opened) throw std::runtime_error(opened.error().to_string());
    shell = std::move(*opened);
    callbacks.build = [this](Ui& ui) {
      page_background(ui);
      if (button(ui, {100, 100, 400, 120}, {.id = "go", .label = text})) ++pressed;
    };
  }
  kiosk::base::SystemClock clock;
  std::unique_ptr<Shell> shell;
  ShellCallbacks callbacks;
  std::string text = "开始";
  int pressed = 0;
};

}  // namespace

BOOST_AUTO_TEST_CASE(draws_once_and_then_nothing_until_something_happens) {
  Screen screen;
  screen.shell->step(screen.callbacks, Duration{0});
  BOOST_TEST(screen.shell->host().frames_built() == 1U);
  for (int i = 0; i < 5; ++i) screen.shell->step(screen.callbacks, Duration{0});
  BOOST_TEST(screen.shell->host().frames_built() == 1U);
  screen.shell->mailbox().post([&] { screen.text = "继续"; });
  screen.shell->step(screen.callbacks, Duration{0});
  BOOST_TEST(screen.shell->host().frames_built() == 2U);
  BOOST_TEST(screen.shell->host().tree().shows("继续"));
}

BOOST_AUTO_TEST_CASE(is_woken_by_a_post_from_another_thread_and_quits_from_there) {
  Screen screen;
  kiosk::base::Strand strand("test", screen.clock);
  strand.post([&] {
    screen.shell->mailbox().post([&] { screen.text = "来自别处"; });
    screen.shell->quit();
  });
  screen.shell->run(screen.callbacks);
  BOOST_TEST(screen.shell->quitting());
  BOOST_TEST(screen.text == "来自别处");
}

BOOST_AUTO_TEST_CASE(handles_each_waiting_touch_in_its_own_frame) {
  Screen screen;
  screen.shell->step(screen.callbacks, Duration{0});
  screen.shell->host().touch_named("开始");
  for (int i = 0; i < 4; ++i) screen.shell->step(screen.callbacks, Duration{0});
  BOOST_TEST(screen.pressed == 1);
  BOOST_TEST(screen.shell->host().frames_built() == 4U);  // first, press, release, outcome
}

BOOST_AUTO_TEST_CASE(captures_the_screen_in_portrait_and_landscape) {
  const kiosk::tests::TemporaryFolder folder;
  for (const Display display : {Display{1080, 1920, 3.21F}, Display{1920, 1080, 3.21F}}) {
    Screen screen(display);
    screen.shell->step(screen.callbacks, Duration{0});
    BOOST_TEST(screen.shell->capture(folder / "screen.png").has_value());
    const auto picture = kiosk::typeset::read_png(folder / "screen.png");
    BOOST_REQUIRE(picture.has_value());
    BOOST_TEST(picture->width == display.width_px);
    BOOST_TEST(picture->height == display.height_px);
  }
}

BOOST_AUTO_TEST_CASE(says_which_theme_folder_is_missing) {
  kiosk::base::SystemClock clock;
  ShellOptions options;
  options.theme_folder = "no/such/folder";
  const auto opened = Shell::open(options, clock);
  BOOST_REQUIRE(!opened.has_value());
  BOOST_TEST(opened.error().where == "no/such/folder");
}

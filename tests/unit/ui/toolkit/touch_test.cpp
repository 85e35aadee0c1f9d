// Touches: none lost, in order, on release, once.
#include "tests/unit/ui/toolkit/host.h"
#include "ui/toolkit/button.h"
#include "ui/toolkit/parts.h"

using namespace ui::toolkit;
using kiosk::base::Duration;

namespace {

/// Three buttons and what was pressed.
struct Buttons {
  Buttons() : host(test_themes(), {}, clock) { frame(); }

  FrameOutcome frame() {
    return host.frame([this](Ui& ui) {
      const char* ids[] = {"a", "b", "c"};
      for (int i = 0; i < 3; ++i) {
        const Rect rect{100, 100 + 200.F * static_cast<float>(i), 400, 120};
        if (button(ui, rect, {.id = ids[i], .label = ids[i], .guarded = guarded})) pressed += ids[i];
      }
      if (veiled) dialog(ui, "veil", 50, 50);
    });
  }
  void drain() {
    while (!host.input().empty()) frame();
  }

  kiosk::base::ManualClock clock;
  UiHost host;
  std::string pressed;
  bool guarded = true;
  bool veiled = false;
};

constexpr Point kA{200, 150};
constexpr Point kB{200, 350};

}  // namespace

BOOST_AUTO_TEST_CASE(loses_none_of_300_quick_touches_while_frames_are_slow) {
  Buttons screen;
  screen.guarded = false;
  std::string expected;
  for (int i = 0; i < 300; ++i) {
    const int which = i * 7 % 3;
    const Point at{200, 150 + 200.F * static_cast<float>(which)};
    screen.host.input().finger_down(1, at);
    screen.host.input().finger_move(1, {at.x + 1, at.y});
    screen.host.input().finger_up(1, {at.x + 1, at.y});
    expected += static_cast<char>('a' + which);
    if (i % 10 == 0) screen.frame();  // a slow frame sees many touches waiting
  }
  screen.drain();
  BOOST_TEST(screen.pressed == expected);
}

BOOST_AUTO_TEST_CASE(acts_on_release_and_not_after_sliding_off) {
  Buttons screen;
  screen.host.input().finger_down(1, kA);
  screen.drain();
  BOOST_TEST(screen.pressed.empty());
  BOOST_TEST(screen.host.tree().find("a")->state.pressed);
  screen.host.input().finger_move(1, kB);
  screen.drain();
  BOOST_TEST(!screen.host.tree().find("a")->state.pressed);
  screen.host.input().finger_up(1, kB);
  screen.drain();
  BOOST_TEST(screen.pressed.empty());
  screen.host.input().finger_down(1, kA);
  screen.host.input().finger_up(1, kA);
  screen.drain();
  BOOST_TEST(screen.pressed == "a");
}

BOOST_AUTO_TEST_CASE(ignores_a_second_touch_of_the_same_button_within_half_a_second) {
  Buttons screen;
  const auto touch = [&](Point at) {
    screen.host.input().finger_down(1, at);
    screen.host.input().finger_up(1, at);
    screen.drain();
  };
  touch(kA);
  screen.clock.advance(Duration{300});
  touch(kA);
  touch(kB);
  BOOST_TEST(screen.pressed == "ab");
  screen.clock.advance(Duration{300});
  touch(kA);
  BOOST_TEST(screen.pressed == "aba");
}

BOOST_AUTO_TEST_CASE(listens_to_the_first_finger_only) {
  Buttons screen;
  screen.host.input().finger_down(1, kA);
  screen.host.input().finger_down(2, kB);
  screen.host.input().finger_up(2, kB);
  screen.host.input().finger_up(1, kA);
  screen.drain();
  BOOST_TEST(screen.pressed == "a");
}

BOOST_AUTO_TEST_CASE(takes_a_press_back_when_the_window_loses_the_touch) {
  Buttons screen;
  screen.host.input().finger_down(1, kA);
  screen.host.input().cancel();
  screen.host.input().finger_up(1, kA);
  screen.drain();
  BOOST_TEST(screen.pressed.empty());
}

BOOST_AUTO_TEST_CASE(lets_no_touch_through_a_veil) {
  Buttons screen;
  screen.veiled = true;
  screen.frame();
  screen.host.input().finger_down(1, kA);
  screen.host.input().finger_up(1, kA);
  screen.drain();
  BOOST_TEST(screen.pressed.empty());
}

BOOST_AUTO_TEST_CASE(presses_the_focused_button_by_key) {
  Buttons screen;
  for (const NavigationKey key : {NavigationKey::Next, NavigationKey::Next, NavigationKey::Activate})
    screen.host.input().key(key);
  screen.drain();
  BOOST_TEST(screen.pressed == "b");
  BOOST_TEST(screen.host.tree().find("b")->state.focused);
  screen.host.input().key(NavigationKey::Previous);
  screen.host.input().key(NavigationKey::Previous);
  screen.host.input().key(NavigationKey::Activate);
  screen.drain();
  BOOST_TEST(screen.pressed == "bc");
}

BOOST_AUTO_TEST_CASE(presses_a_button_by_its_name) {
  Buttons screen;
  BOOST_TEST(screen.host.touch_named("c"));
  BOOST_TEST(!screen.host.touch_named("nobody"));
  screen.drain();
  BOOST_TEST(screen.pressed == "c");
}

BOOST_AUTO_TEST_CASE(asks_for_a_frame_that_shows_what_a_touch_did) {
  Buttons screen;
  screen.host.touch_named("a");
  BOOST_TEST(screen.frame().next_frame.count() == 0);
  BOOST_TEST(screen.frame().next_frame.count() == 0);
  BOOST_TEST(screen.frame().next_frame.count() < 0);
}

BOOST_AUTO_TEST_CASE(records_a_signature_in_millimetres) {
  TestScreen screen;
  screen.gallery.page = 5;
  screen.settle();
  const Node* pad = screen.host.tree().find("sign");
  BOOST_REQUIRE(pad != nullptr);
  const Rect box = pad->bounds;
  screen.host.input().finger_down(1, {box.x + 32.1F, box.y + 32.1F});
  for (int i = 1; i <= 10; ++i)
    screen.host.input().finger_move(1, {box.x + 32.1F + 32.1F * static_cast<float>(i), box.y + 32.1F});
  screen.host.input().finger_up(1, {box.x + 353.1F, box.y + 32.1F});
  screen.settle();
  BOOST_TEST(screen.gallery.signature.strokes() == 1);
  BOOST_TEST(screen.gallery.signature.ink_mm() > 99.5F);
  BOOST_TEST(screen.gallery.signature.ink_mm() < 100.5F);
}

BOOST_AUTO_TEST_CASE(types_every_digit_of_a_number_entered_fast) {
  TestScreen screen;
  screen.gallery.page = 4;
  screen.gallery.typed.clear();
  screen.settle();
  for (const char digit : std::string("13811112222X")) {
    BOOST_TEST(screen.host.touch_named(std::string(1, digit)));
  }
  screen.settle();
  BOOST_TEST(screen.gallery.typed == "13811112222X");
}

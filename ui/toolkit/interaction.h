// Interaction: which part is touched, pressed, focused; a touch acts on release, on what the citizen saw.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/clock.h"
#include "ui/toolkit/input_queue.h"
#include "ui/toolkit/ui_tree.h"

namespace ui::toolkit {

/// Lives from frame to frame. Hits are looked up in the tree of the frame that was on the screen.
class Interaction {
 public:
  /// A second touch of the same part within this time is ignored (EN 301 549 5.8).
  static constexpr kiosk::base::Duration kRepeatGuard{500};

  void begin_frame(const InputFrame& input, const UiTree& shown, kiosk::base::MonoTime now);

  /// True in the one frame in which the part was released inside (or activated by key). `guarded` parts
  /// ignore a second touch within kRepeatGuard, even when the page has changed meanwhile.
  bool clicked(std::string_view id, bool guarded = true);
  /// The finger went down on this part and is still over it.
  bool pressed(std::string_view id) const { return held(id) && inside_ && !released_; }
  /// The finger went down on this part; still true in the frame in which it is lifted: for drawing strokes.
  bool held(std::string_view id) const { return !active_.empty() && active_ == id; }
  /// True in the frame in which the finger went down on this part.
  bool went_down(std::string_view id) const { return went_down_ && active_ == id; }
  /// True in the frame in which the finger was lifted, anywhere, after it went down on this part.
  bool let_go(std::string_view id) const { return released_ && held(id); }
  /// Positions of this frame, oldest first.
  const std::vector<Point>& path() const { return path_; }

  bool focused(std::string_view id) const { return focus_visible_ && focus_ == id; }
  const std::string& focus() const { return focus_; }
  void set_focus(std::string_view id);
  /// The Back key was pressed in this frame.
  bool back_pressed() const { return back_; }
  /// The Help key was pressed in this frame.
  bool help_pressed() const { return help_; }
  /// The focus starts anew at the first part: another page.
  void drop_focus() { focus_.clear(); }
  /// With `blind` fingers press nothing, only keys do: the screen is black.
  void set_blind(bool blind) { blind_ = blind; }
  /// When the citizen last touched or pressed anything.
  kiosk::base::MonoTime last_touch() const { return last_touch_; }
  /// True when something happened in this frame, so that another frame must show the outcome.
  bool had_event() const { return had_event_; }
  /// Forgets press, focus and guards: a new citizen.
  void reset();

 private:
  void press(Point at, const UiTree& shown);
  void release(Point at, const UiTree& shown);
  void handle_key(NavigationKey key, const UiTree& shown);
  void move_focus(const UiTree& shown, int direction);

  std::string active_, clicked_, focus_;
  bool inside_ = false, went_down_ = false, released_ = false, focus_visible_ = false, back_ = false,
       help_ = false, blind_ = false, had_event_ = false;
  std::vector<Point> path_;
  kiosk::base::MonoTime now_, last_touch_;
  std::unordered_map<std::string, kiosk::base::MonoTime> last_click_;
};

}  // namespace ui::toolkit

// InputQueue: touches and keys in order; each press and each release gets a frame of its own.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "ui/toolkit/geometry.h"

namespace ui::toolkit {

/// Keypad and keyboard keys that move the focus. Characters for the desk come as `Character`.
enum class NavigationKey { Next, Previous, Activate, Back, Help };

/// What one frame sees: the path since the last one, then at most one press, release or key.
struct InputFrame {
  std::vector<Point> path;  ///< positions the finger passed, oldest first; the event's own position is last
  enum class Event { None, Press, Release, Cancel, Key } event = Event::None;
  NavigationKey key = NavigationKey::Next;
};

/// Fed by the window system in event order, read by the frame loop. Main thread only.
/// Only the first finger counts; others are ignored until it is lifted (a palm presses nothing).
class InputQueue {
 public:
  void finger_down(std::int64_t finger, Point at);
  void finger_move(std::int64_t finger, Point at);
  void finger_up(std::int64_t finger, Point at);
  /// The window lost the touch: the press is taken back.
  void cancel();
  void key(NavigationKey key);

  bool empty() const { return events_.empty(); }
  std::size_t size() const { return events_.size(); }
  /// The next frame's input; nothing left gives an empty frame.
  InputFrame next();

 private:
  struct Event {
    enum class Kind { Move, Press, Release, Cancel, Key } kind;
    Point at;
    NavigationKey key = NavigationKey::Next;
  };
  std::deque<Event> events_;
  std::optional<std::int64_t> finger_;
};

}  // namespace ui::toolkit

// InputQueue: events in order, cut into frames at each press, release and key.
#include "ui/toolkit/input_queue.h"

namespace ui::toolkit {

void InputQueue::finger_down(std::int64_t finger, Point at) {
  if (finger_) return;
  finger_ = finger;
  events_.push_back({Event::Kind::Press, at});
}

void InputQueue::finger_move(std::int64_t finger, Point at) {
  if (finger_ == finger) events_.push_back({Event::Kind::Move, at});
}

void InputQueue::finger_up(std::int64_t finger, Point at) {
  if (finger_ != finger) return;
  finger_.reset();
  events_.push_back({Event::Kind::Release, at});
}

void InputQueue::cancel() {
  if (!finger_) return;
  finger_.reset();
  events_.push_back({Event::Kind::Cancel, {}});
}

void InputQueue::key(NavigationKey key) { events_.push_back({Event::Kind::Key, {}, key}); }

InputFrame InputQueue::next() {
  InputFrame frame;
  while (!events_.empty() && frame.event == InputFrame::Event::None) {
    const Event event = events_.front();
    events_.pop_front();
    switch (event.kind) {
      case Event::Kind::Move: frame.path.push_back(event.at); break;
      case Event::Kind::Press:
        frame.path.push_back(event.at);
        frame.event = InputFrame::Event::Press;
        break;
      case Event::Kind::Release:
        frame.path.push_back(event.at);
        frame.event = InputFrame::Event::Release;
        break;
      case Event::Kind::Cancel: frame.event = InputFrame::Event::Cancel; break;
      case Event::Kind::Key:
        frame.event = InputFrame::Event::Key;
        frame.key = event.key;
        break;
    }
  }
  return frame;
}

}  // namespace ui::toolkit

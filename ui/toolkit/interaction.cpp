// Interaction: presses, releases and focus, looked up in the tree that was on the screen.
#include "ui/toolkit/interaction.h"

namespace ui::toolkit {

namespace {
bool can_operate(const Node& node) { return node.operable && !node.state.disabled && !node.state.busy; }

/// The parts that keys can reach, in their order: those under a veil are not among them.
std::vector<const Node*> reachable(const UiTree& shown) {
  std::vector<const Node*> stops;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (shown[i].role == Role::Veil) stops.clear();
    if (shown[i].operable) stops.push_back(&shown[i]);
  }
  return stops;
}
}  // namespace

void Interaction::begin_frame(const InputFrame& input, const UiTree& shown, kiosk::base::MonoTime now) {
  now_ = now;
  clicked_.clear();
  if (released_) active_.clear();
  went_down_ = back_ = help_ = released_ = false;
  path_ = input.path;
  had_event_ = input.event != InputFrame::Event::None || !path_.empty();
  if (had_event_) last_touch_ = now;
  if (!path_.empty() && !active_.empty()) {
    const Node* node = shown.hit(path_.back());
    inside_ = node != nullptr && node->id == active_;
  }
  switch (input.event) {
    case InputFrame::Event::None: break;
    case InputFrame::Event::Press: press(path_.back(), shown); break;
    case InputFrame::Event::Release: release(path_.back(), shown); break;
    case InputFrame::Event::Cancel: active_.clear(); break;
    case InputFrame::Event::Key: handle_key(input.key, shown); break;
  }
}

void Interaction::press(Point at, const UiTree& shown) {
  focus_visible_ = false;
  const Node* node = blind_ ? nullptr : shown.hit(at);
  active_.clear();
  if (node == nullptr || !can_operate(*node)) return;
  active_ = node->id;
  focus_ = node->id;
  inside_ = went_down_ = true;
}

void Interaction::release(Point at, const UiTree& shown) {
  released_ = true;
  const Node* node = shown.hit(at);
  if (!active_.empty() && node != nullptr && node->id == active_ && can_operate(*node)) clicked_ = active_;
}

void Interaction::handle_key(NavigationKey key, const UiTree& shown) {
  switch (key) {
    case NavigationKey::Next: move_focus(shown, 1); break;
    case NavigationKey::Previous: move_focus(shown, -1); break;
    case NavigationKey::Back: back_ = true; break;
    case NavigationKey::Help: help_ = true; break;
    case NavigationKey::Activate:
      focus_visible_ = true;
      for (const Node* node : reachable(shown)) {
        if (node->id == focus_ && can_operate(*node)) clicked_ = focus_;
      }
      break;
  }
}

void Interaction::move_focus(const UiTree& shown, int direction) {
  focus_visible_ = true;
  const std::vector<const Node*> stops = reachable(shown);
  if (stops.empty()) return;
  const auto count = static_cast<int>(stops.size());
  int at = direction > 0 ? -1 : count;
  for (int i = 0; i < count; ++i) {
    if (stops[static_cast<std::size_t>(i)]->id == focus_) at = i;
  }
  focus_ = stops[static_cast<std::size_t>((at + direction + count) % count)]->id;
}

bool Interaction::clicked(std::string_view id, bool guarded) {
  if (clicked_.empty() || clicked_ != id) return false;
  clicked_.clear();
  kiosk::base::MonoTime& last = last_click_.try_emplace(std::string(id)).first->second;
  const bool repeated = last.since_boot.count() != 0 && now_ - last < kRepeatGuard;
  if (guarded && repeated) return false;
  last = now_;
  return true;
}

void Interaction::set_focus(std::string_view id) {
  focus_ = id;
  focus_visible_ = true;
}

void Interaction::reset() {
  active_.clear();
  clicked_.clear();
  focus_.clear();
  path_.clear();
  last_click_.clear();
  inside_ = went_down_ = released_ = focus_visible_ = back_ = help_ = blind_ = false;
}

}  // namespace ui::toolkit

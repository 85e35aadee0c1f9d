// UiTree: what is on the screen in words: role, name, value, state and place of each part, for voice, keypad
// and tests.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/json_file.h"
#include "kiosk/base/secure.h"
#include "ui/toolkit/geometry.h"
#include "ui/toolkit/text_ref.h"

namespace ui::toolkit {

enum class Role {
  Heading,
  Text,
  Button,
  Radio,
  CheckBox,
  Field,
  Key,
  Image,
  Progress,
  Status,
  Pad,
  Veil,  ///< covers what lies below: nothing under it can be touched
};
std::string_view to_string(Role role);

struct NodeState {
  bool disabled = false, focused = false, pressed = false, selected = false, busy = false, error = false;
};

/// One part of the screen. `personal` parts hold their value in secure memory and never print it.
struct Node {
  std::string id;
  Role role = Role::Text;
  std::string name;    ///< what a voice calls it
  std::string value;   ///< what it holds
  std::string reason;  ///< why it is disabled, or what is wrong
  kiosk::base::SecureString personal_name;
  kiosk::base::SecureString personal_value;
  NodeState state;
  Rect bounds;
  bool operable = false;

  void set_name(TextRef text);
  void set_value(TextRef text);
};

/// The parts of one frame in drawing order. Main thread only.
class UiTree {
 public:
  void begin_frame() { used_ = 0; }
  /// A fresh node at the end; the reference holds until the next add.
  Node& add(std::string_view id, Role role, const Rect& bounds);

  std::size_t size() const { return used_; }
  const Node& operator[](std::size_t index) const { return nodes_[index]; }
  const Node* find(std::string_view id) const;
  /// The first operable node with this name; for "touch the button named …".
  const Node* find_named(std::string_view name) const;
  /// The topmost operable node at the point that no veil covers, enabled or not.
  const Node* hit(Point point) const;
  /// True when some node's name or value contains the text. Looks into personal texts too.
  bool shows(std::string_view text) const;
  /// An array of nodes; personal texts are left out unless `reveal`.
  kiosk::base::Json to_json(bool reveal = false) const;
  /// Wipes personal texts, also those of earlier frames.
  void forget_personal();

 private:
  std::vector<Node> nodes_;  // kept from frame to frame so that steady frames allocate nothing
  std::size_t used_ = 0;
};

}  // namespace ui::toolkit

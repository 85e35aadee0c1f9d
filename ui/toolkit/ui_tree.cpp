// UiTree: nodes kept in place, hits, JSON.
#include "ui/toolkit/ui_tree.h"

#include <cmath>

namespace ui::toolkit {

std::string_view to_string(Role role) {
  switch (role) {
    case Role::Heading: return "heading";
    case Role::Text: return "text";
    case Role::Button: return "button";
    case Role::Radio: return "radio";
    case Role::CheckBox: return "checkbox";
    case Role::Field: return "field";
    case Role::Key: return "key";
    case Role::Image: return "image";
    case Role::Progress: return "progress";
    case Role::Status: return "status";
    case Role::Pad: return "pad";
    case Role::Veil: return "veil";
  }
  return "unknown";
}

void Node::set_name(TextRef text) {
  if (text.personal) {
    personal_name = kiosk::base::SecureString(text.text);
  } else {
    name = text.text;
  }
}

void Node::set_value(TextRef text) {
  if (text.personal) {
    personal_value = kiosk::base::SecureString(text.text);
  } else {
    value = text.text;
  }
}

Node& UiTree::add(std::string_view id, Role role, const Rect& bounds) {
  if (used_ == nodes_.size()) nodes_.emplace_back();
  Node& node = nodes_[used_++];
  node.id = id;
  node.role = role;
  node.name.clear();
  node.value.clear();
  node.reason.clear();
  node.personal_name.clear();
  node.personal_value.clear();
  node.state = {};
  node.bounds = bounds;
  node.operable = false;
  return node;
}

const Node* UiTree::find(std::string_view id) const {
  for (std::size_t i = used_; i-- > 0;) {
    if (nodes_[i].id == id) return &nodes_[i];
  }
  return nullptr;
}

const Node* UiTree::find_named(std::string_view name) const {
  for (std::size_t i = 0; i < used_; ++i) {
    if (nodes_[i].operable && (nodes_[i].name == name || nodes_[i].personal_name.reveal() == name))
      return &nodes_[i];
  }
  return nullptr;
}

const Node* UiTree::hit(Point point) const {
  for (std::size_t i = used_; i-- > 0;) {
    if (!nodes_[i].bounds.contains(point)) continue;
    if (nodes_[i].role == Role::Veil) return nullptr;
    if (nodes_[i].operable) return &nodes_[i];
  }
  return nullptr;
}

bool UiTree::shows(std::string_view text) const {
  const auto has = [text](std::string_view whole) { return whole.find(text) != std::string_view::npos; };
  for (std::size_t i = 0; i < used_; ++i) {
    const Node& node = nodes_[i];
    if (has(node.name) || has(node.value) || has(node.reason)) return true;
    if (has(node.personal_name.reveal()) || has(node.personal_value.reveal())) return true;
  }
  return false;
}

namespace {

kiosk::base::Json states_of(const NodeState& state) {
  kiosk::base::Json states = kiosk::base::Json::array();
  const std::pair<bool, const char*> all[] = {{state.disabled, "disabled"}, {state.focused, "focused"},
                                              {state.pressed, "pressed"},   {state.selected, "selected"},
                                              {state.busy, "busy"},         {state.error, "error"}};
  for (const auto& [is, word] : all) {
    if (is) states.push_back(word);
  }
  return states;
}

void put_text(kiosk::base::Json& object, const char* key, const std::string& plain,
              const kiosk::base::SecureString& personal, bool reveal) {
  if (!personal.empty()) {
    object[key] = reveal ? std::string(personal.reveal()) : "(personal)";
  } else if (!plain.empty()) {
    object[key] = plain;
  }
}

}  // namespace

kiosk::base::Json UiTree::to_json(bool reveal) const {
  kiosk::base::Json nodes = kiosk::base::Json::array();
  for (std::size_t i = 0; i < used_; ++i) {
    const Node& node = nodes_[i];
    kiosk::base::Json object{{"id", node.id}, {"role", to_string(node.role)}, {"operable", node.operable}};
    put_text(object, "name", node.name, node.personal_name, reveal);
    put_text(object, "value", node.value, node.personal_value, reveal);
    if (!node.reason.empty()) object["reason"] = node.reason;
    object["states"] = states_of(node.state);
    object["bounds"] = {std::lround(node.bounds.x), std::lround(node.bounds.y), std::lround(node.bounds.w),
                        std::lround(node.bounds.h)};
    nodes.push_back(std::move(object));
  }
  return nodes;
}

void UiTree::forget_personal() {
  for (Node& node : nodes_) {
    node.personal_name.clear();
    node.personal_value.clear();
  }
}

}  // namespace ui::toolkit

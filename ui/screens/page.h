// Page: what the draw functions of this room share during one frame. Private to the room.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "ui/screens/screen.h"
#include "ui/screens/zones.h"
#include "ui/toolkit/button.h"
#include "ui/toolkit/parts.h"

namespace ui::screens {

using toolkit::button;
using toolkit::ButtonKind;
using toolkit::Color;
using toolkit::Grid;
using toolkit::HueName;
using toolkit::Illustration;
using toolkit::Point;
using toolkit::Rect;
using toolkit::Role;
using toolkit::TextAlign;
using toolkit::TextLook;
using toolkit::TextRef;
using toolkit::TypeRole;
using toolkit::Ui;
using toolkit::VerticalAlign;
using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

struct Page {
  Ui& ui;
  const SessionView& view;
  ScreenState& state;
  Intents& intents;
  Zones zones;

  const flow::Session& session() const { return view.session; }
  catalog::Language language() const { return view.session.preferences.language; }
  bool chinese() const { return language() == catalog::Language::ZhCn; }
  std::string text(std::string_view id) const { return view.catalog.texts().get(id, language()); }
  std::string text(std::string_view id, Values values) const { return catalog::fill(text(id), values); }
  const std::string& in(const catalog::Text& text) const { return text.in(language()); }
  template <class Event>
  void emit(Event event) {
    intents.emplace_back(std::move(event));
  }

  float mm(float length) const { return ui.theme.mm(length); }
  float gap() const { return ui.theme.gap(); }
  float small_gap() const { return ui.theme.small_gap(); }
  float line(TypeRole role) const { return ui.theme.line_height(role); }
  const toolkit::Palette& color() const { return ui.theme.color; }
  /// Draw again at the latest after this long: for clocks and countdowns, which are no motion.
  void wake_in(base::Duration delay) {
    if (ui.next_frame.count() < 0 || delay < ui.next_frame) ui.next_frame = delay;
  }
};

}  // namespace ui::screens

// The pieces of the on-screen keyboard: its keys, its candidates, the panels of its modes. Internal to the
// toolkit.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/toolkit/entry.h"
#include "ui/toolkit/key_button.h"

namespace ui::toolkit {

inline EntryKey text_key(std::string_view text) { return {EntryKey::Kind::Text, std::string(text), 0}; }
inline EntryKey plain_key(EntryKey::Kind kind) { return {kind, {}, 0}; }
inline std::string key_id(std::string_view keyboard, std::string_view key) {
  return std::string(keyboard) + "." + std::string(key);
}

/// What the panels of one frame share.
struct KeyboardFrame {
  Ui& ui;
  const KeyboardSpec& spec;
  KeyboardState& state;
  std::optional<EntryKey> pressed = {};

  std::string id(std::string_view key) const { return key_id(spec.id, key); }
  float gap() const;
  bool composing() const { return spec.candidates != nullptr && !spec.candidates->composition.empty(); }
  /// A key that gives this; it has the accessible name and the id of its text unless others are given.
  void key(const Rect& rect, const KeySpec& face, EntryKey gives);
  void text(const Rect& rect, std::string_view text, std::string_view caption = {});
  void backspace(const Rect& rect);
  void clear(const Rect& rect, const std::string& label);
  /// 完成, or 选定 while something is being composed.
  void done(const Rect& rect);
};

/// Candidates in as many rows as fit, the composition above them and arrows at the right.
void draw_candidates(KeyboardFrame& frame, Rect panel);
/// With this many rows.
float candidates_height(const Theme& theme, int rows);

// The keys of each mode.
void draw_pinyin_keys(KeyboardFrame& frame, const Rect& area);
void draw_latin_keys(KeyboardFrame& frame, const Rect& area);
void draw_digit_keys(KeyboardFrame& frame, const Rect& area);
void draw_symbol_keys(KeyboardFrame& frame, const Rect& area);
void draw_nine_keys(KeyboardFrame& frame, const Rect& area);
void draw_stroke_keys(KeyboardFrame& frame, const Rect& area);
void draw_rare_keys(KeyboardFrame& frame, const Rect& area);
void draw_writing_pad(KeyboardFrame& frame, Rect area);

}  // namespace ui::toolkit

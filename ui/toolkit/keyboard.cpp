// The on-screen keyboard: the row of modes, the candidates, the keys of the chosen mode.
#include <algorithm>
#include <cmath>

#include "ui/toolkit/keyboard_parts.h"

namespace ui::toolkit {

namespace {

constexpr float kKeyMm = 24;
constexpr int kKeyRows = 4;
constexpr int kMostCandidateRows = 4;

constexpr std::array<std::string_view, kEntryModes.size()> kModeIds{
    "pinyin", "nine", "handwriting", "strokes", "rare", "latin", "digits", "symbols"};

float mode_height(const Theme& theme) { return theme.mm(20); }

void switch_to(KeyboardFrame& frame, EntryMode mode) {
  frame.state.mode = mode;
  frame.state.pages.clear();
  frame.state.ink = {};
  frame.pressed = plain_key(EntryKey::Kind::Mode);
}

/// One switch a mode, always at the same place.
void draw_modes(KeyboardFrame& frame, const Rect& row) {
  const auto modes = frame.spec.modes;
  if (modes.empty()) return;
  const Grid cells{row, static_cast<int>(modes.size()), 1, frame.gap()};
  for (std::size_t i = 0; i < modes.size(); ++i) {
    const auto index = static_cast<std::size_t>(modes[i]);
    const bool on = frame.state.mode == modes[i];
    if (key_button(frame.ui, cells.cell(static_cast<int>(i)),
                   {.id = frame.id("mode." + std::string(kModeIds[index])),
                    .label = frame.ui.texts.entry_modes[index],
                    .type = TypeRole::Body,
                    .strong = on,
                    .marked = on,
                    .tinted = !on}) &&
        !on) {
      switch_to(frame, modes[i]);
    }
  }
}

void draw_keys(KeyboardFrame& frame, const Rect& area) {
  switch (frame.state.mode) {
    case EntryMode::Pinyin: return draw_pinyin_keys(frame, area);
    case EntryMode::NineKeys: return draw_nine_keys(frame, area);
    case EntryMode::Handwriting: return draw_writing_pad(frame, area);
    case EntryMode::Strokes: return draw_stroke_keys(frame, area);
    case EntryMode::Rare: return draw_rare_keys(frame, area);
    case EntryMode::Latin: return draw_latin_keys(frame, area);
    case EntryMode::Digits: return draw_digit_keys(frame, area);
    case EntryMode::Symbols: return draw_symbol_keys(frame, area);
  }
}

}  // namespace

float KeyboardFrame::gap() const { return std::fmax(ui.theme.mm(2.54F), 4.F); }

void KeyboardFrame::key(const Rect& rect, const KeySpec& face, EntryKey gives) {
  if (key_button(ui, rect, face)) pressed = std::move(gives);
}

void KeyboardFrame::text(const Rect& rect, std::string_view text, std::string_view caption) {
  key(rect, {.id = id(text), .label = text, .caption = caption}, text_key(text));
}

void KeyboardFrame::backspace(const Rect& rect) {
  key(rect,
      {.id = id("backspace"),
       .icon = "backspace",
       .name = std::string_view(ui.texts.backspace),
       .tinted = true},
      plain_key(EntryKey::Kind::Backspace));
}

void KeyboardFrame::clear(const Rect& rect, const std::string& label) {
  key(rect, {.id = id("clear"), .label = label, .type = TypeRole::Body, .tinted = true},
      plain_key(EntryKey::Kind::Clear));
}

void KeyboardFrame::done(const Rect& rect) {
  const bool choose = composing() && !spec.candidates->words.empty();
  EntryKey gives = plain_key(choose ? EntryKey::Kind::Candidate : EntryKey::Kind::Done);
  key(rect, {.id = id("done"), .label = choose ? ui.texts.choose_word : ui.texts.done, .strong = true},
      std::move(gives));
}

float keyboard_height(const Theme& theme) {
  const float gap = std::fmax(theme.mm(2.54F), 4.F);
  return mode_height(theme) + candidates_height(theme, kMostCandidateRows) + kKeyRows * theme.mm(kKeyMm) +
         (kKeyRows + 1) * gap;
}

/// From below: keys, modes, candidates. So keys and modes stay where they are whatever stands above.
std::optional<EntryKey> on_screen_keyboard(Ui& ui, const Rect& rect, const KeyboardSpec& spec,
                                           KeyboardState& state) {
  KeyboardFrame frame{ui, spec, state};
  Rect area = rect;
  const float others = mode_height(ui.theme) + candidates_height(ui.theme, 1) + 2 * frame.gap();
  const float keys = kKeyRows * ui.theme.mm(kKeyMm) + (kKeyRows - 1) * frame.gap();
  const Rect below = area.take_bottom(std::fmin(keys, area.h - others));
  area.take_bottom(frame.gap());
  const Rect modes = area.take_bottom(mode_height(ui.theme));
  area.take_bottom(frame.gap());
  if (composes(state.mode) && spec.candidates != nullptr) draw_candidates(frame, area);
  draw_modes(frame, modes);
  draw_keys(frame, below);
  return std::move(frame.pressed);
}

}  // namespace ui::toolkit

// Pads and keyboards on the screen.
#include <array>
#include <cmath>

#include "ui/toolkit/entry.h"
#include "ui/toolkit/key_button.h"

namespace ui::toolkit {

namespace {

EntryKey text_key(std::string text) { return {EntryKey::Kind::Text, std::move(text), 0}; }
EntryKey plain_key(EntryKey::Kind kind) { return {kind, {}, 0}; }

std::string id_of(std::string_view keyboard, std::string_view key) {
  return std::string(keyboard) + "." + std::string(key);
}

/// Rows of equal keys with a gap between them.
float key_gap(const Ui& ui) { return std::fmax(ui.theme.mm(2.54F), 4.F); }

std::optional<EntryKey> candidate_bar(Ui& ui, Rect bar, const KeyboardSpec& spec) {
  const Candidates& candidates = spec.candidates;
  std::optional<EntryKey> pressed;
  const float side = ui.theme.mm(16);
  const float gap = key_gap(ui);
  const Rect next = bar.take_right(side);
  bar.take_right(gap);
  const Rect previous = bar.take_right(side);
  bar.take_right(gap);
  if (key_button(ui, previous,
                 {.id = id_of(spec.id, "previous"),
                  .icon = "chevron-left",
                  .name = ui.texts.previous_page,
                  .disabled = !candidates.more_before})) {
    pressed = plain_key(EntryKey::Kind::PreviousCandidates);
  }
  if (key_button(ui, next,
                 {.id = id_of(spec.id, "more"),
                  .icon = "chevron-right",
                  .name = ui.texts.next_page,
                  .disabled = !candidates.more_after})) {
    pressed = plain_key(EntryKey::Kind::NextCandidates);
  }
  const TextLook look = ui.look(TypeRole::Label);
  for (std::size_t i = 0; i < candidates.words.size(); ++i) {
    const std::string& word = candidates.words[i];
    const auto width = static_cast<float>(ui.paint.measure(word, look, 0).width);
    const float wanted = std::fmax(ui.theme.mm(13), width + ui.theme.mm(6));
    if (wanted > bar.w) break;
    if (key_button(ui, bar.take_left(wanted),
                   {.id = id_of(spec.id, "candidate" + std::to_string(i)), .label = word})) {
      pressed = EntryKey{EntryKey::Kind::Candidate, word, i};
    }
    bar.take_left(gap);
  }
  return pressed;
}

/// One row of one-character keys; `indent` in key widths.
std::optional<EntryKey> key_row(Ui& ui, Rect row, std::string_view keyboard, std::string_view keys,
                                float indent) {
  const float gap = key_gap(ui);
  const float width = (row.w - gap * 9) / 10;
  row.take_left(indent * (width + gap));
  std::optional<EntryKey> pressed;
  for (const char key : keys) {
    const std::string text(1, key);
    if (key_button(ui, row.take_left(width), {.id = id_of(keyboard, text), .label = text}))
      pressed = text_key(text);
    row.take_left(gap);
  }
  return pressed;
}

std::optional<EntryKey> bottom_row(Ui& ui, Rect row, const KeyboardSpec& spec, KeyboardState& state) {
  const float gap = key_gap(ui);
  const float unit = (row.w - 9 * gap) / 10;
  const bool letters = state.layout == KeyboardLayout::Letters;
  std::optional<EntryKey> pressed;
  if (key_button(ui, row.take_left(2 * unit + gap),
                 {.id = id_of(spec.id, "layout"), .label = letters ? ui.texts.digits : ui.texts.letters})) {
    state.layout = letters ? KeyboardLayout::Digits : KeyboardLayout::Letters;
  }
  row.take_left(gap);
  const Rect done = row.take_right(2 * unit + gap);
  row.take_right(gap);
  if (key_button(ui, row, {.id = id_of(spec.id, "space"), .label = ui.texts.space})) pressed = text_key(" ");
  if (key_button(ui, done, {.id = id_of(spec.id, "done"), .label = ui.texts.done, .strong = true})) {
    pressed = plain_key(EntryKey::Kind::Done);
  }
  return pressed;
}

void take_first(std::optional<EntryKey>& pressed, std::optional<EntryKey> key) {
  if (!pressed) pressed = std::move(key);
}

/// Shift, seven letters and backspace.
std::optional<EntryKey> third_row(Ui& ui, Rect row, const KeyboardSpec& spec, KeyboardState& state,
                                  std::string_view keys) {
  const float gap = key_gap(ui);
  const float unit = (row.w - 9 * gap) / 10;
  const float side = std::round(unit * 1.5F + gap * 0.5F);
  const Rect shift = row.take_left(side);
  const Rect back = row.take_right(side);
  std::optional<EntryKey> pressed;
  if (key_button(ui, shift,
                 {.id = id_of(spec.id, "shift"),
                  .icon = "arrow-up-bold",
                  .name = ui.texts.shift,
                  .marked = state.upper,
                  .disabled = state.layout == KeyboardLayout::Digits})) {
    state.upper = !state.upper;
  }
  if (key_button(ui, back,
                 {.id = id_of(spec.id, "backspace"), .icon = "backspace", .name = ui.texts.backspace})) {
    pressed = plain_key(EntryKey::Kind::Backspace);
  }
  row.take_left(gap);
  row.take_right(gap);
  const float width = (row.w - gap * 6) / 7;
  for (const char key : keys) {
    const std::string text(1, key);
    if (key_button(ui, row.take_left(width), {.id = id_of(spec.id, text), .label = text}))
      pressed = text_key(text);
    row.take_left(gap);
  }
  return pressed;
}

}  // namespace

std::optional<EntryKey> digits_pad(Ui& ui, const Rect& rect, const DigitsPadSpec& spec) {
  static constexpr std::array<std::string_view, 10> kDigits = {"1", "2", "3", "4", "5",
                                                               "6", "7", "8", "9", "0"};
  const Grid grid{rect, 3, 4, std::fmax(ui.theme.mm(3), 4.F)};
  std::optional<EntryKey> pressed;
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    const int cell = i == 9 ? 10 : static_cast<int>(i);
    if (key_button(ui, grid.cell(cell), {.id = id_of(spec.id, kDigits[i]), .label = kDigits[i]})) {
      pressed = text_key(std::string(kDigits[i]));
    }
  }
  if (spec.extra.empty()) {
    if (key_button(ui, grid.cell(9), {.id = id_of(spec.id, "clear"), .label = ui.texts.clear})) {
      pressed = plain_key(EntryKey::Kind::Clear);
    }
  } else if (key_button(ui, grid.cell(9), {.id = id_of(spec.id, "extra"), .label = spec.extra})) {
    pressed = text_key(std::string(spec.extra));
  }
  if (key_button(ui, grid.cell(11),
                 {.id = id_of(spec.id, "backspace"), .icon = "backspace", .name = ui.texts.backspace})) {
    pressed = plain_key(EntryKey::Kind::Backspace);
  }
  return pressed;
}

std::optional<EntryKey> on_screen_keyboard(Ui& ui, const Rect& rect, const KeyboardSpec& spec,
                                           KeyboardState& state) {
  std::optional<EntryKey> pressed;
  const float gap = key_gap(ui);
  const bool words = !spec.candidates.words.empty() || !spec.candidates.composition.empty();
  // Keys that are much taller than wide look odd: the keyboard stays at the bottom of what it gets.
  Rect area = rect;
  area = area.take_bottom(4 * ui.theme.mm(30) + 3 * gap +
                          (words ? ui.theme.mm(22) + ui.theme.line_height(TypeRole::Caption) : 0));
  if (words) {
    const float line = ui.theme.line_height(TypeRole::Caption);
    const TextLook look = ui.look(TypeRole::Caption, ui.theme.color.accent_ink);
    ui.paint.text(area.take_top(line), spec.candidates.composition, look);
    const Rect bar = area.take_top(std::fmax(ui.theme.mm(14), ui.theme.type(TypeRole::Label) * 1.9F));
    take_first(pressed, candidate_bar(ui, bar, spec));
    area.take_top(gap);
  }
  const bool letters = state.layout == KeyboardLayout::Letters;
  const bool upper = state.upper && letters;
  const std::string_view rows[] = {letters ? (upper ? "QWERTYUIOP" : "qwertyuiop") : "1234567890",
                                   letters ? (upper ? "ASDFGHJKL" : "asdfghjkl") : "-/:;()@#&",
                                   letters ? (upper ? "ZXCVBNM" : "zxcvbnm") : ".,?!'+*"};
  const Grid lines{area, 1, 4, gap};
  take_first(pressed, key_row(ui, lines.cell(0), spec.id, rows[0], 0));
  take_first(pressed, key_row(ui, lines.cell(1), spec.id, rows[1], 0.5F));
  take_first(pressed, third_row(ui, lines.cell(2), spec, state, rows[2]));
  take_first(pressed, bottom_row(ui, lines.cell(3), spec, state));
  return pressed;
}

}  // namespace ui::toolkit

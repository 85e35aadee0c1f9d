// Candidates: rows of cells of at least 20 mm; arrows turn their pages.
#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/toolkit/keyboard_parts.h"
#include "ui/toolkit/part.h"

namespace ui::toolkit {

namespace {

constexpr float kTargetMm = 20;

std::string filled(std::string text, std::string_view hole, std::string_view value) {
  const std::size_t at = text.find(hole);
  return at == std::string::npos ? text : text.replace(at, hole.size(), value);
}

/// The n-th word of the list of numbers, from 0; digits beyond its end.
std::string number_word(const std::string& numbers, std::size_t n) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < n && from != std::string::npos; ++i) {
    from = numbers.find(' ', from);
    if (from != std::string::npos) ++from;
  }
  return from == std::string::npos ? std::to_string(n + 1)
                                   : numbers.substr(from, numbers.find(' ', from) - from);
}

kiosk::base::SecureString spoken(const Ui& ui, std::size_t place, const kiosk::base::SecureString& word) {
  const std::string words = filled(ui.texts.candidate, "{number}", number_word(ui.texts.numbers, place));
  const std::size_t hole = words.find("{word}");
  kiosk::base::SecureString all(std::string_view(words).substr(0, hole));
  all.append(word.reveal());
  return all;
}

float width_of(Ui& ui, const kiosk::base::SecureString& word) {
  const TextLook look = ui.look(TypeRole::Title);
  const auto width = static_cast<float>(ui.paint.measure(word, look, 0).width);
  return std::fmax(ui.theme.mm(kTargetMm), width + ui.theme.mm(6));
}

float row_height(const Theme& theme) {
  return std::fmax(theme.mm(kTargetMm), theme.type(TypeRole::Title) * 1.7F);
}

/// Where each candidate of a page lies.
struct Placed {
  std::vector<Rect> cells;
  std::size_t end = 0;  ///< the first candidate of the next page
};

/// Fills row by row; a word that is wider than a row is cut to it.
Placed place_words(KeyboardFrame& frame, const Rect& area, int rows, std::size_t first) {
  const auto& words = frame.spec.candidates->words;
  const Grid lines{area, 1, rows, frame.gap()};
  Placed placed{{}, first};
  for (int i = 0; i < rows && placed.end < words.size(); ++i) {
    Rect line = lines.cell(i);
    while (placed.end < words.size()) {
      const float wanted = std::fmin(width_of(frame.ui, words[placed.end]), area.w);
      if (wanted > line.w) break;
      placed.cells.push_back(line.take_left(wanted));
      line.take_left(frame.gap());
      ++placed.end;
    }
  }
  return placed;
}

void draw_words(KeyboardFrame& frame, const Placed& placed, std::size_t first) {
  const auto& words = frame.spec.candidates->words;
  for (std::size_t place = 0; place < placed.cells.size(); ++place) {
    const std::size_t index = first + place;
    const kiosk::base::SecureString name = spoken(frame.ui, place, words[index]);
    frame.key(placed.cells[place],
              {.id = frame.id("candidate" + std::to_string(place)),
               .label = words[index],
               .name = name,
               .type = TypeRole::Title,
               .tinted = index == 0},
              {EntryKey::Kind::Candidate, {}, index});
  }
}

bool draw_arrow(KeyboardFrame& frame, const Rect& rect, bool on, bool works) {
  return key_button(frame.ui, rect,
                    {.id = frame.id(on ? "more" : "previous"),
                     .icon = on ? "chevron-right" : "chevron-left",
                     .name = std::string_view(on ? frame.ui.texts.next_page : frame.ui.texts.previous_page),
                     .tinted = works,
                     .disabled = !works});
}

/// What to do, while there is nothing to choose from.
void draw_hint(KeyboardFrame& frame, const Rect& line) {
  const bool by_code = frame.state.mode == EntryMode::Rare && frame.state.by_code;
  const auto& hints = frame.ui.texts.entry_hints;
  const std::string& hint = by_code ? hints.back() : hints[static_cast<std::size_t>(frame.state.mode)];
  const TextLook look = frame.ui.look(TypeRole::Body, frame.ui.theme.color.text_secondary);
  frame.ui.tree.add(frame.id("hint"), Role::Text, line).set_name(hint);
  frame.ui.paint.text(line, hint, fitted(frame.ui, hint, look, line.w));
}

void draw_caption(KeyboardFrame& frame, Rect line) {
  const Candidates& candidates = *frame.spec.candidates;
  const bool nothing = candidates.composition.empty() && candidates.words.empty();
  if (nothing && !candidates.nothing_found) return draw_hint(frame, line);
  TextLook look = frame.ui.look(TypeRole::Body, frame.ui.theme.color.accent_ink);
  if (!candidates.composition.empty()) {
    frame.ui.tree.add(frame.id("composition"), Role::Status, line).set_name(candidates.composition);
    const auto used = static_cast<float>(frame.ui.paint.measure(candidates.composition, look, 0).width);
    frame.ui.paint.text(line.take_left(used), candidates.composition, look);
    line.take_left(frame.ui.theme.mm(4));
  }
  if (!candidates.nothing_found) return;
  look.color = frame.ui.theme.color.danger;
  frame.ui.tree.add(frame.id("nothing"), Role::Status, line).set_name(frame.ui.texts.no_candidates);
  frame.ui.paint.text(line, frame.ui.texts.no_candidates, look);
}

}  // namespace

float candidates_height(const Theme& theme, int rows) {
  const float gap = std::fmax(theme.mm(2.54F), 4.F);
  return theme.line_height(TypeRole::Body) + static_cast<float>(rows) * (row_height(theme) + gap) - gap;
}

void draw_candidates(KeyboardFrame& frame, Rect panel) {
  KeyboardState& state = frame.state;
  const Candidates& candidates = *frame.spec.candidates;
  const std::size_t count = candidates.words.size();
  if (state.pages.empty() || state.revision != candidates.revision || state.pages.back() >= count) {
    state.pages.assign(1, 0);
    state.revision = candidates.revision;
  }
  const float row = row_height(frame.ui.theme);
  const float caption = frame.ui.theme.line_height(TypeRole::Body);
  const int rows = std::max(1, static_cast<int>((panel.h - caption + frame.gap()) / (row + frame.gap())));
  panel = panel.take_bottom(candidates_height(frame.ui.theme, rows));
  draw_caption(frame, panel.take_top(caption));
  if (count == 0) return;
  const float side = frame.ui.theme.mm(kTargetMm);
  Rect arrows = panel.take_right(rows > 1 ? side : 2 * side + frame.gap());
  panel.take_right(frame.gap());
  const std::size_t first = state.pages.back();
  const Placed placed = place_words(frame, panel, rows, first);
  draw_words(frame, placed, first);
  const Rect previous = rows > 1 ? arrows.take_top(row) : arrows.take_left(side);
  const Rect next = rows > 1 ? arrows.take_bottom(row) : arrows.take_right(side);
  if (draw_arrow(frame, previous, false, state.pages.size() > 1)) state.pages.pop_back();
  if (!draw_arrow(frame, next, true, placed.end < count || candidates.more)) return;
  state.pages.push_back(placed.end);
  if (candidates.more) frame.pressed = plain_key(EntryKey::Kind::MoreCandidates);
}

}  // namespace ui::toolkit

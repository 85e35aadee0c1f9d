// Candidates: as many as fit, each at least 20 mm wide; arrows turn their pages.
#include <algorithm>
#include <cmath>

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
  return from == std::string::npos ? std::to_string(n + 1) : numbers.substr(from, numbers.find(' ', from) - from);
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

/// Draws from this candidate on; returns the first that found no room.
std::size_t draw_words(KeyboardFrame& frame, Rect bar, std::size_t first) {
  const auto& words = frame.spec.candidates->words;
  std::size_t next = first;
  for (; next < words.size(); ++next) {
    const float whole = bar.w;
    const float wanted = std::fmin(width_of(frame.ui, words[next]), next == first ? whole : 1e6F);
    if (wanted > whole) break;
    const std::size_t place = next - first;
    const kiosk::base::SecureString name = spoken(frame.ui, place, words[next]);
    const bool best = place == 0 && first == 0;
    frame.key(bar.take_left(wanted),
              {.id = frame.id("candidate" + std::to_string(place)),
               .label = words[next],
               .name = name,
               .type = TypeRole::Title,
               .tinted = best},
              {EntryKey::Kind::Candidate, {}, next});
    bar.take_left(frame.gap());
  }
  return next;
}

void draw_arrows(KeyboardFrame& frame, Rect& bar, bool before, bool& go_back, bool after, bool& go_on) {
  const float side = frame.ui.theme.mm(kTargetMm);
  const Rect next = bar.take_right(side);
  bar.take_right(frame.gap());
  const Rect previous = bar.take_right(side);
  bar.take_right(frame.gap());
  go_back = key_button(frame.ui, previous,
                       {.id = frame.id("previous"),
                        .icon = "chevron-left",
                        .name = std::string_view(frame.ui.texts.previous_page),
                        .tinted = before,
                        .disabled = !before});
  go_on = key_button(frame.ui, next,
                     {.id = frame.id("more"),
                      .icon = "chevron-right",
                      .name = std::string_view(frame.ui.texts.next_page),
                      .tinted = after,
                      .disabled = !after});
}

/// How many candidates from `first` fit: the arrows must know before the words are drawn.
std::size_t end_of_page(KeyboardFrame& frame, float room, std::size_t first) {
  const auto& words = frame.spec.candidates->words;
  std::size_t next = first;
  for (; next < words.size(); ++next) {
    const float wanted = width_of(frame.ui, words[next]);
    if (wanted > room && next != first) break;
    room -= wanted + frame.gap();
  }
  return next;
}

void draw_caption(KeyboardFrame& frame, const Rect& line) {
  const Candidates& candidates = *frame.spec.candidates;
  TextLook look = frame.ui.look(TypeRole::Body, frame.ui.theme.color.accent_ink);
  if (candidates.nothing_found) {
    look.color = frame.ui.theme.color.danger;
    Rect rest = line;
    const auto used = static_cast<float>(frame.ui.paint.measure(candidates.composition, look, 0).width);
    frame.ui.paint.text(rest.take_left(used + frame.ui.theme.mm(4)), candidates.composition, look);
    frame.ui.tree.add(frame.id("nothing"), Role::Status, rest).set_name(frame.ui.texts.no_candidates);
    frame.ui.paint.text(rest, frame.ui.texts.no_candidates, look);
    return;
  }
  if (candidates.composition.empty()) return;
  frame.ui.tree.add(frame.id("composition"), Role::Status, line).set_name(candidates.composition);
  frame.ui.paint.text(line, candidates.composition, look);
}

}  // namespace

float candidates_height(const Theme& theme) {
  return theme.line_height(TypeRole::Body) + std::fmax(theme.mm(kTargetMm), theme.type(TypeRole::Title) * 1.7F);
}

void draw_candidates(KeyboardFrame& frame, Rect strip) {
  KeyboardState& state = frame.state;
  const Candidates& candidates = *frame.spec.candidates;
  if (state.pages.empty() || state.revision != candidates.revision || state.pages.back() >= candidates.words.size()) {
    state.pages.assign(1, 0);
    state.revision = candidates.revision;
  }
  draw_caption(frame, strip.take_top(frame.ui.theme.line_height(TypeRole::Body)));
  const std::size_t first = state.pages.back();
  const float room = strip.w - 2 * (frame.ui.theme.mm(kTargetMm) + frame.gap());
  const std::size_t end = end_of_page(frame, room, first);
  const bool after = end < candidates.words.size() || (candidates.more && !candidates.words.empty());
  bool go_back = false, go_on = false;
  draw_arrows(frame, strip, state.pages.size() > 1, go_back, after, go_on);
  draw_words(frame, strip, first);
  if (go_back) state.pages.pop_back();
  if (!go_on) return;
  if (end < candidates.words.size()) state.pages.push_back(end);
  if (candidates.more) frame.pressed = plain_key(EntryKey::Kind::MoreCandidates);
}

}  // namespace ui::toolkit

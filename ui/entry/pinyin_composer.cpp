// Keys to librime, its candidates to the screen.
#include "ui/entry/pinyin_composer.h"

#include <algorithm>

namespace ui::entry {

namespace {

constexpr std::size_t kMostLetters = 60;
/// Surnames are looked for among so many: all characters of one syllable.
constexpr std::size_t kRankedWords = 500;

bool is_letter(const std::string& text, bool nine_keys) {
  if (text.size() != 1) return false;
  const char c = text[0];
  return c == '\'' || (nine_keys ? c >= '2' && c <= '9' : c >= 'a' && c <= 'z');
}

/// The bytes of the characters that were chosen already, at the beginning of the composition.
std::string_view chosen_part(std::string_view composition) {
  std::size_t size = 0;
  while (size < composition.size() && static_cast<unsigned char>(composition[size]) >= 0xE0U) {
    size += static_cast<unsigned char>(composition[size]) >= 0xF0U ? 4 : 3;
  }
  return composition.substr(0, std::min(size, composition.size()));
}

/// The first syllable is read as it was typed (librime then tells no reading), or begins so: "zheng" only
/// sounds like "zeng".
bool is_exact(const base::SecureString& reading, std::string_view typed) {
  const std::string_view syllable = reading.reveal().substr(0, reading.reveal().find(' '));
  return syllable.empty() || syllable.substr(0, typed.size()) == typed;
}

}  // namespace

void PinyinComposer::use_schema(const EntryContext& context) {
  const std::string keys = context.mode == toolkit::EntryMode::NineKeys ? "kiosk_nine" : "kiosk_pinyin";
  engine_.use(keys + (fuzzy_ ? "_fuzzy" : ""));
}

base::SecureString PinyinComposer::choose(std::size_t shown) {
  return shown < order_.size() ? engine_.choose(order_[shown]) : base::SecureString();
}

base::SecureString PinyinComposer::take_text(const std::string& text, const EntryContext& context) {
  if (is_letter(text, context.mode == toolkit::EntryMode::NineKeys)) {
    const bool room = engine_.composition().size() < kMostLetters;
    if (room && (text != "'" || engine_.composing())) engine_.press(text[0]);
    return {};
  }
  // A mark ends what is being composed with its best word.
  base::SecureString finished;
  while (engine_.composing()) {
    Candidates best;
    show(best, 1, context);
    if (order_.empty()) break;
    finished.append(choose(0).reveal());
  }
  if (text != " " || finished.empty()) finished.append(text);
  return finished;
}

base::SecureString PinyinComposer::take(const EntryKey& key, const EntryContext& context) {
  use_schema(context);
  switch (key.kind) {
    case EntryKey::Kind::Text: return take_text(key.text, context);
    case EntryKey::Kind::Candidate: return choose(key.candidate);
    case EntryKey::Kind::Backspace: engine_.backspace(); return {};
    case EntryKey::Kind::Clear: engine_.clear(); return {};
    default: return {};
  }
}

void PinyinComposer::show(Candidates& out, std::size_t at_most, const EntryContext& context) {
  order_.clear();
  if (!engine_.composing()) return;
  out.composition = engine_.composition();
  const std::string_view chosen = chosen_part(out.composition.reveal());
  const bool name = context.purpose == toolkit::EntryPurpose::Name;
  auto words = engine_.candidates(name ? std::max(at_most, kRankedWords) : at_most);
  out.more = words.size() == at_most;
  std::vector<RankedWord> ranked;
  ranked.reserve(words.size());
  const bool nine = context.mode == toolkit::EntryMode::NineKeys;
  std::string_view typed = out.composition.reveal().substr(chosen.size());
  typed = typed.substr(0, typed.find_first_of("' "));
  for (RimeWord& word : words) {
    ranked.push_back({std::move(word.text), ranked.size(), nine || is_exact(word.reading, typed)});
  }
  if (name) ranking_.sort(ranked, context.at_start && chosen.empty());
  out.more = out.more || ranked.size() > at_most;
  if (ranked.size() > at_most) ranked.resize(at_most);
  for (RankedWord& word : ranked) {
    order_.push_back(word.index);
    out.words.push_back(std::move(word.word));
  }
  out.nothing_found = out.words.empty();
  if (!nine || order_.empty() || words[order_.front()].reading.empty()) return;
  const base::SecureString& reading = words[order_.front()].reading;
  base::SecureString shown(chosen);
  shown.append(reading.reveal());
  out.composition = std::move(shown);
}

void PinyinComposer::reset() {
  order_.clear();
  engine_.forget();
}

}  // namespace ui::entry

// The order in which a page is told, and what counts as a change.
#include "ui/voice/narrator.h"

#include <algorithm>

namespace ui::voice {

using kiosk::catalog::Language;
using toolkit::Node;
using toolkit::Role;
using toolkit::UiTree;

namespace {

bool in_bar(const Node& node) { return node.id.rfind("bar.", 0) == 0; }
bool leads_on(const Node& node) { return node.id == "back" || node.id == "next"; }

bool has_words(const Node& node) {
  return !node.name.empty() || !node.value.empty() || !node.personal_name.empty() ||
         !node.personal_value.empty() || !node.reason.empty();
}

/// FNV-1a; `digits`: numbers count. A countdown is not a new text.
std::uint64_t digest(std::string_view text, std::uint64_t seed, bool digits) {
  std::uint64_t sum = seed ^ 0xCBF29CE484222325U;
  for (const char c : text) {
    if (!digits && c >= '0' && c <= '9') continue;
    sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  }
  return sum;
}

std::uint64_t digest(const Node& node) {
  // What a citizen enters or lifts the mask of is told digit by digit; a clock is not.
  std::uint64_t sum = digest(node.name, static_cast<std::uint64_t>(node.role), false);
  sum = digest(node.value, sum, true);
  sum = digest(node.reason, sum, false);
  sum = digest(node.personal_name.reveal(), sum, true);
  return digest(node.personal_value.reveal(), sum, true);
}

std::uint64_t digest_of_part(const Node& node) {
  const std::uint64_t states = (node.state.selected ? 1U : 0U) | (node.state.disabled ? 2U : 0U) |
                               (node.state.busy ? 4U : 0U) | (node.state.error ? 8U : 0U);
  return digest(node.id, digest(node) + states, true);
}

}  // namespace

/// The parts above the last veil, by what they are for.
struct Narrator::Layout {
  std::vector<const Node*> titles, texts, choices, buttons, keys, bar;
  const Node* focus = nullptr;
  std::uint64_t page = 0;
};

Narrator::Layout Narrator::layout_of(const UiTree& tree) const {
  Layout layout;
  std::size_t first = 0;
  bool veiled = false;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    if (tree[i].role != Role::Veil) continue;
    first = i + 1;
    veiled = true;
    layout.page = digest(tree[i].id, 1, true);
  }
  bool in_page = veiled;  // the status line stands before the title
  for (std::size_t i = first; i < tree.size(); ++i) {
    const Node& node = tree[i];
    if (node.role == Role::Heading) {
      in_page = true;
      layout.titles.push_back(&node);
      layout.page = digest(node.name, layout.page, false);
    } else if (in_bar(node)) {
      layout.bar.push_back(&node);
    } else if (!node.operable) {
      if (in_page && has_words(node)) layout.texts.push_back(&node);
    } else if (node.role == Role::Key) {
      layout.keys.push_back(&node);
    } else {
      (leads_on(node) ? layout.buttons : layout.choices).push_back(&node);
    }
    if (node.operable && node.state.focused) layout.focus = &node;
  }
  return layout;
}

std::string Narrator::word(std::string_view id, Language language) const { return texts_.get(id, language); }

Utterance Narrator::part(const Node& node, Language language) const {
  Utterance said;
  const bool chinese = language == Language::ZhCn;
  const std::string_view pause = chinese ? "，" : ", ";
  const auto add = [&](std::string_view words) {
    if (!said.empty() && !words.empty()) said.add(pause);
    said.add(words);
  };
  const auto add_personal = [&](const kiosk::base::SecureString& words) {
    if (words.empty()) return;
    if (!said.empty()) said.add(pause);
    said.add_personal(words.reveal(), word("voice.filled-in", language));
  };
  add(node.name);
  add_personal(node.personal_name);
  add(node.value == node.name ? std::string_view() : std::string_view(node.value));
  add_personal(node.personal_value);
  if (node.state.selected) add(word("voice.selected", language));
  if (node.state.busy) add(word("common.please-wait", language));
  if (node.state.disabled) add(word("widget.unavailable", language));
  add(node.reason);
  if (!said.empty()) said.add(chinese ? "。" : ".");
  return said;
}

void Narrator::add_choices(Utterances& all, const Layout& layout, Language language) const {
  if (!layout.choices.empty()) {
    Utterance count;
    count.add(kiosk::catalog::fill(word("voice.choices", language),
                                   {{"count", std::to_string(layout.choices.size())}}));
    all.push_back(std::move(count));
  }
  std::size_t number = 0;
  for (const Node* choice : layout.choices) {
    Utterance line;
    line.add(kiosk::catalog::fill(word("voice.choice", language), {{"number", std::to_string(++number)}}));
    const Utterance words = part(*choice, language);
    line.add_personal(words.full.reveal(), words.open);
    all.push_back(std::move(line));
  }
  if (!layout.keys.empty()) {
    Utterance keys;
    keys.add(
        kiosk::catalog::fill(word("voice.keys", language), {{"count", std::to_string(layout.keys.size())}}));
    all.push_back(std::move(keys));
  }
  for (const Node* button : layout.buttons) {
    Utterance line;
    line.add(word("voice.button", language));
    const Utterance words = part(*button, language);
    line.add_personal(words.full.reveal(), words.open);
    all.push_back(std::move(line));
  }
}

Utterances Narrator::page(const UiTree& tree, Language language) const {
  const Layout layout = layout_of(tree);
  Utterances all;
  for (const Node* title : layout.titles) all.push_back(part(*title, language));
  for (const Node* text : layout.texts) all.push_back(part(*text, language));
  add_choices(all, layout, language);
  return all;
}

Utterances Narrator::everything(const UiTree& tree, Language language) const {
  Utterances all;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    if (has_words(tree[i])) all.push_back(part(tree[i], language));
  }
  return all;
}

Narration Narrator::follow(const UiTree& tree, Language language) {
  const Layout layout = layout_of(tree);
  Narration narration;
  std::set<std::uint64_t> now;
  for (const Node* text : layout.texts) now.insert(digest(*text));
  std::uint64_t choices = 1;
  for (const Node* choice : layout.choices) choices = digest(choice->name, choices + 1, false);
  const std::uint64_t focus = layout.focus != nullptr ? digest_of_part(*layout.focus) : 0;
  const bool focus_moved = focus != focus_ && focus != 0;
  if (layout.page != page_ || page_ == 0) {
    narration = {page(tree, language), true, true};
  } else {
    for (const Node* text : layout.texts) {
      if (told_.count(digest(*text)) == 0) narration.utterances.push_back(part(*text, language));
    }
    if (choices != choices_) add_choices(narration.utterances, layout, language);
    if (focus_moved) {
      narration.utterances.insert(narration.utterances.begin(), part(*layout.focus, language));
      narration.interrupts = true;
    }
  }
  page_ = layout.page;
  choices_ = choices;
  focus_ = focus;
  told_ = std::move(now);
  return narration;
}

void Narrator::forget() {
  page_ = choices_ = focus_ = 0;
  told_.clear();
}

}  // namespace ui::voice

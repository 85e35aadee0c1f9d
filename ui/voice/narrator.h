// Narrator: what is said of the screen: the page, the part with the focus, and what changes.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "kiosk/catalog/texts.h"
#include "ui/toolkit/ui_tree.h"
#include "ui/voice/utterance.h"

namespace ui::voice {

/// What a frame gives to say.
struct Narration {
  Utterances utterances;
  bool interrupts = false;  ///< what is being said is no longer true or no longer asked for
  bool new_page = false;
};

/// Remembers what it told last, as digests only. Main thread.
class Narrator {
 public:
  explicit Narrator(const kiosk::catalog::Texts& texts) : texts_(texts) {}

  /// What the frame says that the last one did not: a new page as a whole, else the focus and what changed.
  Narration follow(const toolkit::UiTree& tree, kiosk::catalog::Language language);
  /// The page again from its title on.
  Utterances page(const toolkit::UiTree& tree, kiosk::catalog::Language language) const;
  /// Every part of the screen, also head and bar, in their order.
  Utterances everything(const toolkit::UiTree& tree, kiosk::catalog::Language language) const;
  /// One part: its name, what it holds and how it stands.
  Utterance part(const toolkit::Node& node, kiosk::catalog::Language language) const;
  /// Nothing is remembered: the next frame is a new page.
  void forget();

 private:
  struct Layout;
  Layout layout_of(const toolkit::UiTree& tree) const;
  std::string word(std::string_view id, kiosk::catalog::Language language) const;
  void add_choices(Utterances& all, const Layout& layout, kiosk::catalog::Language language) const;

  const kiosk::catalog::Texts& texts_;
  std::uint64_t page_ = 0, choices_ = 0, focus_ = 0;
  std::set<std::uint64_t> told_;
};

}  // namespace ui::voice

// Composer: one way of writing; keys in, text and candidates out. Private to the room.
#pragma once

#include "ui/toolkit/entry.h"

namespace ui::entry {

namespace base = kiosk::base;
using toolkit::Candidates;
using toolkit::EntryContext;
using toolkit::EntryKey;

/// Main thread only.
class Composer {
 public:
  virtual ~Composer() = default;
  /// Returns the text to insert, if any is finished.
  virtual base::SecureString take(const EntryKey& key, const EntryContext& context) = 0;
  /// What is shown, with at most so many words.
  virtual void show(Candidates& out, std::size_t at_most, const EntryContext& context) = 0;
  virtual void reset() = 0;
};

/// UTF-8 of one character in secure memory.
base::SecureString secure_character(char32_t code);

}  // namespace ui::entry

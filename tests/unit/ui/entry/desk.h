// Desk: the input methods with real dictionaries, on executors that run by hand.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/executor.h"
#include "kiosk/base/text.h"
#include "ui/entry/entry_methods.h"

namespace ui::entry::tests {

namespace base = kiosk::base;
using toolkit::EntryContext;
using toolkit::EntryKey;
using toolkit::EntryMode;
using toolkit::EntryPurpose;

class Desk {
 public:
  Desk() {
    methods = EntryMethods::start({"config", KIOSK_ENTRY_TABLES}, worker, main).value();
    settle();
  }
  void settle() {
    while (worker.run_ready() + main.run_ready() > 0) {
    }
  }
  void begin(EntryMode mode, EntryPurpose purpose = EntryPurpose::Text, bool by_code = false) {
    written.clear();
    context = {mode, purpose, true, by_code};
    methods->reset();
    press({EntryKey::Kind::Mode});
  }
  void press(const EntryKey& key) {
    context.at_start = written.empty();
    written += methods->take(key, context).reveal();
  }
  void type(const std::string& letters) {
    for (const char letter : letters) press({EntryKey::Kind::Text, std::string(1, letter)});
  }
  void type_number(int number) { press({EntryKey::Kind::Text, std::to_string(number)}); }
  void backspace() { press({EntryKey::Kind::Backspace}); }
  std::string composition() const { return std::string(methods->candidates().composition.reveal()); }
  std::vector<std::string> words() const {
    std::vector<std::string> all;
    for (const auto& word : methods->candidates().words) all.emplace_back(word.reveal());
    return all;
  }
  /// Turns pages until the word is in the list; false when it never comes.
  bool choose(const std::string& word) {
    for (std::size_t seen = 0;;) {
      const auto all = words();
      for (; seen < all.size(); ++seen) {
        if (all[seen] != word) continue;
        press({EntryKey::Kind::Candidate, {}, seen});
        return true;
      }
      if (!methods->candidates().more) return false;
      press({EntryKey::Kind::MoreCandidates});
      if (words().size() <= seen) return false;
    }
  }

  base::ManualClock clock;
  base::ManualExecutor worker{clock}, main{clock};
  std::unique_ptr<EntryMethods> methods;
  EntryContext context;
  std::string written;
};

}  // namespace ui::entry::tests

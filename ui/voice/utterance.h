// Utterance: one sentence that is said, in two wordings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/secure.h"

namespace ui::voice {

/// `full` is for the headset; `open` is for the loudspeaker and the log and never holds anything personal.
struct Utterance {
  kiosk::base::SecureString full;
  std::string open;

  bool empty() const { return full.empty(); }
  /// Adds words that anybody may hear.
  void add(std::string_view words) {
    full.append(words);
    open += words;
  }
  /// Adds words of which the loudspeaker says only `instead`.
  void add_personal(std::string_view words, std::string_view instead) {
    full.append(words);
    open += instead;
  }
};

using Utterances = std::vector<Utterance>;

}  // namespace ui::voice

// FoundCase: a case that somebody asked for, as far as this terminal and the centre know it.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/ids.h"
#include "kiosk/catalog/language.h"

namespace kiosk::flow {

struct IssuedDocument {
  std::string id;
  std::string title;
  std::string verify_code;
  int pages = 0;
};

/// One thing that happened to a case, or that comes next.
struct StoryLine {
  std::string at;      ///< RFC 3339; of a line that is not done: since when it waits, or until when it is due
  catalog::Text text;  ///< for citizens
  bool done = true;
};

/// Holds no personal data: who asks with a slip sees no more of the person than the slip says.
struct FoundCase {
  std::string number;  ///< of the slip
  base::ServiceId service;
  std::string state;         ///< the word of the texts "story.state.<word>"
  bool from_centre = false;  ///< the centre told it; otherwise only this terminal did
  bool refused = false;      ///< rejected, or with a clerk: reason and next step say why and what to do
  catalog::Text title{}, reason{}, next_step{};
  std::string received_at{}, promised_by{};  ///< RFC 3339; empty when unknown
  std::vector<StoryLine> lines{};            ///< the oldest first
  std::vector<IssuedDocument> documents{};   ///< that this terminal can fetch
};

enum class LookupTrouble {
  None,
  Mistyped,     ///< the check character does not fit
  Unknown,      ///< neither this terminal nor the centre knows it
  UnknownHere,  ///< this terminal does not know it, and the centre cannot be asked now
  CardUnread,   ///< the card could not be read: try again, or use the slip
};

/// Asking for progress.
struct Lookup {
  bool open = false;     ///< the visit asks for progress
  bool by_card = false;  ///< the cases are those of the person whose card was read
  bool by_code = false;  ///< the last question came from the code reader
  bool asking = false;
  bool complete = true;   ///< false: the centre could not be asked, more may be known there
  bool fetching = false;  ///< a document is on its way to the printer
  LookupTrouble trouble = LookupTrouble::None;
  std::vector<FoundCase> cases{};
  std::size_t chosen = 0;
  const FoundCase* shown() const { return chosen < cases.size() ? &cases[chosen] : nullptr; }
};

/// "none", "mistyped", …: the word of the texts "lookup.trouble.<word>".
std::string_view to_string(LookupTrouble trouble);

}  // namespace kiosk::flow

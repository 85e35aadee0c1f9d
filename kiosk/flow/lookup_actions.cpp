// How far a case is: by card, by the slip's code or number; and what can be collected.
#include "kiosk/flow/actions.h"

namespace kiosk::flow {
namespace {

/// One question at a time; what was found before is not shown for another number.
void ask_for(Turn& turn, const std::string& number, bool by_code) {
  Lookup& lookup = turn.session.lookup;
  if (lookup.asking || number.empty()) return turn.refuse();
  lookup.asking = true;
  lookup.by_code = by_code;
  lookup.trouble = LookupTrouble::None;
  turn.emit(QueryCase{number});
}

}  // namespace

std::string_view to_string(LookupTrouble trouble) {
  switch (trouble) {
    case LookupTrouble::None: return "none";
    case LookupTrouble::Mistyped: return "mistyped";
    case LookupTrouble::Unknown: return "unknown";
    case LookupTrouble::UnknownHere: return "unknown-here";
    case LookupTrouble::CardUnread: return "card-unread";
  }
  return "none";
}

void open_lookup(Turn& turn) { enter(turn, StepKind::Lookup); }

void find_own_cases(Turn& turn) {
  Session& session = turn.session;
  session.applicant = turn.event<CardRead>().card;
  session.lookup = Lookup{};
  session.lookup.open = session.lookup.by_card = session.lookup.asking = true;
  enter(turn, StepKind::Cases);
  turn.emit(QueryCases{});
}

/// The reader waits on while it makes sense; the slip's number leads on in any case.
void note_unread_card(Turn& turn) {
  const TroubleKind trouble = turn.event<CardFailed>().trouble;
  const bool nobody = trouble == TroubleKind::CardNotPresented;
  if (!nobody) turn.session.lookup.trouble = LookupTrouble::CardUnread;
  if (nobody || trouble == TroubleKind::CardRemoved) turn.emit(ReadCard{});
}

void find_by_number(Turn& turn) { ask_for(turn, turn.event<EnterNumber>().number, false); }
void find_by_code(Turn& turn) { ask_for(turn, turn.event<CodeRead>().number, true); }

void wait_for_code_again(Turn& turn) {
  if (!turn.event<CodeFailed>().again) return turn.refuse();
  turn.emit(AwaitCode{});
}

void keep_found_cases(Turn& turn) {
  const CasesFound& found = turn.event<CasesFound>();
  Lookup& lookup = turn.session.lookup;
  lookup.asking = false;
  lookup.cases = found.cases;
  lookup.complete = found.complete;
}

void ask_again_for_cases(Turn& turn) {
  if (turn.session.lookup.asking || !turn.session.applicant) return turn.refuse();
  turn.session.lookup.asking = true;
  turn.emit(QueryCases{});
}

void keep_found_case(Turn& turn) {
  const CaseFound& answer = turn.event<CaseFound>();
  Session& session = turn.session;
  Lookup& lookup = session.lookup;
  lookup.asking = false;
  lookup.complete = answer.complete;
  if (session.at == StepKind::Lookup) {
    turn.emit(CancelDeviceJobs{});
    lookup.cases = {answer.found};
    lookup.chosen = 0;
    return enter(turn, StepKind::Story);
  }
  if (lookup.shown() == nullptr || lookup.shown()->number != answer.found.number) return turn.refuse();
  lookup.cases[lookup.chosen] = answer.found;
}

void note_unknown_case(Turn& turn) {
  Lookup& lookup = turn.session.lookup;
  lookup.asking = false;
  lookup.trouble = turn.event<CaseNotFound>().trouble;
  // The code reader waits for the next slip.
  if (turn.session.at == StepKind::Lookup && lookup.by_code) turn.emit(AwaitCode{});
}

void choose_case(Turn& turn) {
  Lookup& lookup = turn.session.lookup;
  const std::size_t index = turn.event<ChooseCase>().index;
  if (index >= lookup.cases.size()) return turn.refuse();
  lookup.chosen = index;
  lookup.asking = true;
  enter(turn, StepKind::Story);
  turn.emit(QueryCase{lookup.cases[index].number});
}

void leave_story(Turn& turn) {
  turn.session.print = PrintProgress{};
  turn.session.lookup.fetching = turn.session.lookup.asking = false;
  enter(turn, turn.session.lookup.by_card ? StepKind::Cases : StepKind::Lookup);
}

/// A document goes only to the person whose card was read.
void fetch_for_collection(Turn& turn) {
  Session& session = turn.session;
  const FoundCase* shown = session.lookup.shown();
  const bool has = shown != nullptr && !shown->documents.empty();
  if (!has || !session.lookup.by_card || session.lookup.fetching) return turn.refuse();
  session.lookup.fetching = true;
  session.progress = CaseProgress{};
  session.progress.receipt_number = shown->number;
  session.progress.documents = shown->documents;
  turn.emit(FetchDocument{shown->documents.front().id});
}

void print_collected(Turn& turn) {
  Session& session = turn.session;
  if (!session.lookup.fetching || session.progress.documents.empty()) return turn.refuse();
  session.progress.documents.front().pages = turn.event<DocumentReady>().pages;
  session.lookup.fetching = false;
  enter(turn, StepKind::Print);
}

}  // namespace kiosk::flow

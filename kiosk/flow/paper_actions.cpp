// Documents, slips, the card on the reader, the rating: what the citizen leaves with.
#include "kiosk/flow/actions.h"

namespace kiosk::flow {
namespace {

int pages_expected(const Session& session) {
  return session.progress.documents.empty() ? 0 : session.progress.documents.front().pages;
}

bool case_was_taken(const Session& session) {
  const CaseState state = session.progress.state;
  return state == CaseState::Stored || state == CaseState::Delivered || state == CaseState::Unconfirmed;
}

/// After the card: the rating when a case was taken, otherwise the end.
void enter_after_card(Turn& turn) {
  const Session& session = turn.session;
  const bool rates = session.service != nullptr && session.service->has_step(StepKind::Rate) &&
                     case_was_taken(session) && !session.card_left_behind;
  enter(turn, rates ? StepKind::Rate : StepKind::Goodbye);
}

}  // namespace

void note_document(Turn& turn) {
  auto& documents = turn.session.progress.documents;
  if (documents.empty()) return turn.refuse();
  documents.front().pages = turn.event<DocumentReady>().pages;
  turn.session.document_ready = true;
}

void note_document_missing(Turn& turn) {
  enter_trouble(turn, TroubleKind::DocumentMissing, turn.event<DocumentFailed>().detail);
}

void print_when_ready(Turn& turn) {
  if (!turn.session.document_ready) return turn.refuse();
  enter_next(turn);
}

void count_page(Turn& turn) { turn.session.print.pages_printed = turn.event<PagePrinted>().pages; }

void finish_print(Turn& turn) {
  const PrintDone& done = turn.event<PrintDone>();
  PrintProgress& print = turn.session.print;
  print.running = false;
  print.pages_printed = done.pages;
  print.counted = done.counted;
  if (done.counted && done.pages != pages_expected(turn.session)) {
    return enter_trouble(turn, TroubleKind::PrintIncomplete,
                         "the printer counted other pages than the document has", done.pages);
  }
  print.done = true;
  if (turn.session.lookup.open) return enter(turn, StepKind::Story);
  enter_next(turn);
}

void tell_print_failure(Turn& turn) {
  const PrintFailed& failed = turn.event<PrintFailed>();
  turn.session.print.running = false;
  enter_trouble(turn, failed.trouble, failed.detail, failed.pages_out);
}

void finish_slip(Turn& turn) {
  turn.session.print.slip_printed = true;
  enter(turn, StepKind::Collect);
}

void tell_slip_failure(Turn& turn) {
  const SlipFailed& failed = turn.event<SlipFailed>();
  enter_trouble(turn, TroubleKind::SlipNotPrinted, failed.detail);
}

void note_card_taken(Turn& turn) {
  turn.session.print.card_taken = true;
  enter_after_card(turn);
}

void remind_of_card(Turn& turn) {
  Session& session = turn.session;
  ++session.reminders;
  turn.emit(AwaitCardRemoval{});
  const bool too_long = session.reminders * turn.timers().collect_reminder >= turn.timers().card_left;
  if (!too_long || session.card_left_behind) return;
  const std::string receipt = session.progress.receipt_number;
  forget_person(session);
  session.progress.receipt_number = receipt;
  session.card_left_behind = true;
  session.trouble =
      Trouble{TroubleKind::CardLeftBehind, StepKind::Collect, trouble_number(turn.occurrence.fresh), "", 0};
  turn.emit(TellTrouble{});
}

void keep_rating(Turn& turn) {
  const int level = turn.event<Rate>().level;
  if (level < 1 || level > 5) return turn.refuse();
  turn.session.rating.level = level;
  turn.emit(SendRating{level});
  enter(turn, StepKind::Goodbye);
}

void leave_unrated(Turn& turn) {
  turn.emit(SendRating{0});
  enter(turn, StepKind::Goodbye);
}

}  // namespace kiosk::flow

// Moving between the steps of a service, and what begins when a step is entered.
#include <algorithm>

#include "kiosk/flow/turn.h"

namespace kiosk::flow {
namespace {

/// Steps that "back" may land on: those that only show or ask.
bool can_go_back_to(StepKind kind) {
  return kind == StepKind::Notice || kind == StepKind::Confirm || kind == StepKind::Form ||
         kind == StepKind::Scan || kind == StepKind::Promise || kind == StepKind::Sign ||
         kind == StepKind::Review;
}

/// A new case gets its key here, once. A case whose answer is still out is only waited for again.
void begin_submit(Turn& turn) {
  CaseProgress& progress = turn.session.progress;
  if (progress.state == CaseState::Unconfirmed) {
    progress.state = CaseState::Stored;
    return turn.emit(ArmWait{turn.timers().online_answer});
  }
  progress = CaseProgress{};
  progress.key = base::IdempotencyKey{turn.occurrence.fresh};
  progress.applied_at = turn.occurrence.at;
  progress.state = CaseState::Storing;
  turn.emit(StoreCase{});
}

void begin_preview(Turn& turn) {
  const auto& documents = turn.session.progress.documents;
  if (documents.empty())
    return enter_trouble(turn, TroubleKind::DocumentMissing, "the receipt names no document");
  turn.emit(FetchDocument{documents.front().id});
}

void begin_print(Turn& turn) {
  turn.session.print = PrintProgress{};
  turn.session.print.running = true;
  turn.emit(PrintDocument{});
}

/// The person's data are not needed any more: only the number and the paper are.
void begin_collect(Turn& turn) {
  turn.session.applicant.reset();
  turn.session.answers.clear();
  turn.session.signature.clear();
  turn.emit(AwaitCardRemoval{});
}

/// Card, code and number lead on alike: whichever comes first.
void begin_lookup(Turn& turn) {
  turn.session.lookup = Lookup{};
  turn.session.lookup.open = true;
  turn.emit(ReadCard{});
  turn.emit(AwaitCode{});
}

/// Every paper has its place from the beginning; coming back keeps what is there.
void begin_scan(Session& session) { session.materials.resize(session.service->materials.size()); }

/// The last one that is asked with these answers.
std::size_t last_question(const Session& session) {
  std::size_t last = session.service->form.size() - 1;
  while (last > 0 && !session.asks(session.service->form[last])) --last;
  return last;
}

/// What a step starts as soon as it is entered.
void begin_work(Turn& turn) {
  switch (turn.session.at) {
    case StepKind::Identify: return turn.emit(ReadCard{});
    case StepKind::Lookup: return begin_lookup(turn);
    case StepKind::Scan: return begin_scan(turn.session);
    case StepKind::Pay: return begin_pay(turn);
    case StepKind::Submit: return begin_submit(turn);
    case StepKind::Preview: return begin_preview(turn);
    case StepKind::Print: return begin_print(turn);
    case StepKind::Receipt: return turn.emit(PrintSlip{});
    case StepKind::Collect: return begin_collect(turn);
    case StepKind::Rate: return turn.emit(ArmWait{turn.timers().rating});
    case StepKind::Goodbye: turn.emit(Wipe{}); return turn.emit(ArmWait{turn.timers().goodbye});
    default: return;
  }
}

}  // namespace

void enter(Turn& turn, StepKind kind) {
  Session& session = turn.session;
  session.at = kind;
  session.idle_warning = false;
  if (session.service != nullptr) {
    const auto& steps = session.service->steps;
    const auto found = std::find(steps.begin(), steps.end(), kind);
    if (found != steps.end()) session.step = static_cast<std::size_t>(found - steps.begin());
  }
  turn.emit(DisarmWait{});
  const base::Duration limit = idle_limit(session, turn.timers());
  if (limit.count() > 0) {
    turn.emit(ArmIdle{limit});
  } else {
    turn.emit(DisarmIdle{});
  }
  begin_work(turn);
}

void enter_next(Turn& turn) {
  const auto& steps = turn.session.service->steps;
  if (turn.session.step + 1 >= steps.size()) return enter(turn, StepKind::Goodbye);
  const StepKind next = steps[turn.session.step + 1];
  if (next == StepKind::Form) turn.session.question = 0;
  if (next == StepKind::Scan) turn.session.material = 0;
  enter(turn, next);
}

void enter_previous(Turn& turn) {
  Session& session = turn.session;
  const auto& steps = session.service->steps;
  for (std::size_t i = session.step; i > 0; --i) {
    if (!can_go_back_to(steps[i - 1])) continue;
    if (steps[i - 1] == StepKind::Form) session.question = last_question(session);
    if (steps[i - 1] == StepKind::Scan) session.material = session.service->materials.size() - 1;
    return enter(turn, steps[i - 1]);
  }
  enter(turn, StepKind::ServicePage);
}

base::Duration idle_limit(const Session& session, const settings::TimerSettings& timers) {
  switch (session.at) {
    case StepKind::Home:
    case StepKind::Domain:
    case StepKind::ServicePage:
    case StepKind::Lookup:
    case StepKind::Cases:
    case StepKind::Story:
    case StepKind::Trouble: return timers.menu_idle;
    case StepKind::Notice:
    case StepKind::Confirm:
    case StepKind::Form:
    case StepKind::Scan:
    case StepKind::Promise:
    case StepKind::Sign:
    case StepKind::Review:
    case StepKind::Preview: return timers.form_idle;
    default: return base::Duration{0};
  }
}

}  // namespace kiosk::flow

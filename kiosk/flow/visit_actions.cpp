// Coming, looking around, being idle, leaving.
#include "kiosk/flow/actions.h"

namespace kiosk::flow {
namespace {

/// True from the moment on which a card may lie on the reader.
bool card_may_lie_there(const Session& session) {
  return session.applicant.has_value() || session.at == StepKind::Identify || session.at == StepKind::Lookup ||
         (session.at == StepKind::Trouble && session.trouble.at == StepKind::Identify);
}

/// A case that is being stored or printed must come to its end first.
bool must_finish_first(StepKind at) {
  return at == StepKind::Submit || at == StepKind::Print || at == StepKind::Receipt ||
         at == StepKind::Collect || at == StepKind::Goodbye;
}

}  // namespace

void forget_person(Session& session) {
  Session clean;
  clean.id = session.id;
  clean.at = session.at;
  clean.preferences = session.preferences;
  clean.surroundings = std::move(session.surroundings);
  clean.domain = session.domain;
  session = std::move(clean);
}

void begin_visit(Turn& turn) {
  if (turn.session.surroundings.maintenance) return turn.refuse();
  turn.session.id = base::SessionId{turn.occurrence.fresh};
  turn.session.preferences = Preferences{};
  enter(turn, StepKind::Home);
}

void open_domain(Turn& turn) {
  turn.session.domain = turn.event<ChooseDomain>().domain;
  enter(turn, StepKind::Domain);
}

void open_service(Turn& turn) {
  const catalog::ServiceDefinition* service = turn.world.catalog.find(turn.event<ChooseService>().service);
  if (service == nullptr) return turn.refuse();
  turn.session.service = service;
  turn.session.domain = service->domain;
  enter(turn, StepKind::ServicePage);
}

void open_home(Turn& turn) {
  if (must_finish_first(turn.session.at)) return turn.refuse();
  close_payment(turn);
  turn.emit(CancelDeviceJobs{});
  turn.emit(Wipe{});
  forget_person(turn.session);
  enter(turn, StepKind::Home);
}

void leave_domain(Turn& turn) { enter(turn, StepKind::Home); }

void leave_service_page(Turn& turn) {
  turn.session.service = nullptr;
  enter(turn, StepKind::Domain);
}

void start_service(Turn& turn) {
  Session& session = turn.session;
  if (why_unavailable(*session.service, turn.world.terminal, session.surroundings)) return turn.refuse();
  session.step = 0;
  enter(turn, session.service->steps.front());
}

void change_preferences(Turn& turn) {
  if (!turn.session.visitor_present()) begin_visit(turn);
  turn.session.preferences = turn.event<SetPreferences>().preferences;
}

void note_surroundings(Turn& turn) {
  turn.session.surroundings = turn.event<SurroundingsChanged>().surroundings;
}

void warn_of_idleness(Turn& turn) {
  Session& session = turn.session;
  if (!session.visitor_present() || idle_limit(session, turn.timers()).count() == 0) return turn.refuse();
  if (session.idle_warning) return end_visit(turn);
  session.idle_warning = true;
  turn.emit(ArmIdle{turn.timers().idle_warning});
}

void go_on_after_warning(Turn& turn) {
  if (!turn.session.idle_warning) return turn.refuse();
  turn.session.idle_warning = false;
}

void deny_identity(Turn& turn) {
  if (!turn.session.applicant || must_finish_first(turn.session.at)) return turn.refuse();
  end_visit(turn);
}

void ask_to_end(Turn& turn) {
  if (!turn.session.visitor_present() || must_finish_first(turn.session.at)) return turn.refuse();
  end_visit(turn);
}

void end_visit(Turn& turn) {
  const bool card = card_may_lie_there(turn.session);
  close_payment(turn);
  turn.emit(CancelDeviceJobs{});
  const CaseProgress progress = turn.session.progress;
  forget_person(turn.session);
  turn.session.progress.receipt_number = progress.receipt_number;
  enter(turn, card ? StepKind::Collect : StepKind::Goodbye);
}

void return_to_attract(Turn& turn) {
  Session fresh;
  fresh.surroundings = std::move(turn.session.surroundings);
  turn.session = std::move(fresh);
  turn.emit(DisarmIdle{});
  turn.emit(DisarmWait{});
}

}  // namespace kiosk::flow

// One step of the engine: find the row, run its action, keep the idle timer honest.
#include "kiosk/flow/flow_engine.h"

#include "kiosk/flow/transition_table.h"

namespace kiosk::flow {
namespace {

struct Rule {
  void (*action)(Turn&);
  std::string_view sentence;
};

std::optional<Rule> find_rule(StepKind at, std::size_t event) {
  if (const Transition* row = find_transition(at, event)) return Rule{row->action, row->sentence};
  if (const EverywhereTransition* row = find_everywhere(event)) return Rule{row->action, row->sentence};
  return std::nullopt;
}

/// While "are you still there?" lies over the screen only its own two buttons count.
bool covered_by_warning(const Session& session, std::size_t event) {
  return session.idle_warning && is_intent(event) && event != kind_of<StillHere>() &&
         event != kind_of<EndVisit>();
}

Disposition ignored(std::size_t event) {
  return is_intent(event) ? Disposition::NotOffered : Disposition::TooLate;
}

/// A touch that counted starts the step's idle time anew.
void rearm_idle(Turn& turn, StepKind before) {
  if (!is_intent(turn.occurrence.event.index()) || turn.session.at != before) return;
  const base::Duration limit = idle_limit(turn.session, turn.timers());
  if (limit.count() > 0) turn.emit(ArmIdle{limit});
}

}  // namespace

StepResult FlowEngine::step(Session session, const Occurrence& occurrence) const {
  StepResult result{std::move(session), {}, Disposition::Taken, {}};
  const std::size_t event = occurrence.event.index();
  const auto rule = find_rule(result.session.at, event);
  if (!rule || covered_by_warning(result.session, event)) {
    result.disposition = ignored(event);
    return result;
  }
  const StepKind before = result.session.at;
  Turn turn{result.session, occurrence, world_, result.effects};
  rule->action(turn);
  if (turn.refused) {
    result.effects.clear();
    result.disposition = ignored(event);
    return result;
  }
  rearm_idle(turn, before);
  result.sentence = rule->sentence;
  return result;
}

}  // namespace kiosk::flow

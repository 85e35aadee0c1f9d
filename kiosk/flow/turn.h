// Turn: one step in the making: the actions of the table change the session and collect effects through it.
#pragma once

#include <utility>

#include "kiosk/flow/flow_engine.h"

namespace kiosk::flow {

/// Lives for one call of FlowEngine::step. `refuse` turns the event into one that the screen does not offer.
struct Turn {
  Session& session;
  const Occurrence& occurrence;
  const World& world;
  Effects& effects;
  bool refused = false;

  template <class Event>
  const Event& event() const {
    return std::get<Event>(occurrence.event);
  }
  void emit(Effect effect) { effects.push_back(std::move(effect)); }
  void refuse() { refused = true; }
  const settings::TimerSettings& timers() const { return world.terminal.timers; }
};

// --- moving between steps (steps.cpp) ---
/// Enters a step: sets it and starts what belongs to it (reading, storing, printing, timers).
void enter(Turn& turn, StepKind kind);
/// The step after the present one of the service; Goodbye after the last.
void enter_next(Turn& turn);
/// The step before the present one that a person can go back to; the service page before the first.
void enter_previous(Turn& turn);
/// How long this step may stand untouched; 0 where a device or the centre is at work.
base::Duration idle_limit(const Session& session, const settings::TimerSettings& timers);

// --- money (pay_actions.cpp) ---
/// Asks what the service costs, or goes on watching a payment whose end is not known.
void begin_pay(Turn& turn);
/// The visit ends, or goes back: an open payment is closed, unless a case stands or may stand for it.
void close_payment(Turn& turn);

// --- ending (visit_actions.cpp) ---
/// Forgets what belongs to the person and the service; keeps preferences and surroundings.
void forget_person(Session& session);
/// Ends the visit: asks for the card first when one may lie on the reader.
void end_visit(Turn& turn);

// --- trouble (trouble_actions.cpp) ---
/// The number that citizen, technician and centre all see: eight characters without look-alikes, 7K3M-9QXA.
std::string trouble_number(const base::Uuid& fresh);
/// Shows a trouble with such a number and tells it to the trail.
void enter_trouble(Turn& turn, TroubleKind kind, std::string detail, int pages_out = 0);

}  // namespace kiosk::flow

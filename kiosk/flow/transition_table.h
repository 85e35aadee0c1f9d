// The transition table: on which step, which event, does what.
#pragma once

#include <span>
#include <string_view>

#include "kiosk/flow/turn.h"

namespace kiosk::flow {

/// One sentence of the table.
struct Transition {
  StepKind at;
  std::size_t event;  ///< kind_of<…>()
  void (*action)(Turn&);
  std::string_view sentence;
};

/// What an event does on every step that has no row of its own for it.
struct EverywhereTransition {
  std::size_t event;
  void (*action)(Turn&);
  std::string_view sentence;
};

std::span<const Transition> transition_table();
std::span<const EverywhereTransition> everywhere_table();
/// The row for a pair; nullptr where only the everywhere table or nothing applies.
const Transition* find_transition(StepKind at, std::size_t event);
const EverywhereTransition* find_everywhere(std::size_t event);

}  // namespace kiosk::flow

// Names of the states.
#include "offline_cache/outbox/case_state.h"

namespace offline_cache::outbox {

std::string_view to_string(CaseState state) {
  switch (state) {
    case CaseState::Queued: return "queued";
    case CaseState::Sending: return "sending";
    case CaseState::Accepted: return "accepted";
    case CaseState::Rejected: return "rejected";
    case CaseState::NeedsClerk: return "needs_clerk";
    case CaseState::Withdrawn: return "withdrawn";
  }
  return "unknown";
}

std::optional<CaseState> parse_case_state(std::string_view text) {
  for (const CaseState state : kCaseStates) {
    if (to_string(state) == text) return state;
  }
  return std::nullopt;
}

}  // namespace offline_cache::outbox

// What has become of a case on its way to the centre.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace offline_cache::outbox {

enum class CaseState {
  Queued,      ///< on the disk, waits for its turn
  Sending,     ///< handed to the line; after a restart it is Queued again with the same key
  Accepted,    ///< the centre's receipt is here; the payload is erased
  Rejected,    ///< the centre decided against it; reason and next step are kept
  NeedsClerk,  ///< a person must look; its lane waits, other lanes go on
  Withdrawn,   ///< taken back by the citizen before it was ever sent; the payload is erased
};

inline constexpr std::array kCaseStates{CaseState::Queued,   CaseState::Sending,    CaseState::Accepted,
                                        CaseState::Rejected, CaseState::NeedsClerk, CaseState::Withdrawn};

/// As stored and as printed by kioskctl: "queued", "needs_clerk", …
std::string_view to_string(CaseState state);
std::optional<CaseState> parse_case_state(std::string_view text);

}  // namespace offline_cache::outbox

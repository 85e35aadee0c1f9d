// The story of a case as the trail tells it: the records that mean something to the citizen.
#pragma once

#include <string_view>
#include <vector>

#include "offline_cache/audit/audit_record.h"

namespace offline_cache::audit {

struct StoryEvent {
  std::string_view word;  ///< "accepted", "delivered", …: of the texts "story.line.<word>"
  kiosk::base::WallTime at;
};

/// Of the records of one case (records_of_case), in their order; what is no news to a citizen is left out.
std::vector<StoryEvent> story_of(const std::vector<StoredRecord>& records);

}  // namespace offline_cache::audit

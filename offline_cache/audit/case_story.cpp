// Which records are part of a case's story.
#include "offline_cache/audit/case_story.h"

#include <algorithm>
#include <array>
#include <utility>

namespace offline_cache::audit {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kStoryWords{{
    {"case.accepted", "accepted"},
    {"case.delivered", "delivered"},
    {"case.rejected", "rejected"},
    {"case.needs_clerk", "needs-clerk"},
    {"case.requeued", "requeued"},
    {"case.withdrawn", "withdrawn"},
    {"visit.slip-printed", "slip-printed"},
    {"visit.print-done", "document-printed"},
}};

}  // namespace

std::vector<StoryEvent> story_of(const std::vector<StoredRecord>& records) {
  std::vector<StoryEvent> story;
  for (const StoredRecord& record : records) {
    const auto* known = std::find_if(kStoryWords.begin(), kStoryWords.end(),
                                     [&record](const auto& word) { return word.first == record.kind; });
    if (known != kStoryWords.end()) story.push_back({known->second, record.wall});
  }
  return story;
}

}  // namespace offline_cache::audit

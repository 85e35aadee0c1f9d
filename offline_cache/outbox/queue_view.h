// Looking at the queue: find, list and count. Needs no key, so it also works on a read-only database.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"
#include "offline_cache/outbox/case_state.h"
#include "offline_cache/store/database.h"

namespace offline_cache::outbox {

/// All of a case but its payload. Holds no personal data.
struct CaseSummary {
  std::int64_t sequence = 0;
  kiosk::base::IdempotencyKey key;
  std::string receipt_number;
  std::string lane;
  CaseState state = CaseState::Queued;
  std::int64_t attempts = 0;
  kiosk::base::SessionId session;
  kiosk::base::ServiceId service;
  kiosk::base::TerminalId terminal;
  kiosk::base::WallTime applied_at;
  kiosk::base::WallTime updated_at;
  std::int64_t schema_version = 0;
  std::string centre_receipt;  ///< JSON text; empty before the centre answered
  std::string last_error;      ///< a reason for people; empty when nothing is wrong
};

/// Which cases to list, oldest first.
struct CaseFilter {
  std::optional<CaseState> state{};
  std::int64_t after = 0;  ///< only sequences above this one: for paging
  std::int64_t limit = 100;
};

kiosk::base::Result<std::optional<CaseSummary>> find_case(store::Database& database,
                                                          std::string_view receipt_number);
kiosk::base::Result<std::optional<CaseSummary>> find_case(store::Database& database,
                                                          const kiosk::base::IdempotencyKey& key);
kiosk::base::Result<std::vector<CaseSummary>> list_cases(store::Database& database, const CaseFilter& filter);
/// The cases of this lane that the centre has not decided, oldest first. One index step.
kiosk::base::Result<std::vector<CaseSummary>> open_cases_of_lane(store::Database& database,
                                                                 std::string_view lane);
/// Every state is in the result, with 0 where there is none.
kiosk::base::Result<std::map<CaseState, std::int64_t>> count_cases(store::Database& database);

/// The columns that `read_summary` reads, in its order.
extern const char* const kSummaryColumns;
CaseSummary read_summary(const store::Statement& row);

}  // namespace offline_cache::outbox

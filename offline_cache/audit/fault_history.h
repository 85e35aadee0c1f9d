// The history of device faults, read out of the trail: one truth, nothing beside it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "offline_cache/audit/audit_record.h"
#include "offline_cache/store/database.h"

namespace offline_cache::audit {

inline constexpr const char* kFaultRaised = "device.fault.raised";
inline constexpr const char* kFaultCleared = "device.fault.cleared";
/// A start of the program. What was raised before it and not cleared ended with the program.
inline constexpr const char* kTerminalStarted = "terminal.started";

/// One fault from its raising to its end.
struct FaultEntry {
  std::string id;  ///< the number that technician and centre both see
  std::string device;
  std::string type;      ///< "paper-jam"
  std::string severity;  ///< "low", "medium", "high"
  std::string detail;
  kiosk::base::WallTime since{};
  std::optional<kiosk::base::WallTime> until{};  ///< nothing: still active
  std::int64_t count = 1;    ///< how often it was raised while active, as known at its end
  std::string cleared_by{};  ///< "device", "operator", "restart"; empty while active
};

/// Newest first, from the last `most_records` records about faults. Database's thread.
kiosk::base::Result<std::vector<FaultEntry>> fault_history(store::Database& database,
                                                           std::int64_t most_records);
/// What was raised since the last start of the program and has not been cleared. To be asked before the next
/// start is recorded.
kiosk::base::Result<std::vector<FaultEntry>> open_faults(store::Database& database);

/// The record that ends a fault which was active when the program ended.
AuditRecord cleared_by_restart(const FaultEntry& fault);

}  // namespace offline_cache::audit

// Folding the trail's records about faults into a history.
#include "offline_cache/audit/fault_history.h"

#include <algorithm>
#include <map>

namespace offline_cache::audit {

using kiosk::base::Json;
using kiosk::base::Result;

namespace {

/// The trail's fields are our own JSON; a record of a damaged file gives an empty entry instead of an error.
FaultEntry entry_of(const StoredRecord& record) {
  const Json fields = Json::parse(record.fields, nullptr, false);
  FaultEntry entry;
  if (!fields.is_object()) return entry;
  entry.id = fields.value("id", "");
  entry.device = fields.value("device", "");
  entry.type = fields.value("type", "");
  entry.severity = fields.value("severity", "");
  entry.detail = fields.value("detail", "");
  entry.count = fields.value("count", std::int64_t{1});
  entry.cleared_by = fields.value("cleared_by", "");
  entry.since = record.wall;
  return entry;
}

class Fold {
 public:
  void take(const StoredRecord& record) {
    FaultEntry entry = entry_of(record);
    const auto known = places_.find(entry.id);
    if (record.kind == kFaultRaised) {
      places_[entry.id] = entries_.size();
      entries_.push_back(std::move(entry));
    } else if (known != places_.end()) {
      FaultEntry& fault = entries_[known->second];
      fault.until = record.wall;
      fault.count = entry.count;
      fault.cleared_by = entry.cleared_by.empty() ? "device" : entry.cleared_by;
    }
  }
  std::vector<FaultEntry> newest_first() && {
    std::reverse(entries_.begin(), entries_.end());
    return std::move(entries_);
  }

 private:
  std::vector<FaultEntry> entries_;
  std::map<std::string, std::size_t> places_;  ///< by the fault's number
};

}  // namespace

Result<std::vector<FaultEntry>> fault_history(store::Database& database, std::int64_t most_records) {
  std::vector<StoredRecord> records;
  const auto read = database.each(
      std::string("SELECT ") + kRecordColumns +
          " FROM audit_record WHERE kind IN (?1,?2) ORDER BY sequence DESC LIMIT ?3",
      [&records](const auto& row) { records.push_back(read_record(row)); }, kFaultRaised, kFaultCleared,
      most_records);
  if (!read) return tl::unexpected(read.error());
  Fold fold;
  std::for_each(records.rbegin(), records.rend(), [&fold](const StoredRecord& record) { fold.take(record); });
  return std::move(fold).newest_first();
}

Result<std::vector<FaultEntry>> open_faults(store::Database& database) {
  Fold fold;
  // Walks back to the last start only, however long the trail is.
  const auto read = database.each(
      std::string("SELECT ") + kRecordColumns +
          " FROM audit_record WHERE kind IN (?1,?2) AND sequence > coalesce((SELECT sequence FROM "
          "audit_record "
          "WHERE kind=?3 ORDER BY sequence DESC LIMIT 1), 0) ORDER BY sequence",
      [&fold](const auto& row) { fold.take(read_record(row)); }, kFaultRaised, kFaultCleared,
      kTerminalStarted);
  if (!read) return tl::unexpected(read.error());
  std::vector<FaultEntry> faults = std::move(fold).newest_first();
  std::erase_if(faults, [](const FaultEntry& fault) { return fault.until.has_value(); });
  return faults;
}

AuditRecord cleared_by_restart(const FaultEntry& fault) {
  return {kFaultCleared,
          "",
          "",
          {{"id", fault.id},
           {"device", fault.device},
           {"type", fault.type},
           {"severity", fault.severity},
           {"detail", fault.detail},
           {"since", kiosk::base::to_rfc3339(fault.since)},
           {"count", fault.count},
           {"cleared_by", "restart"}}};
}

}  // namespace offline_cache::audit

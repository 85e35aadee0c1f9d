// kioskctl faults: the history of device faults, read from the trail.
#include "kiosk/ctl/commands.h"
#include "offline_cache/audit/fault_history.h"
#include "offline_cache/journal/read_only_store.h"

namespace kiosk::ctl {
namespace {

using base::Json;
using offline_cache::audit::FaultEntry;

constexpr std::int64_t kMostRecords = 10'000;

Json to_json(const FaultEntry& fault) {
  return {{"id", fault.id},
          {"device", fault.device},
          {"type", fault.type},
          {"severity", fault.severity},
          {"detail", fault.detail},
          {"since", base::to_rfc3339(fault.since)},
          {"until", fault.until ? Json(base::to_rfc3339(*fault.until)) : Json()},
          {"count", fault.count},
          {"cleared_by", fault.cleared_by}};
}

std::string to_line(const FaultEntry& fault) {
  std::string line = base::to_rfc3339(fault.since) + "  " + fault.device + "  " + fault.type + " (" +
                     fault.severity + ")  " + fault.id;
  line += fault.until ? "  until " + base::to_rfc3339(*fault.until) + " by " + fault.cleared_by : "  ACTIVE";
  if (!fault.detail.empty()) line += "  " + fault.detail;
  return line + "\n";
}

}  // namespace

base::Result<Answer> list_faults(const std::filesystem::path& state, const Words& arguments) {
  const auto store = offline_cache::journal::open_read_only(state);
  if (!store) return tl::unexpected(store.error());
  auto faults = offline_cache::audit::fault_history(*store->database, kMostRecords);
  if (!faults) return tl::unexpected(faults.error());
  const bool all = !arguments.empty() && arguments.front() == "--all";
  Answer answer{{{"faults", Json::array()}}, {}};
  for (const FaultEntry& fault : *faults) {
    if (!all && fault.until) continue;
    answer.json["faults"].push_back(to_json(fault));
    answer.text += to_line(fault);
  }
  if (answer.text.empty()) answer.text = all ? "no device ever had a fault\n" : "no device has a fault\n";
  return answer;
}

}  // namespace kiosk::ctl

// Putting the terminal's own state together.
#include "kiosk/app/surroundings_watch.h"

#include <algorithm>

#include "kiosk/base/secure_memory.h"

namespace kiosk::app {
namespace {

using drivers::contract::DeviceReport;
using flow::Surroundings;

Surroundings::Connectivity to_flow(central::Connectivity connectivity) {
  switch (connectivity) {
    case central::Connectivity::Online: return Surroundings::Connectivity::Online;
    case central::Connectivity::Degraded: return Surroundings::Connectivity::Degraded;
    case central::Connectivity::Offline: return Surroundings::Connectivity::Offline;
  }
  return Surroundings::Connectivity::Offline;
}

}  // namespace

Surroundings make_surroundings(const std::vector<DeviceReport>& devices, central::Connectivity connectivity,
                               bool queue_has_room, bool maintenance) {
  Surroundings surroundings{to_flow(connectivity), {}, queue_has_room, maintenance};
  for (const DeviceReport& device : devices) {
    if (device.usable())
      surroundings.usable_devices.emplace_back(drivers::contract::to_string(device.device_class));
  }
  std::sort(surroundings.usable_devices.begin(), surroundings.usable_devices.end());
  return surroundings;
}

std::string masked_detail(const std::vector<DeviceReport>& devices) {
  constexpr std::size_t kLongest = 300;
  std::string detail;
  for (const DeviceReport& device : devices) {
    for (const auto& fault : device.faults) {
      const std::string words = (detail.empty() ? "" : "; ") +
                                std::string(drivers::contract::to_string(device.device_class)) + ": " +
                                std::string(drivers::contract::to_string(fault.type));
      if (detail.size() + words.size() > kLongest) return detail;
      detail += words;
    }
  }
  return detail;
}

base::Json to_json(const DeviceReport& report) {
  base::Json faults = base::Json::array();
  for (const auto& fault : report.faults) faults.push_back(app::to_json(fault));
  base::Json supplies = base::Json::array();
  for (const auto& supply : report.supplies) {
    supplies.push_back({{"name", supply.name},
                        {"level", drivers::contract::to_string(supply.level)},
                        {"percent", supply.percent < 0 ? base::Json() : base::Json(supply.percent)},
                        {"count", supply.count < 0 ? base::Json() : base::Json(supply.count)}});
  }
  return {{"id", report.id.value},
          {"class", drivers::contract::to_string(report.device_class)},
          {"state", drivers::contract::to_string(report.state)},
          {"usable", report.usable()},
          {"model", report.model},
          {"serial_number", report.serial_number},
          {"faults", std::move(faults)},
          {"supplies", std::move(supplies)},
          {"capabilities", drivers::contract::to_json(report.capabilities)}};
}

base::Json to_json(const TerminalStatus& status) {
  base::Json devices = base::Json::array();
  for (const DeviceReport& device : status.devices) devices.push_back(to_json(device));
  return {{"terminal", status.terminal.value},
          {"version", KIOSK_VERSION},
          {"at", base::to_rfc3339(status.at)},
          {"connectivity", central::to_string(status.connectivity)},
          {"queue_has_room", status.queue_has_room},
          {"keys", status.key_protection},
          {"tls_key", status.tls_key},
          {"fees", status.fees},
          {"notices", status.notices},
          {"memory_locked", base::secure_memory_is_locked()},
          {"display", status.display},
          {"maintenance", status.maintenance},
          {"devices", std::move(devices)}};
}

base::Json to_json(const drivers::contract::DeviceFault& fault) {
  base::Json json{{"id", fault.id.to_string()},
                  {"device", fault.device.value},
                  {"type", drivers::contract::to_string(fault.type)},
                  {"severity", drivers::contract::to_string(fault.severity)},
                  {"detail", fault.detail},
                  {"since", base::to_rfc3339(fault.since)},
                  {"count", fault.count}};
  if (fault.cleared_by != drivers::contract::ClearedBy::Nobody) {
    json["cleared_by"] = drivers::contract::to_string(fault.cleared_by);
  }
  return json;
}

}  // namespace kiosk::app

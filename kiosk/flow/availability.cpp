// Whether a service can begin now, and how far a visit is.
#include <algorithm>

#include "kiosk/flow/flow_engine.h"

namespace kiosk::flow {
namespace {

template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
  return std::find(range.begin(), range.end(), value) != range.end();
}

/// The four stages that a citizen is told of.
int stage_of(StepKind kind) {
  switch (kind) {
    case StepKind::Notice:
    case StepKind::Identify:
    case StepKind::Confirm: return 1;
    case StepKind::Form:
    case StepKind::Scan:
    case StepKind::Promise:
    case StepKind::Sign:
    case StepKind::Review: return 2;
    case StepKind::Pay:
    case StepKind::Submit:
    case StepKind::Preview:
    case StepKind::Print:
    case StepKind::Receipt: return 3;
    case StepKind::Collect:
    case StepKind::Rate: return 4;
    default: return 0;
  }
}

}  // namespace

std::optional<Unavailable> why_unavailable(const catalog::ServiceDefinition& service,
                                           const settings::TerminalSettings& terminal,
                                           const Surroundings& surroundings) {
  if (!contains(terminal.services, service.id)) return Unavailable::NotHere;
  for (const std::string& device : service.devices) {
    if (!contains(surroundings.usable_devices, device)) return Unavailable::DeviceMissing;
  }
  const bool offline = surroundings.connectivity == Surroundings::Connectivity::Offline;
  if (service.offline == catalog::OfflinePolicy::Online) {
    return offline ? std::optional(Unavailable::CentreOffline) : std::nullopt;
  }
  return surroundings.queue_has_room ? std::nullopt : std::optional(Unavailable::QueueFull);
}

StepCount step_count(const Session& session) {
  if (session.service == nullptr) return {};
  const StepKind at = session.at == StepKind::Trouble ? session.trouble.at : session.at;
  const int stage = stage_of(at);
  return stage == 0 ? StepCount{} : StepCount{stage, 4};
}

}  // namespace kiosk::flow

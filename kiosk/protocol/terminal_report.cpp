// Writing a heartbeat and reading its answer.
#include "kiosk/protocol/terminal_report.h"

#include "kiosk/protocol/http_names.h"

namespace kiosk::protocol {

base::SecureBytes encode(const TerminalReport& report) {
  base::Json json = {{"version", kProtocolVersion},
                     {"idempotency_key", report.idempotency_key.value.to_string()},
                     {"terminal_id", report.terminal.value},
                     {"reported_at", base::to_rfc3339(report.reported_at)},
                     {"software", report.software},
                     {"configuration", report.configuration},
                     {"place", to_json(report.place)},
                     {"services", report.services},
                     {"blocked_services", base::Json::array()},
                     {"out_of_service", report.out_of_service},
                     {"devices", report.devices},
                     {"faults", base::Json::array()},
                     {"queued", report.queued}};
  for (const ReportedFault& fault : report.faults) {
    json["faults"].push_back({{"device", fault.device}, {"type", fault.type}, {"since", fault.since}});
  }
  if (report.head) json["audit_head"] = {{"sequence", report.head->sequence}, {"head", report.head->hash}};
  const std::string text = json.dump(-1, ' ', false, base::Json::error_handler_t::replace);
  return {text.begin(), text.end()};
}

base::Result<TerminalState> parse_terminal_state(std::string_view json) {
  return read_message<TerminalState>(json, "terminal-state", [](JsonReader& reader) {
    TerminalState state;
    state.idempotency_key = read_key(reader);
    state.terminal.value = reader.text("terminal_id", 32);
    state.seen_at = reader.text("seen_at", 40);
    if (!reader.has("reference_data")) return state;
    for (JsonReader& item : reader.objects("reference_data", 20)) {
      state.reference_data.push_back({item.text("name", 64), item.text("etag", 100)});
    }
    return state;
  });
}

base::Json to_json(const TerminalState& state) {
  base::Json published = base::Json::array();
  for (const PublishedVersion& version : state.reference_data) {
    published.push_back({{"name", version.name}, {"etag", version.etag}});
  }
  return {{"version", kProtocolVersion},
          {"idempotency_key", state.idempotency_key.value.to_string()},
          {"terminal_id", state.terminal.value},
          {"seen_at", state.seen_at},
          {"reference_data", std::move(published)}};
}

}  // namespace kiosk::protocol

// The registry of terminals.
#include "tests/central/service/registry_resource.h"

#include <algorithm>
#include <cmath>

#include "kiosk/protocol/http_names.h"
#include "tests/central/http/problem_response.h"
#include "tests/central/service/submission_check.h"

namespace tests::central {
namespace {

using kiosk::base::Json;
namespace protocol = kiosk::protocol;

double distance(const Json& a, const Json& b) {
  if (!a.contains("position") || !b.contains("position")) return 0.0;
  const auto between = [&](const char* axis) {
    return a["position"][axis].get<double>() - b["position"][axis].get<double>();
  };
  return std::hypot(between("east_m"), between("north_m"));
}

bool contains(const Json& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string state_of(const Json& report, bool silent, const std::string& service) {
  if (silent) return "silent";
  if (report["out_of_service"].get<bool>()) return "fault";
  if (service.empty()) return "working";
  const bool offers = contains(report["services"], service) && !contains(report["blocked_services"], service);
  return offers ? "working" : "fault";
}

}  // namespace

std::string query_value(const std::string& query, const std::string& name) {
  const std::string padded = "&" + query + "&";
  const std::size_t at = padded.find("&" + name + "=");
  if (at == std::string::npos) return {};
  const std::size_t from = at + name.size() + 2;
  return padded.substr(from, padded.find('&', from) - from);
}

Response RegistryResource::report(const Request& request, const std::string& terminal) {
  const auto message = check_message(request, contract_, protocol::kTerminalReportType, "TerminalReport");
  if (!message) return message.error();
  if (terminal != request.client_name) {
    return problem_response(ProblemType::TerminalMismatch, "the path is another terminal's", request);
  }
  const TerminalRecord record{terminal, message->body.value("audit_public_key", std::string()),
                              message->body.dump(), clock_.wall().since_epoch.count()};
  const bool first = !registry_.find(terminal).has_value();
  if (!registry_.report(record)) {
    return problem_response(ProblemType::KeyChanged, "the trail's key may only be changed by the centre",
                            request, "/audit_public_key");
  }
  const protocol::TerminalState state{
      message->key, {terminal}, kiosk::base::to_rfc3339(clock_.wall()), published_};
  return {first ? 201 : 200, std::string(protocol::kTerminalStateType), to_json(state).dump()};
}

Response RegistryResource::list(const Request& request) const {
  const std::string service = query_value(request.query, "service");
  const auto asking = registry_.find(query_value(request.query, "near"));
  const Json here = asking ? Json::parse(asking->report) : Json::object();
  std::vector<Json> terminals;
  for (const TerminalRecord& record : registry_.terminals()) {
    const Json report = Json::parse(record.report);
    const bool silent = clock_.wall().since_epoch.count() - record.seen_ms > kSilentAfter.count();
    Json entry = {{"terminal_id", record.terminal},
                  {"place", report["place"]},
                  {"state", state_of(report, silent, service)},
                  {"seen_at", kiosk::base::to_rfc3339({kiosk::base::Duration{record.seen_ms}})},
                  {"distance_m", static_cast<int>(std::lround(distance(here, report)))},
                  {"faults", report["faults"]}};
    terminals.push_back(std::move(entry));
  }
  std::stable_sort(terminals.begin(), terminals.end(), [](const Json& a, const Json& b) {
    const bool a_works = a["state"] == "working";
    const bool b_works = b["state"] == "working";
    return a_works != b_works ? a_works : a["distance_m"] < b["distance_m"];
  });
  const Json list = {{"version", protocol::kProtocolVersion}, {"terminals", terminals}};
  return {200, std::string(protocol::kTerminalListType), list.dump()};
}

}  // namespace tests::central

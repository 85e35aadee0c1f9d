// kioskctl audit and visit.
#include "kiosk/ctl/commands.h"
#include "offline_cache/audit/audit_log.h"
#include "offline_cache/audit/case_story.h"
#include "offline_cache/audit/chain_report.h"
#include "offline_cache/journal/read_only_store.h"
#include "offline_cache/outbox/receipt_number.h"
#include "offline_cache/visits/visit_record.h"

namespace kiosk::ctl {
namespace {

using base::Json;
using offline_cache::audit::StoredRecord;

constexpr std::int64_t kMostVisits = 200;

Json to_json(const StoredRecord& record) {
  return {{"sequence", record.sequence}, {"at", base::to_rfc3339(record.wall)},
          {"kind", record.kind},         {"session", record.session},
          {"case", record.case_number},  {"fields", stored_json(record.fields)}};
}

}  // namespace

base::Result<Answer> verify_audit(const std::filesystem::path& state, const Words&) {
  const auto store = offline_cache::journal::open_read_only(state);
  if (!store) return tl::unexpected(store.error());
  const auto report = offline_cache::audit::verify_chain(*store->database, store->audit_key);
  if (!report) return tl::unexpected(report.error());
  Answer answer;
  answer.json = {{"good", report->good()},         {"fault", offline_cache::audit::to_string(report->fault)},
                 {"first_bad", report->first_bad}, {"reason", report->reason},
                 {"records", report->records},     {"checkpoints", report->checkpoints}};
  answer.text = report->good() ? "the trail is unbroken: "
                               : "THE TRAIL IS BROKEN at record " + std::to_string(report->first_bad) + " (" +
                                     report->reason + "): ";
  answer.text += std::to_string(report->records) + " good records, " + std::to_string(report->checkpoints) +
                 " good checkpoints\n";
  answer.failed = !report->good();
  return answer;
}

base::Result<Answer> show_audit(const std::filesystem::path& state, const Words& arguments) {
  const auto number = offline_cache::outbox::read_receipt_number(arguments.at(0));
  if (!number) return base::fail(base::ErrorCode::InvalidArgument, "not a receipt number", arguments.at(0));
  const auto store = offline_cache::journal::open_read_only(state);
  if (!store) return tl::unexpected(store.error());
  const auto records = offline_cache::audit::records_of_case(*store->database, *number);
  if (!records) return tl::unexpected(records.error());
  if (records->empty()) return base::fail(base::ErrorCode::NotFound, "the trail knows no such case", *number);
  Answer answer{{{"story", Json::array()}, {"records", Json::array()}}, {}};
  // The same story that the citizen sees, and below it every record.
  for (const auto& event : offline_cache::audit::story_of(*records)) {
    answer.json["story"].push_back({{"what", event.word}, {"at", base::to_rfc3339(event.at)}});
    answer.text += base::to_rfc3339(event.at) + "  " + std::string(event.word) + "\n";
  }
  answer.text += "\n";
  for (const StoredRecord& record : *records) {
    answer.json["records"].push_back(to_json(record));
    answer.text += base::to_rfc3339(record.wall) + "  " + record.kind + "  " + record.fields + "\n";
  }
  return answer;
}

base::Result<Answer> list_visits(const std::filesystem::path& state, const Words&) {
  const auto store = offline_cache::journal::open_read_only(state);
  if (!store) return tl::unexpected(store.error());
  const auto sessions = offline_cache::visits::recorded_sessions(*store->database, kMostVisits);
  if (!sessions) return tl::unexpected(sessions.error());
  Answer answer{{{"sessions", Json::array()}}, {}};
  for (const base::SessionId& session : *sessions) {
    answer.json["sessions"].push_back(session.value.to_string());
    answer.text += session.value.to_string() + "\n";
  }
  return answer;
}

base::Result<Answer> export_visit(const std::filesystem::path& state, const Words& arguments) {
  const auto session = base::Uuid::parse(arguments.at(0));
  if (!session) return base::fail(base::ErrorCode::InvalidArgument, "not a session's id", arguments.at(0));
  const auto store = offline_cache::journal::open_read_only(state);
  if (!store) return tl::unexpected(store.error());
  auto text = offline_cache::visits::export_visit(*store->database, base::SessionId{*session});
  if (!text) return tl::unexpected(text.error());
  Answer answer{{{"record", *text}}, std::move(*text)};
  return answer;
}

}  // namespace kiosk::ctl

// Queries over the outbox.
#include "offline_cache/outbox/queue_view.h"

namespace offline_cache::outbox {
namespace {

using kiosk::base::Duration;
using kiosk::base::Result;
using kiosk::base::Uuid;

Result<std::optional<CaseSummary>> find_by(store::Database& database, const std::string& column,
                                           std::string_view value) {
  std::optional<CaseSummary> found;
  const auto take = [&found](const store::Statement& row) { found = read_summary(row); };
  const std::string sql =
      std::string("SELECT ") + kSummaryColumns + " FROM outbox_case WHERE " + column + "=?";
  if (auto done = database.each(sql, take, value); !done) return tl::unexpected(done.error());
  return found;
}

}  // namespace

const char* const kSummaryColumns =
    "sequence, idempotency_key, receipt_number, lane, state, attempts, session_id, service_id, terminal_id,"
    "applied_at_ms, updated_at_ms, schema_version, centre_receipt, last_error";

CaseSummary read_summary(const store::Statement& row) {
  CaseSummary summary;
  summary.sequence = row.integer(0);
  summary.key.value = Uuid::parse(row.text(1)).value_or(Uuid{});
  summary.receipt_number = row.text(2);
  summary.lane = row.text(3);
  summary.state = parse_case_state(row.text(4)).value_or(CaseState::NeedsClerk);
  summary.attempts = row.integer(5);
  summary.session.value = Uuid::parse(row.text(6)).value_or(Uuid{});
  summary.service.value = row.text(7);
  summary.terminal.value = row.text(8);
  summary.applied_at.since_epoch = Duration{row.integer(9)};
  summary.updated_at.since_epoch = Duration{row.integer(10)};
  summary.schema_version = row.integer(11);
  summary.centre_receipt = row.text(12);
  summary.last_error = row.text(13);
  return summary;
}

Result<std::optional<CaseSummary>> find_case(store::Database& database, std::string_view receipt_number) {
  return find_by(database, "receipt_number", receipt_number);
}

Result<std::optional<CaseSummary>> find_case(store::Database& database,
                                             const kiosk::base::IdempotencyKey& key) {
  return find_by(database, "idempotency_key", key.value.to_string());
}

Result<std::vector<CaseSummary>> list_cases(store::Database& database, const CaseFilter& filter) {
  std::vector<CaseSummary> cases;
  const auto take = [&cases](const store::Statement& row) { cases.push_back(read_summary(row)); };
  const std::string select = std::string("SELECT ") + kSummaryColumns + " FROM outbox_case WHERE sequence>?1";
  const std::string order = " ORDER BY sequence LIMIT ?2";
  const auto done = filter.state ? database.each(select + " AND state=?3" + order, take, filter.after,
                                                 filter.limit, to_string(*filter.state))
                                 : database.each(select + order, take, filter.after, filter.limit);
  if (!done) return tl::unexpected(done.error());
  return cases;
}

Result<std::vector<CaseSummary>> open_cases_of_lane(store::Database& database, std::string_view lane) {
  std::vector<CaseSummary> cases;
  const auto take = [&cases](const store::Statement& row) { cases.push_back(read_summary(row)); };
  const auto done = database.each(std::string("SELECT ") + kSummaryColumns +
                                      " FROM outbox_case INDEXED BY outbox_lane WHERE lane=?1 AND state IN "
                                      "('queued', 'sending', 'needs_clerk') ORDER BY sequence",
                                  take, lane);
  if (!done) return tl::unexpected(done.error());
  return cases;
}

Result<std::map<CaseState, std::int64_t>> count_cases(store::Database& database) {
  std::map<CaseState, std::int64_t> counts;
  for (const CaseState state : kCaseStates) counts[state] = 0;
  const auto take = [&counts](const store::Statement& row) {
    if (const auto state = parse_case_state(row.text(0))) counts[*state] = row.integer(1);
  };
  const auto done = database.each("SELECT state, count(*) FROM outbox_case GROUP BY state", take);
  if (!done) return tl::unexpected(done.error());
  return counts;
}

}  // namespace offline_cache::outbox

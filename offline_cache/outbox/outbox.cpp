// The outbox's state changes as SQL inside the caller's transaction.
#include "offline_cache/outbox/outbox.h"

#include <algorithm>
#include <vector>

#include "offline_cache/outbox/receipt_number.h"
#include "offline_cache/outbox/resealing.h"

namespace offline_cache::outbox {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::IdempotencyKey;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;
using store::Database;
using store::Transaction;

/// Binds sealed bytes to their row: they open nowhere else.
std::string place_of(const IdempotencyKey& key, std::string_view receipt_number,
                     std::int64_t schema_version) {
  return key.value.to_string() + '|' + std::string(receipt_number) + '|' + std::to_string(schema_version);
}

bool is_open(CaseState state) {
  return state == CaseState::Queued || state == CaseState::Sending || state == CaseState::NeedsClerk;
}

using SealedCase = SealedRow<CaseSummary>;

Result<std::optional<SealedCase>> first_due_case(Database& database, MonoTime now) {
  std::optional<SealedCase> found;
  const std::string sql =
      std::string("SELECT ") + kSummaryColumns +
      ", payload FROM outbox_case INDEXED BY outbox_due WHERE state='queued' AND head=1 AND due_ms<=? "
      "ORDER BY due_ms, sequence LIMIT 1";
  const auto take = [&found](const store::Statement& row) {
    constexpr int kPayloadColumn = 14;
    found = SealedCase{read_summary(row), row.blob(kPayloadColumn)};
  };
  if (auto done = database.each(sql, take, now.since_boot.count()); !done)
    return tl::unexpected(done.error());
  return found;
}

}  // namespace

/// One row of the table of allowed state changes.
struct Outbox::Move {
  CaseState to;
  std::vector<CaseState> from;
  std::string_view receipt{};  ///< written when not empty
  std::string_view error{};    ///< always written
  std::int64_t due_ms = 0;
  std::int64_t attempts = 0;  ///< added to the count of tries
  bool erases_payload = false;
};

Status Outbox::recover(Transaction& transaction) {
  Database& database = transaction.database();
  if (auto done = database.run("UPDATE outbox_case SET state='queued', due_ms=0 WHERE state='sending'");
      !done) {
    return done;
  }
  return database.run(
      "UPDATE outbox_case INDEXED BY outbox_due SET due_ms=0 "
      "WHERE state='queued' AND head=1 AND due_ms>0");
}

Result<std::string> Outbox::accept(Transaction& transaction, const NewCase& fresh) {
  if (fresh.lane.empty()) return fail(ErrorCode::InvalidArgument, "a case needs a lane");
  const auto now = clock_.wall();
  auto number = allocate_receipt_number(transaction, fresh.terminal, now);
  if (!number) return number;
  const auto payload = fresh.payload(*number);
  if (!payload) return tl::unexpected(payload.error());
  const auto sealed = sealer_.seal(*payload, place_of(fresh.key, *number, fresh.schema_version));
  if (!sealed) return tl::unexpected(sealed.error());
  const std::int64_t epoch = *kiosk::crypto::Sealer::epoch_of(*sealed);
  const std::int64_t now_ms = now.since_epoch.count();
  const auto stored = transaction.database().run(
      "INSERT INTO outbox_case (idempotency_key, receipt_number, lane, state, session_id, service_id, "
      "terminal_id,"
      "  applied_at_ms, updated_at_ms, schema_version, key_epoch, payload, head) "
      "VALUES (?1,?2,?3,'queued',?4,?5,?6,?7,?7,?8,?9,?10, NOT EXISTS (SELECT 1 FROM outbox_case "
      "  INDEXED BY outbox_lane WHERE lane=?3 AND state IN ('queued', 'sending', 'needs_clerk')))",
      fresh.key.value.to_string(), *number, fresh.lane, fresh.session.value.to_string(), fresh.service.value,
      fresh.terminal.value, now_ms, fresh.schema_version, epoch, std::span<const std::uint8_t>(*sealed));
  if (!stored) return tl::unexpected(stored.error());
  return number;
}

Result<std::optional<DueCase>> Outbox::next_due(Transaction& transaction) {
  Database& database = transaction.database();
  const auto on_the_line = database.integer("SELECT count(*) FROM outbox_case WHERE state='sending'");
  if (!on_the_line) return tl::unexpected(on_the_line.error());
  if (on_the_line->value_or(0) >= kMostLanesAtOnce) return std::nullopt;
  for (;;) {
    auto due = first_due_case(database, clock_.now());
    if (!due) return tl::unexpected(due.error());
    if (!*due) return std::nullopt;
    CaseSummary& summary = (*due)->summary;
    auto payload =
        sealer_.open((*due)->payload, place_of(summary.key, summary.receipt_number, summary.schema_version));
    if (payload) return DueCase{std::move(summary), std::move(*payload)};
    const auto parked = mark_needs_clerk(transaction, summary.key, "payload: " + payload.error().message);
    if (!parked) return tl::unexpected(parked.error());
  }
}

Result<std::optional<MonoTime>> Outbox::next_wake(Database& database) {
  const auto due = database.integer(
      "SELECT min(due_ms) FROM outbox_case INDEXED BY outbox_due WHERE state='queued' AND head=1");
  if (!due) return tl::unexpected(due.error());
  if (!*due) return std::nullopt;
  return MonoTime{kiosk::base::Duration{**due}};
}

Status Outbox::mark_sending(Transaction& transaction, const IdempotencyKey& key) {
  return move(transaction, key, {.to = CaseState::Sending, .from = {CaseState::Queued}, .attempts = 1});
}

Status Outbox::mark_accepted(Transaction& transaction, const IdempotencyKey& key,
                             std::string_view centre_receipt) {
  return move(transaction, key,
              {.to = CaseState::Accepted,
               .from = {CaseState::Queued, CaseState::Sending, CaseState::NeedsClerk},
               .receipt = centre_receipt,
               .erases_payload = true});
}

Status Outbox::mark_rejected(Transaction& transaction, const IdempotencyKey& key, std::string_view reason) {
  return move(transaction, key,
              {.to = CaseState::Rejected,
               .from = {CaseState::Queued, CaseState::Sending, CaseState::NeedsClerk},
               .error = reason});
}

Status Outbox::mark_needs_clerk(Transaction& transaction, const IdempotencyKey& key,
                                std::string_view reason) {
  return move(
      transaction, key,
      {.to = CaseState::NeedsClerk, .from = {CaseState::Queued, CaseState::Sending}, .error = reason});
}

Status Outbox::postpone(Transaction& transaction, const IdempotencyKey& key,
                        const Postponement& postponement) {
  return move(transaction, key,
              {.to = CaseState::Queued,
               .from = {CaseState::Sending},
               .error = postponement.error,
               .due_ms = (clock_.now() + postponement.delay).since_boot.count(),
               .attempts = postponement.sent == Sent::Never ? -1 : 0});
}

Status Outbox::requeue(Transaction& transaction, const IdempotencyKey& key) {
  return move(transaction, key, {.to = CaseState::Queued, .from = {CaseState::NeedsClerk}});
}

Status Outbox::withdraw(Transaction& transaction, const IdempotencyKey& key) {
  const auto found = find_case(transaction.database(), key);
  if (!found) return tl::unexpected(found.error());
  if (*found && (*found)->attempts > 0 && (*found)->state != CaseState::Withdrawn) {
    return fail(ErrorCode::Conflict, "the case was sent already: only the centre can undo it",
                (*found)->receipt_number);
  }
  return move(transaction, key,
              {.to = CaseState::Withdrawn,
               .from = {CaseState::Queued, CaseState::NeedsClerk},
               .erases_payload = true});
}

Status Outbox::move(Transaction& transaction, const IdempotencyKey& key, const Move& move) {
  const auto found = find_case(transaction.database(), key);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::NotFound, "no case has this key", key.value.to_string());
  const CaseState now = (*found)->state;
  const bool repeated = now == move.to && move.attempts == 0;
  if (repeated) return {};
  if (std::find(move.from.begin(), move.from.end(), now) == move.from.end()) {
    return fail(
        ErrorCode::Conflict,
        "a case that is " + std::string(to_string(now)) + " cannot become " + std::string(to_string(move.to)),
        (*found)->receipt_number);
  }
  return write(transaction.database(), **found, move);
}

Status Outbox::write(Database& database, const CaseSummary& found, const Move& move) {
  const auto updated = database.run(
      "UPDATE outbox_case SET state=?2, due_ms=?3, last_error=?4, updated_at_ms=?5, attempts=attempts+?6,"
      "  centre_receipt=CASE ?7 WHEN '' THEN centre_receipt ELSE ?7 END,"
      "  payload=CASE ?8 WHEN 1 THEN NULL ELSE payload END,"
      "  key_epoch=CASE ?8 WHEN 1 THEN NULL ELSE key_epoch END WHERE sequence=?1",
      found.sequence, to_string(move.to), move.due_ms, move.error, clock_.wall().since_epoch.count(),
      move.attempts, move.receipt, std::int64_t{move.erases_payload});
  if (!updated || is_open(move.to)) return updated;
  return promote(database, found.lane);
}

Result<std::int64_t> Outbox::reseal(Transaction& transaction, kiosk::crypto::KeyEpoch current,
                                    std::int64_t limit) {
  std::vector<SealedCase> old;
  const auto take = [&old](const store::Statement& row) {
    constexpr int kPayloadColumn = 14;
    old.push_back({read_summary(row), row.blob(kPayloadColumn)});
  };
  const std::string sql = std::string("SELECT ") + kSummaryColumns +
                          ", payload FROM outbox_case WHERE key_epoch<? ORDER BY sequence LIMIT ?";
  Database& database = transaction.database();
  if (auto done = database.each(sql, take, std::int64_t{current}, limit); !done) {
    return tl::unexpected(done.error());
  }
  const auto place = [](const CaseSummary& summary) {
    return place_of(summary.key, summary.receipt_number, summary.schema_version);
  };
  const auto write = [&](const CaseSummary& summary, std::span<const std::uint8_t> fresh) {
    return database.run("UPDATE outbox_case SET payload=?, key_epoch=? WHERE sequence=?", fresh,
                        std::int64_t{current}, summary.sequence);
  };
  return reseal_rows(sealer_, old, place, write);
}

/// The first open case of the lane becomes its head.
Status Outbox::promote(Database& database, const std::string& lane) {
  return database.run(
      "UPDATE outbox_case SET head=1 WHERE sequence=(SELECT sequence FROM outbox_case "
      "INDEXED BY outbox_lane WHERE lane=? AND state IN ('queued', 'sending', 'needs_clerk') ORDER BY "
      "sequence LIMIT 1)",
      lane);
}

}  // namespace offline_cache::outbox

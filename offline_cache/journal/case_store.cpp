// One transaction for each thing that happens.
#include "offline_cache/journal/case_store.h"

#include "kiosk/base/file.h"
#include "kiosk/crypto/digest.h"
#include "offline_cache/journal/schema.h"

namespace offline_cache::journal {

using audit::AuditRecord;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::IdempotencyKey;
using kiosk::base::Json;
using kiosk::base::Result;
using kiosk::base::Status;
using store::in_transaction;
using store::Transaction;

CaseStore::CaseStore(const CaseStoreOptions& options, const kiosk::base::Clock& clock,
                     kiosk::crypto::KeyRing ring, std::unique_ptr<kiosk::crypto::Signer> signer,
                     std::unique_ptr<store::Database> database)
    : page_limit_(options.page_limit),
      ring_(std::move(ring)),
      signer_(std::move(signer)),
      database_(std::move(database)),
      outbox_(sealer_, clock),
      audit_(options.terminal, options.boot_id, *signer_, clock),
      visits_(sealer_, clock) {}

Result<std::unique_ptr<CaseStore>> CaseStore::open(const CaseStoreOptions& options,
                                                   const kiosk::base::Clock& clock) {
  if (auto made = kiosk::base::make_folder(options.state, 0700); !made) return tl::unexpected(made.error());
  const StatePaths paths(options.state);
  if (auto there = check_keys_exist(paths); !there) return tl::unexpected(there.error());
  auto ring = kiosk::crypto::KeyRing::open_with_file(paths.keys);
  if (!ring) return tl::unexpected(ring.error());
  auto signer = kiosk::crypto::open_file_signer(paths.signing_key);
  if (!signer) return tl::unexpected(signer.error());
  const std::uint32_t hard_limit = options.page_limit > 0 ? options.page_limit + kReservePages : 0;
  auto database = store::Database::open(paths.database, {hard_limit, options.vfs});
  if (!database) return tl::unexpected(database.error());
  std::unique_ptr<CaseStore> opened(
      new CaseStore(options, clock, std::move(*ring), std::move(*signer), std::move(*database)));
  if (auto started = opened->start(); !started) return tl::unexpected(started.error());
  return opened;
}

Status CaseStore::start() {
  if (auto migrated = store::migrate_up(*database_, migrations()); !migrated) return migrated;
  if (auto fit = check_keys_fit(*database_, ring_); !fit) return fit;
  auto lane_key = ring_.named_key("lane");
  if (!lane_key) return tl::unexpected(lane_key.error());
  lane_key_ = std::move(*lane_key);
  auto digester = visits::StateDigester::open(ring_);
  if (!digester) return tl::unexpected(digester.error());
  digester_ = std::move(*digester);
  return in_transaction(*database_, [&](Transaction& transaction) -> Status {
    if (auto recovered = outbox_.recover(transaction); !recovered) return recovered;
    AuditRecord opened{"store.opened"};
    opened.fields = {{"keys", ring_.describe()}, {"key_epoch", ring_.current().epoch}};
    return write_step(transaction, {{opened}, {}});
  });
}

Result<AcceptedCase> CaseStore::accept_case(const outbox::NewCase& fresh, StepRecord step) {
  const auto known = outbox::find_case(*database_, fresh.key);
  if (!known) return tl::unexpected(known.error());
  if (*known) return AcceptedCase{fresh.key, (*known)->receipt_number, true};
  AuditRecord accepted{"case.accepted", fresh.session.value.to_string()};
  accepted.fields = {{"service", fresh.service.value}, {"key", fresh.key.value.to_string()}};
  step.audit.push_back(std::move(accepted));
  return in_transaction(*database_, [&](Transaction& transaction) -> Result<AcceptedCase> {
    auto number = outbox_.accept(transaction, fresh);
    if (!number) return tl::unexpected(number.error());
    for (AuditRecord& record : step.audit) record.case_number = *number;
    if (auto written = write_step(transaction, step); !written) return tl::unexpected(written.error());
    const auto percent = percent_used();
    if (!percent) return tl::unexpected(percent.error());
    if (*percent > 100) return fail(ErrorCode::Exhausted, "the store is full", database_->file().string());
    return AcceptedCase{fresh.key, std::move(*number), false};
  });
}

Status CaseStore::record(const StepRecord& step) {
  return in_transaction(*database_, [&](Transaction& transaction) { return write_step(transaction, step); });
}

Status CaseStore::write_step(Transaction& transaction, const StepRecord& step) {
  for (const AuditRecord& record : step.audit) {
    if (auto appended = audit_.append(transaction, record); !appended)
      return tl::unexpected(appended.error());
  }
  for (const visits::VisitEvent& event : step.visit) {
    if (auto appended = visits_.append(transaction, event); !appended) return appended;
  }
  return {};
}

std::string CaseStore::lane_of(std::string_view citizen, const kiosk::base::ServiceId& service) const {
  kiosk::base::SecureBytes matter(citizen.begin(), citizen.end());
  matter.push_back(0);
  matter.insert(matter.end(), service.value.begin(), service.value.end());
  constexpr std::size_t kHexDigits = 32;
  return kiosk::crypto::to_hex(kiosk::crypto::hmac_sha256(lane_key_, matter)).substr(0, kHexDigits);
}

Result<std::optional<outbox::DueCase>> CaseStore::next_due() {
  return in_transaction(*database_, [&](Transaction& transaction) { return outbox_.next_due(transaction); });
}

Result<std::optional<kiosk::base::MonoTime>> CaseStore::next_wake() { return outbox_.next_wake(*database_); }

Status CaseStore::mark_sending(const IdempotencyKey& key) {
  return in_transaction(*database_,
                        [&](Transaction& transaction) { return outbox_.mark_sending(transaction, key); });
}

Status CaseStore::postpone(const IdempotencyKey& key, const outbox::Postponement& postponement) {
  return in_transaction(
      *database_, [&](Transaction& transaction) { return outbox_.postpone(transaction, key, postponement); });
}

/// A change that decides something, with its record; a change that was made before leaves no second record.
template <class Change>
Status CaseStore::decide(const IdempotencyKey& key, const char* kind, Json fields, Change&& change) {
  return in_transaction(*database_, [&](Transaction& transaction) -> Status {
    const auto before = outbox::find_case(*database_, key);
    if (!before) return tl::unexpected(before.error());
    if (auto changed = change(transaction); !changed) return changed;
    const auto after = outbox::find_case(*database_, key);
    if (!after) return tl::unexpected(after.error());
    if (!*before || !*after || (*before)->state == (*after)->state) return {};
    AuditRecord record{kind, "", (*after)->receipt_number, std::move(fields)};
    record.fields["attempts"] = (*after)->attempts;
    return write_step(transaction, {{std::move(record)}, {}});
  });
}

Status CaseStore::mark_accepted(const IdempotencyKey& key, std::string_view centre_receipt) {
  const Json receipt = Json::parse(centre_receipt, nullptr, false);
  if (receipt.is_discarded()) {
    return fail(ErrorCode::InvalidArgument, "the centre's receipt is not JSON");
  }
  return decide(key, "case.delivered", {{"receipt", receipt}},
                [&](Transaction& t) { return outbox_.mark_accepted(t, key, centre_receipt); });
}

Status CaseStore::mark_rejected(const IdempotencyKey& key, std::string_view reason) {
  return decide(key, "case.rejected", {{"reason", reason}},
                [&](Transaction& t) { return outbox_.mark_rejected(t, key, reason); });
}

Status CaseStore::mark_needs_clerk(const IdempotencyKey& key, std::string_view reason) {
  return decide(key, "case.needs_clerk", {{"reason", reason}},
                [&](Transaction& t) { return outbox_.mark_needs_clerk(t, key, reason); });
}

Status CaseStore::requeue(const IdempotencyKey& key) {
  return decide(key, "case.requeued", Json::object(),
                [&](Transaction& t) { return outbox_.requeue(t, key); });
}

Status CaseStore::withdraw(const IdempotencyKey& key) {
  return decide(key, "case.withdrawn", Json::object(),
                [&](Transaction& t) { return outbox_.withdraw(t, key); });
}

Result<audit::ChainReport> CaseStore::verify_trail() {
  return audit::verify_chain(*database_, signer_->public_key());
}

Result<std::string> CaseStore::export_visit(const kiosk::base::SessionId& session) {
  return visits::export_visit(*database_, session);
}

Result<bool> CaseStore::has_room() {
  return percent_used().map([](std::int64_t percent) { return percent < kFullPercent; });
}

Result<std::int64_t> CaseStore::percent_used() {
  if (page_limit_ == 0) return 0;
  return database_->usage().map(
      [this](const store::DatabaseUsage& usage) { return usage.pages_used * 100 / page_limit_; });
}

Status CaseStore::settle() {
  const auto signed_head =
      in_transaction(*database_, [&](Transaction& transaction) { return audit_.checkpoint(transaction); });
  if (!signed_head) return signed_head;
  return database_->checkpoint();
}

}  // namespace offline_cache::journal

// One transaction for each thing that happens.
#include "offline_cache/journal/case_store.h"

#include "offline_cache/journal/durably.h"

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
      visit_ballast_(options.state / "ballast.visit", options.visit_ballast),
      drain_ballast_(options.state / "ballast.drain", options.drain_ballast),
      ring_(std::move(ring)),
      signer_(std::move(signer)),
      database_(std::move(database)),
      sealer_(ring_, options.profile),
      outbox_(sealer_, clock),
      messages_(sealer_, clock),
      audit_({options.terminal, options.boot_id, options.profile}, *signer_, clock),
      visits_(sealer_, clock),
      rotation_(KeyRotation::Rooms{ring_, outbox_, attachments_, messages_}, options.rotation, clock) {}

Result<std::unique_ptr<CaseStore>> CaseStore::open(const CaseStoreOptions& options,
                                                   const kiosk::base::Clock& clock) {
  if (auto made = kiosk::base::make_folder(options.state, 0700); !made) return tl::unexpected(made.error());
  const StatePaths paths(options.state);
  if (auto there = check_keys_exist(paths); !there) return tl::unexpected(there.error());
  if (auto made = kiosk::base::make_folder(paths.keys, 0700); !made) return tl::unexpected(made.error());
  auto guard = options.protect(paths.keys);
  if (!guard) return tl::unexpected(guard.error());
  auto ring = kiosk::crypto::KeyRing::open(paths.keys, std::move(guard->wrapper));
  if (!ring) return tl::unexpected(ring.error());
  const std::uint32_t hard_limit = options.page_limit > 0 ? options.page_limit + kReservePages : 0;
  auto database = store::Database::open(paths.database, {hard_limit, options.vfs});
  if (!database) return tl::unexpected(database.error());
  std::unique_ptr<CaseStore> opened(
      new CaseStore(options, clock, std::move(*ring), std::move(guard->signer), std::move(*database)));
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
  if (auto known = rotation_.open(*database_); !known) return known;
  return durably(drain_ballast_, [&](Transaction& transaction) -> Status {
    if (auto recovered = outbox_.recover(transaction); !recovered) return recovered;
    if (auto recovered = messages_.recover(transaction); !recovered) return recovered;
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
  if (!fresh.attachments.empty()) accepted.fields["attachments"] = fresh.attachments.size();
  step.audit.push_back(std::move(accepted));
  return durably(visit_ballast_, [&](Transaction& transaction) -> Result<AcceptedCase> {
    auto number = outbox_.accept(transaction, fresh);
    if (!number) return tl::unexpected(number.error());
    if (auto stored = store_case(transaction, fresh, *number, step); !stored) {
      return tl::unexpected(stored.error());
    }
    return AcceptedCase{fresh.key, std::move(*number), false};
  });
}

/// What belongs to a case besides its own row.
Status CaseStore::store_case(Transaction& transaction, const outbox::NewCase& fresh,
                             const std::string& number, StepRecord& step) {
  for (const outbox::NewAttachment& attachment : fresh.attachments) {
    if (auto added = attachments_.add(transaction, fresh.key, attachment); !added) return added;
  }
  for (AuditRecord& record : step.audit) record.case_number = number;
  if (auto written = write_step(transaction, step); !written) return written;
  const auto percent = percent_used();
  if (!percent) return tl::unexpected(percent.error());
  if (*percent <= 100) return {};
  return fail(ErrorCode::Exhausted, "the store is full", database_->file().string());
}

Status CaseStore::record(const StepRecord& step) {
  return durably(drain_ballast_, [&](Transaction& transaction) { return write_step(transaction, step); });
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

Result<audit::ChainReport> CaseStore::verify_trail() {
  return audit::verify_chain(*database_, signer_->public_key());
}

Result<std::string> CaseStore::export_visit(const kiosk::base::SessionId& session) {
  return visits::export_visit(*database_, session);
}

Result<bool> CaseStore::has_room() {
  const auto percent = percent_used();
  if (!percent) return tl::unexpected(percent.error());
  return *percent < kFullPercent && drain_ballast_.take().has_value() && visit_ballast_.take().has_value();
}

Result<std::int64_t> CaseStore::percent_used() {
  if (page_limit_ == 0) return 0;
  return database_->usage().map(
      [this](const store::DatabaseUsage& usage) { return usage.pages_used * 100 / page_limit_; });
}

Result<std::optional<audit::SignedHead>> CaseStore::sign_head() {
  const auto signed_head =
      durably(drain_ballast_, [&](Transaction& transaction) { return audit_.checkpoint(transaction); });
  if (!signed_head) return tl::unexpected(signed_head.error());
  return audit::newest_checkpoint(*database_);
}

Status CaseStore::settle() {
  if (auto signed_head = sign_head(); !signed_head) return tl::unexpected(signed_head.error());
  auto moved = database_->checkpoint();
  const bool full = !moved && moved.error().code == ErrorCode::Exhausted;
  if (full && drain_ballast_.release()) moved = database_->checkpoint();
  if (!moved) return moved;
  // What is not there now is asked for again before the next visit begins (has_room).
  static_cast<void>(drain_ballast_.take());
  static_cast<void>(visit_ballast_.take());
  return rotation_.run(*database_);
}

Status CaseStore::note_change(const std::string& what, const std::string& value) {
  return durably(drain_ballast_, [&](Transaction& transaction) -> Status {
    const auto former = read_fact(*database_, what);
    if (!former) return tl::unexpected(former.error());
    if (*former == value) return {};
    if (auto noted = write_fact(*database_, what, value); !noted) return noted;
    AuditRecord changed{what + ".changed"};
    changed.fields = {{"from", former->value_or("")}, {"to", value}};
    return write_step(transaction, {{std::move(changed)}, {}});
  });
}

}  // namespace offline_cache::journal

// What becomes of a stored case, each decision with its record.
#include <algorithm>

#include "offline_cache/journal/durably.h"

namespace offline_cache::journal {

using audit::AuditRecord;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::IdempotencyKey;
using kiosk::base::Json;
using kiosk::base::Result;
using kiosk::base::Status;
using store::Transaction;

Result<std::optional<outbox::DueCase>> CaseStore::next_due() {
  return durably(drain_ballast_, [&](Transaction& transaction) { return outbox_.next_due(transaction); });
}

Result<std::optional<kiosk::base::MonoTime>> CaseStore::next_wake() {
  const auto one = outbox_.next_wake(*database_);
  if (!one) return one;
  const auto other = messages_.next_wake(*database_);
  if (!other) return other;
  if (!*one || !*other) return *one ? *one : *other;
  return std::min(**one, **other);
}

Status CaseStore::mark_sending(const IdempotencyKey& key) {
  return durably(drain_ballast_,
                 [&](Transaction& transaction) { return outbox_.mark_sending(transaction, key); });
}

Status CaseStore::postpone(const IdempotencyKey& key, const outbox::Postponement& postponement) {
  return in_transaction(
      *database_, [&](Transaction& transaction) { return outbox_.postpone(transaction, key, postponement); });
}

/// A change that decides something, with its record; a change that was made before leaves no second record.
template <class Change>
Status CaseStore::decide(const IdempotencyKey& key, const char* kind, Json fields, Change&& change) {
  return durably(drain_ballast_, [&](Transaction& transaction) -> Status {
    const auto before = outbox::find_case(*database_, key);
    if (!before) return tl::unexpected(before.error());
    if (auto changed = change(transaction); !changed) return changed;
    const auto after = outbox::find_case(*database_, key);
    if (!after) return tl::unexpected(after.error());
    if (!*before || !*after || (*before)->state == (*after)->state) return {};
    const bool open =
        (*after)->state == outbox::CaseState::Queued || (*after)->state == outbox::CaseState::NeedsClerk;
    if (!open) {
      if (auto let_go = messages_.release(transaction, (*after)->receipt_number); !let_go) return let_go;
    }
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
  return decide(key, "case.delivered", {{"receipt", receipt}}, [&](Transaction& t) {
    return outbox_.mark_accepted(t, key, centre_receipt).and_then([&] { return attachments_.erase(t, key); });
  });
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
  return decide(key, "case.withdrawn", Json::object(), [&](Transaction& t) {
    return outbox_.withdraw(t, key).and_then([&] { return attachments_.erase(t, key); });
  });
}

}  // namespace offline_cache::journal

// Attachments of cases and messages besides cases.
#include "offline_cache/journal/durably.h"

namespace offline_cache::journal {

using audit::AuditRecord;
using kiosk::base::IdempotencyKey;
using kiosk::base::Result;
using kiosk::base::Status;
using outbox::MessageSummary;
using store::Transaction;

namespace {

AuditRecord record_of(const char* kind, const MessageSummary& message) {
  AuditRecord record{kind};
  // A rating's subject is its case; a trouble's number is told as a field.
  if (message.kind == outbox::MessageKind::Rating) record.case_number = message.subject;
  record.fields = {
      {"message", to_string(message.kind)}, {"subject", message.subject}, {"attempts", message.attempts}};
  return record;
}

}  // namespace

Result<std::optional<outbox::AttachmentSummary>> CaseStore::next_attachment(const IdempotencyKey& case_key) {
  return attachments_.next_unsent(*database_, case_key);
}

Result<std::optional<AttachmentPart>> CaseStore::next_part(const IdempotencyKey& key) {
  const auto missing = attachments_.missing_parts(*database_, key);
  if (!missing) return tl::unexpected(missing.error());
  if (missing->empty()) return std::nullopt;
  auto bytes = attachments_.read_part(*database_, key, missing->front());
  if (!bytes) return tl::unexpected(bytes.error());
  return AttachmentPart{missing->front(), std::move(*bytes)};
}

Status CaseStore::note_held(const IdempotencyKey& key, const std::vector<std::int64_t>& held) {
  return durably(drain_ballast_, [&](Transaction& t) { return attachments_.note_held(t, key, held); });
}

Status CaseStore::post_message(const outbox::NewMessage& message) {
  return durably(drain_ballast_, [&](Transaction& t) { return messages_.post(t, message); });
}

Result<std::optional<outbox::DueMessage>> CaseStore::take_message() {
  return durably(drain_ballast_, [&](Transaction& t) { return messages_.take_due(t); });
}

Status CaseStore::message_delivered(const MessageSummary& message) {
  return durably(drain_ballast_, [&](Transaction& t) -> Status {
    if (auto marked = messages_.mark_delivered(t, message); !marked) return marked;
    // A record of each witnessed head would be a new head to be witnessed, without end.
    if (message.kind == outbox::MessageKind::Witness) return {};
    return write_step(t, {{record_of("message.delivered", message)}, {}});
  });
}

Status CaseStore::postpone_message(const MessageSummary& message, const outbox::Postponement& postponement) {
  return durably(drain_ballast_,
                 [&](Transaction& t) { return messages_.postpone(t, message, postponement); });
}

Status CaseStore::park_message(const MessageSummary& message, std::string_view reason) {
  return durably(drain_ballast_, [&](Transaction& t) -> Status {
    if (auto parked = messages_.park(t, message, reason); !parked) return parked;
    AuditRecord record = record_of("message.parked", message);
    record.fields["reason"] = reason;
    return write_step(t, {{std::move(record)}, {}});
  });
}

}  // namespace offline_cache::journal

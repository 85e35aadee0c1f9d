// Payments: what was asked is on the disk before anybody can pay it.
#include "offline_cache/journal/durably.h"

namespace offline_cache::journal {

using audit::AuditRecord;
using kiosk::base::Result;
using kiosk::base::Status;
using store::Transaction;

namespace {

AuditRecord payment_record(const PaymentNote& note) {
  AuditRecord record{"payment." + note.state};
  record.fields = {{"payment", note.number}, {"service", note.service.value}, {"fen", note.fen}};
  return record;
}

}  // namespace

Status CaseStore::note_payment(const PaymentNote& note) {
  return durably(drain_ballast_, [&](Transaction& t) -> Status {
    const auto same = t.database().integer("SELECT 1 FROM payment WHERE number = ? AND state = ?",
                                           std::string_view(note.number), std::string_view(note.state));
    if (!same) return tl::unexpected(same.error());
    if (*same) return {};
    const auto written = t.database().run(
        "INSERT INTO payment (number, payment_key, service, fen, state, noted_at_ms, settled) "
        "VALUES (?,?,?,?,?,?,?) ON CONFLICT (number) DO UPDATE SET payment_key = excluded.payment_key, "
        "state = excluded.state, noted_at_ms = excluded.noted_at_ms, settled = excluded.settled",
        std::string_view(note.number), std::string_view(note.key.value.to_string()),
        std::string_view(note.service.value), note.fen, std::string_view(note.state),
        note.noted_at.since_epoch.count(), std::int64_t{note.settled ? 1 : 0});
    if (!written) return written;
    return write_step(t, {{payment_record(note)}, {}});
  });
}

Status CaseStore::close_payment(const std::string& number, const outbox::NewMessage& message) {
  return durably(drain_ballast_, [&](Transaction& t) -> Status {
    const auto written =
        t.database().run("UPDATE payment SET state = 'closing' WHERE number = ?", std::string_view(number));
    if (!written) return written;
    AuditRecord record{"payment.closing"};
    record.fields = {{"payment", number}};
    if (auto noted = write_step(t, {{std::move(record)}, {}}); !noted) return noted;
    return messages_.post(t, message);
  });
}

Result<std::vector<PaymentNote>> CaseStore::open_payments() {
  std::vector<PaymentNote> notes;
  const auto take = [&notes](const store::Statement& row) {
    PaymentNote note;
    note.number = row.text(0);
    note.key.value = kiosk::base::Uuid::parse(row.text(1)).value_or(kiosk::base::Uuid{});
    note.service.value = row.text(2);
    note.fen = row.integer(3);
    note.state = row.text(4);
    notes.push_back(std::move(note));
  };
  const auto read = database_->each(
      "SELECT number, payment_key, service, fen, state FROM payment WHERE settled = 0 ORDER BY noted_at_ms",
      take);
  if (!read) return tl::unexpected(read.error());
  return notes;
}

}  // namespace offline_cache::journal

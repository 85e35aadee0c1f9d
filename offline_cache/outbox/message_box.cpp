// Messages besides cases as SQL inside the caller's transaction.
#include "offline_cache/outbox/message_box.h"
#include "offline_cache/outbox/resealing.h"

#include <array>

namespace offline_cache::outbox {
namespace {

using kiosk::base::IdempotencyKey;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;
using store::Database;
using store::Transaction;

constexpr std::array kKinds{MessageKind::Trouble, MessageKind::Rating, MessageKind::PaymentClose,
                            MessageKind::Witness};
constexpr const char* kColumns = "idempotency_key, kind, subject, state, attempts, last_error";

/// Binds sealed bytes to their row: they open nowhere else.
std::string place_of(const IdempotencyKey& key, MessageKind kind) {
  return "message|" + key.value.to_string() + '|' + std::string(to_string(kind));
}

MessageSummary read_message(const store::Statement& row) {
  MessageSummary message;
  message.key.value = kiosk::base::Uuid::parse(row.text(0)).value_or(kiosk::base::Uuid{});
  message.kind = parse_message_kind(row.text(1)).value_or(MessageKind::Trouble);
  message.subject = row.text(2);
  message.state = row.text(3);
  message.attempts = row.integer(4);
  message.last_error = row.text(5);
  return message;
}

using SealedMessage = SealedRow<MessageSummary>;

Result<std::optional<SealedMessage>> first_due_message(Database& database, MonoTime now) {
  std::optional<SealedMessage> found;
  const std::string sql = std::string("SELECT ") + kColumns +
                          ", payload FROM outbox_message INDEXED BY outbox_message_due "
                          "WHERE state='queued' AND due_ms<=? ORDER BY due_ms, sequence LIMIT 1";
  const auto take = [&found](const store::Statement& row) {
    constexpr int kPayloadColumn = 6;
    found = SealedMessage{read_message(row), row.blob(kPayloadColumn)};
  };
  if (auto done = database.each(sql, take, now.since_boot.count()); !done)
    return tl::unexpected(done.error());
  return found;
}

/// A rating of a case that is still on its way must wait for it.
Result<bool> waits_for_case(Database& database, const NewMessage& message) {
  if (message.kind != MessageKind::Rating) return false;
  return database
      .integer(
          "SELECT count(*) FROM outbox_case WHERE receipt_number=? AND state IN ('queued', 'sending', "
          "'needs_clerk')",
          message.subject)
      .map([](const std::optional<std::int64_t>& count) { return count.value_or(0) > 0; });
}

/// The newer head of the trail says all that the older one said: an unsent older one goes.
Status drop_unsent_heads(Database& database, const NewMessage& message) {
  if (message.kind != MessageKind::Witness) return {};
  return database.run(
      "DELETE FROM outbox_message WHERE kind='witness' AND state='queued' AND attempts=0 AND "
      "idempotency_key<>?",
      message.key.value.to_string());
}

}  // namespace

std::string_view to_string(MessageKind kind) {
  switch (kind) {
    case MessageKind::Trouble: return "trouble";
    case MessageKind::Rating: return "rating";
    case MessageKind::PaymentClose: return "payment-close";
    case MessageKind::Witness: return "witness";
  }
  return "unknown";
}

std::optional<MessageKind> parse_message_kind(std::string_view text) {
  for (const MessageKind kind : kKinds) {
    if (to_string(kind) == text) return kind;
  }
  return std::nullopt;
}

Status MessageBox::recover(Transaction& transaction) {
  return transaction.database().execute(
      "UPDATE outbox_message SET state='queued' WHERE state='sending';"
      "UPDATE outbox_message SET state='queued' WHERE state='held' AND NOT EXISTS (SELECT 1 FROM outbox_case "
      "  WHERE receipt_number=subject AND outbox_case.state IN ('queued', 'sending', 'needs_clerk'));"
      "UPDATE outbox_message SET due_ms=0 WHERE state='queued' AND due_ms>0");
}

Status MessageBox::post(Transaction& transaction, const NewMessage& message) {
  Database& database = transaction.database();
  if (auto dropped = drop_unsent_heads(database, message); !dropped) return dropped;
  const auto waits = waits_for_case(database, message);
  if (!waits) return tl::unexpected(waits.error());
  const auto sealed = sealer_.seal(message.payload, place_of(message.key, message.kind));
  if (!sealed) return tl::unexpected(sealed.error());
  return database.run(
      "INSERT INTO outbox_message (idempotency_key, kind, subject, state, made_at_ms, key_epoch, payload) "
      "VALUES (?,?,?,?,?,?,?) ON CONFLICT (idempotency_key) DO NOTHING",
      message.key.value.to_string(), to_string(message.kind), message.subject,
      std::string_view(*waits ? "held" : "queued"), clock_.wall().since_epoch.count(),
      std::int64_t{*kiosk::crypto::Sealer::epoch_of(*sealed)}, std::span<const std::uint8_t>(*sealed));
}

Status MessageBox::release(Transaction& transaction, std::string_view receipt_number) {
  return transaction.database().run(
      "UPDATE outbox_message INDEXED BY outbox_message_held SET state='queued', due_ms=0 "
      "WHERE subject=? AND state='held'",
      receipt_number);
}

Result<std::optional<DueMessage>> MessageBox::take_due(Transaction& transaction) {
  Database& database = transaction.database();
  for (;;) {
    auto due = first_due_message(database, clock_.now());
    if (!due) return tl::unexpected(due.error());
    if (!*due) return std::nullopt;
    MessageSummary& summary = (*due)->summary;
    auto payload = sealer_.open((*due)->payload, place_of(summary.key, summary.kind));
    if (!payload) {
      const auto parked = park(transaction, summary, "payload: " + payload.error().message);
      if (!parked) return tl::unexpected(parked.error());
      continue;
    }
    const auto marked =
        database.run("UPDATE outbox_message SET state='sending', attempts=attempts+1 WHERE idempotency_key=?",
                     summary.key.value.to_string());
    if (!marked) return tl::unexpected(marked.error());
    ++summary.attempts;
    return DueMessage{std::move(summary), std::move(*payload)};
  }
}

Result<std::optional<MonoTime>> MessageBox::next_wake(Database& database) {
  const auto due = database.integer(
      "SELECT min(due_ms) FROM outbox_message INDEXED BY outbox_message_due WHERE state='queued'");
  if (!due) return tl::unexpected(due.error());
  if (!*due) return std::nullopt;
  return MonoTime{kiosk::base::Duration{**due}};
}

Status MessageBox::mark_delivered(Transaction& transaction, const MessageSummary& message) {
  const std::string sql =
      message.kind == MessageKind::Witness
          ? "DELETE FROM outbox_message WHERE idempotency_key=?"
          : "UPDATE outbox_message SET state='delivered', payload=NULL, key_epoch=NULL, last_error='' "
            "WHERE idempotency_key=?";
  return transaction.database().run(sql, message.key.value.to_string());
}

Status MessageBox::postpone(Transaction& transaction, const MessageSummary& message,
                            const Postponement& postponement) {
  return transaction.database().run(
      "UPDATE outbox_message SET state='queued', due_ms=?2, last_error=?3, attempts=attempts-?4 "
      "WHERE idempotency_key=?1 AND state='sending'",
      message.key.value.to_string(), (clock_.now() + postponement.delay).since_boot.count(),
      postponement.error, std::int64_t{postponement.sent == Sent::Never});
}

Status MessageBox::park(Transaction& transaction, const MessageSummary& message, std::string_view reason) {
  return transaction.database().run(
      "UPDATE outbox_message SET state='parked', last_error=?2 WHERE idempotency_key=?1 AND "
      "state IN ('queued', 'sending')",
      message.key.value.to_string(), reason);
}

Result<std::int64_t> MessageBox::reseal(Transaction& transaction, kiosk::crypto::KeyEpoch current,
                                        std::int64_t limit) {
  std::vector<SealedMessage> old;
  const auto take = [&old](const store::Statement& row) {
    constexpr int kPayloadColumn = 6;
    old.push_back({read_message(row), row.blob(kPayloadColumn)});
  };
  const std::string sql = std::string("SELECT ") + kColumns +
                          ", payload FROM outbox_message WHERE key_epoch<? ORDER BY sequence LIMIT ?";
  Database& database = transaction.database();
  if (auto done = database.each(sql, take, std::int64_t{current}, limit); !done) {
    return tl::unexpected(done.error());
  }
  const auto place = [](const MessageSummary& message) { return place_of(message.key, message.kind); };
  const auto write = [&](const MessageSummary& message, std::span<const std::uint8_t> fresh) {
    return database.run("UPDATE outbox_message SET payload=?, key_epoch=? WHERE idempotency_key=?", fresh,
                        std::int64_t{current}, message.key.value.to_string());
  };
  return reseal_rows(sealer_, old, place, write);
}

Result<std::vector<MessageSummary>> list_messages(Database& database, std::int64_t limit) {
  std::vector<MessageSummary> messages;
  const auto take = [&messages](const store::Statement& row) { messages.push_back(read_message(row)); };
  const std::string sql = std::string("SELECT ") + kColumns +
                          " FROM outbox_message WHERE state<>'delivered' ORDER BY sequence LIMIT ?";
  if (auto done = database.each(sql, take, limit); !done) return tl::unexpected(done.error());
  return messages;
}

}  // namespace offline_cache::outbox

// Outbox: cases wait here, sealed, until the centre's answer is on the disk.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/sealer.h"
#include "offline_cache/outbox/attachment_store.h"
#include "offline_cache/outbox/queue_view.h"
#include "offline_cache/store/transaction.h"

namespace offline_cache::outbox {

/// A case as the flow hands it over.
struct NewCase {
  kiosk::base::IdempotencyKey key;  ///< made once, before this call; the same on every try, for ever
  kiosk::base::TerminalId terminal;
  kiosk::base::SessionId session;
  kiosk::base::ServiceId service;
  std::string lane;                 ///< order is kept inside one lane; a keyed hash, nothing personal
  std::int64_t schema_version = 1;  ///< of the payload
  /// Encodes the message once its receipt number is known: the number is given in the transaction that stores
  /// it.
  std::function<kiosk::base::Result<kiosk::base::SecureBytes>(const std::string& receipt_number)> payload;
  std::vector<NewAttachment> attachments{};  ///< scans; they go before the case
};

/// Whether the centre may have the message of a try that failed.
enum class Sent {
  Never,  ///< certainly no byte of it left: the try does not count, the citizen may still take the case back
  Maybe,
};

/// What a failed try leaves behind.
struct Postponement {
  kiosk::base::Duration delay{};
  std::string error{};  ///< for technicians; never personal data
  Sent sent = Sent::Maybe;
};

/// A case whose turn has come, with its payload in clear.
struct DueCase {
  CaseSummary summary;
  kiosk::base::SecureBytes payload;
};

/// At most this many cases are on the line at once, each of another lane.
inline constexpr int kMostLanesAtOnce = 8;

/// State changes of cases. Sequence numbers order, monotonic time makes things due, wall time is only written
/// down: a clock that jumps changes nothing. A case leaves only by the centre's decision, a clerk's or,
/// before it was ever sent, the citizen's; no number of failures does it. Storage thread only.
class Outbox {
 public:
  /// The sealer and the clock must outlive the outbox.
  Outbox(const kiosk::crypto::Sealer& sealer, const kiosk::base::Clock& clock)
      : sealer_(sealer), clock_(clock) {}

  /// Once after opening the file: what was on the line is queued again, and everything is due at once,
  /// because monotonic times of another boot mean nothing.
  kiosk::base::Status recover(store::Transaction& transaction);

  /// Stores the case and returns its receipt number. AlreadyExists when the key is known.
  kiosk::base::Result<std::string> accept(store::Transaction& transaction, const NewCase& fresh);

  /// The oldest due case that is the first of its lane; nothing when none is due or the line is full.
  /// A payload that does not open parks its lane (NeedsClerk) and the next one is taken.
  kiosk::base::Result<std::optional<DueCase>> next_due(store::Transaction& transaction);
  /// When the next postponed case becomes due; nothing when none waits. In the past when one is due now.
  kiosk::base::Result<std::optional<kiosk::base::MonoTime>> next_wake(store::Database& database);

  /// Queued -> Sending; counts the attempt. Commit before the first byte goes out.
  kiosk::base::Status mark_sending(store::Transaction& transaction, const kiosk::base::IdempotencyKey& key);
  /// The centre has it: keeps the receipt (JSON text without personal data), erases the payload. Repeating is
  /// fine.
  kiosk::base::Status mark_accepted(store::Transaction& transaction, const kiosk::base::IdempotencyKey& key,
                                    std::string_view centre_receipt);
  /// The centre decided against it. The sealed payload stays for a clerk.
  kiosk::base::Status mark_rejected(store::Transaction& transaction, const kiosk::base::IdempotencyKey& key,
                                    std::string_view reason);
  /// A person must look. Parks the lane.
  kiosk::base::Status mark_needs_clerk(store::Transaction& transaction,
                                       const kiosk::base::IdempotencyKey& key, std::string_view reason);
  /// Trouble on the way: Sending -> Queued, due after the delay. Uses nothing up.
  kiosk::base::Status postpone(store::Transaction& transaction, const kiosk::base::IdempotencyKey& key,
                               const Postponement& postponement);
  /// NeedsClerk -> Queued, due at once: the clerk has removed the reason.
  kiosk::base::Status requeue(store::Transaction& transaction, const kiosk::base::IdempotencyKey& key);
  /// The citizen takes it back. Conflict when it was ever sent: then only the centre can undo it.
  kiosk::base::Status withdraw(store::Transaction& transaction, const kiosk::base::IdempotencyKey& key);
  /// Seals payloads of epochs before the current one anew, oldest first, at most `limit`; gives their number.
  kiosk::base::Result<std::int64_t> reseal(store::Transaction& transaction, kiosk::crypto::KeyEpoch current,
                                           std::int64_t limit);

 private:
  struct Move;
  kiosk::base::Status move(store::Transaction& transaction, const kiosk::base::IdempotencyKey& key,
                           const Move& move);
  kiosk::base::Status write(store::Database& database, const CaseSummary& found, const Move& move);
  kiosk::base::Status promote(store::Database& database, const std::string& lane);

  const kiosk::crypto::Sealer& sealer_;
  const kiosk::base::Clock& clock_;
};

}  // namespace offline_cache::outbox

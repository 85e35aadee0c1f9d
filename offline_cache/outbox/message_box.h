// MessageBox: small messages besides cases that must reach the centre too: troubles, ratings, witness heads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/sealer.h"
#include "offline_cache/outbox/outbox.h"
#include "offline_cache/store/transaction.h"

namespace offline_cache::outbox {

enum class MessageKind {
  Trouble,  ///< a failure's number and kind
  Rating,   ///< a citizen's rating; waits until its case was decided: before that the centre cannot know it
  PaymentClose,  ///< a service was not done: its payment ends, and what was paid goes back
  Witness,  ///< the signed head of the trail; a newer one replaces one that was never sent
};

/// As stored: "trouble", "rating", "payment-close", "witness".
std::string_view to_string(MessageKind kind);
std::optional<MessageKind> parse_message_kind(std::string_view text);

struct NewMessage {
  kiosk::base::IdempotencyKey key;  ///< made once; the same on every try
  MessageKind kind{};
  std::string subject;                 ///< the number that it is about; nothing personal
  kiosk::base::SecureBytes payload{};  ///< the encoded body
};

/// All of a message but its payload.
struct MessageSummary {
  kiosk::base::IdempotencyKey key;
  MessageKind kind{};
  std::string subject;
  std::string state;  ///< "held", "queued", "sending", "delivered", "parked"
  std::int64_t attempts = 0;
  std::string last_error;
};

struct DueMessage {
  MessageSummary summary;
  kiosk::base::SecureBytes payload;
};

/// Each message is a lane of its own: one that the centre refuses is parked and stops no other. No number of
/// failures removes one. Storage thread only; sealer and clock must outlive the box.
class MessageBox {
 public:
  MessageBox(const kiosk::crypto::Sealer& sealer, const kiosk::base::Clock& clock)
      : sealer_(sealer), clock_(clock) {}

  /// Once after opening the file: what was on the line is queued again, all is due at once, and ratings whose
  /// case was decided meanwhile (by a release that knew no messages) are let go.
  kiosk::base::Status recover(store::Transaction& transaction);
  /// A key that is known changes nothing.
  kiosk::base::Status post(store::Transaction& transaction, const NewMessage& message);
  /// Lets the messages go that waited for this case.
  kiosk::base::Status release(store::Transaction& transaction, std::string_view receipt_number);

  /// The oldest due message, marked as on the line; nothing when none is due. One that does not open is
  /// parked.
  kiosk::base::Result<std::optional<DueMessage>> take_due(store::Transaction& transaction);
  kiosk::base::Result<std::optional<kiosk::base::MonoTime>> next_wake(store::Database& database);
  /// The centre has it: the payload is erased; a witness's row goes, the others' stay. Repeating is fine.
  kiosk::base::Status mark_delivered(store::Transaction& transaction, const MessageSummary& message);
  kiosk::base::Status postpone(store::Transaction& transaction, const MessageSummary& message,
                               const Postponement& postponement);
  /// The centre will not have it: kept for a technician.
  kiosk::base::Status park(store::Transaction& transaction, const MessageSummary& message,
                           std::string_view reason);
  /// Seals messages of epochs before the current one anew, oldest first, at most `limit`; gives their number.
  kiosk::base::Result<std::int64_t> reseal(store::Transaction& transaction, kiosk::crypto::KeyEpoch current,
                                           std::int64_t limit);

 private:
  const kiosk::crypto::Sealer& sealer_;
  const kiosk::base::Clock& clock_;
};

/// Messages that the centre has not got, oldest first. Needs no key.
kiosk::base::Result<std::vector<MessageSummary>> list_messages(store::Database& database, std::int64_t limit);

}  // namespace offline_cache::outbox

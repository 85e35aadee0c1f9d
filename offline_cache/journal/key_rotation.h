// KeyRotation: new data keys in time, and the end of keys that hold nothing more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/crypto/key_ring.h"
#include "offline_cache/outbox/attachment_store.h"
#include "offline_cache/outbox/message_box.h"
#include "offline_cache/outbox/outbox.h"

namespace offline_cache::journal {

struct RotationPolicy {
  /// A new epoch begins each day and when so many cases that wait are sealed with the current key.
  std::int64_t most_cases = 1000;
  /// At most so many rows of each table are sealed anew at once.
  std::int64_t rows_at_once = 64;
};

/// An epoch ends when the day changes or its key has sealed enough. Personal parts of visits are erased with
/// the end of their epoch; payloads that still wait (for the centre, for a clerk) are sealed anew with the
/// current key; then the epoch's key is destroyed, and with it every copy of what it sealed: in the log, in
/// copies of the file, in freed blocks of the disk. A wall clock that jumps only begins an epoch too early.
/// Storage thread only; call between visits.
class KeyRotation {
 public:
  struct Rooms {
    kiosk::crypto::KeyRing& ring;
    outbox::Outbox& cases;
    outbox::AttachmentStore& attachments;
    outbox::MessageBox& messages;
  };
  KeyRotation(Rooms rooms, RotationPolicy policy, const kiosk::base::Clock& clock)
      : rooms_(rooms), policy_(policy), clock_(clock) {}

  /// Once after the migrations: notes the day of the first epoch.
  kiosk::base::Status open(store::Database& database);
  kiosk::base::Status run(store::Database& database);

 private:
  kiosk::base::Result<bool> is_time(store::Database& database);
  kiosk::base::Status begin_epoch(store::Database& database);
  kiosk::base::Result<std::int64_t> empty_old_epochs(store::Database& database);
  kiosk::base::Status destroy_empty_epochs(store::Database& database);

  Rooms rooms_;
  RotationPolicy policy_;
  const kiosk::base::Clock& clock_;
};

/// What the terminal remembers of itself in the database: "release", "configuration", "key-epoch-day".
kiosk::base::Result<std::optional<std::string>> read_fact(store::Database& database, const std::string& name);
kiosk::base::Status write_fact(store::Database& database, const std::string& name, const std::string& value);

}  // namespace offline_cache::journal

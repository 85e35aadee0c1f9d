// The record of a visit: each event with its public part in clear and its personal part sealed, ready for
// replay.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/sealer.h"
#include "offline_cache/store/transaction.h"

namespace offline_cache::visits {

/// One event as the flow saw it.
struct VisitEvent {
  kiosk::base::SessionId session;
  std::string kind;  ///< "touched", "card.read", …
  kiosk::base::Json public_fields = kiosk::base::Json::object();
  kiosk::base::SecureBytes personal{};  ///< empty when the event carries nothing personal
  std::string state_digest{};  ///< StateDigester's of the session after the event; replay must meet it
};

/// An event read back.
struct RecordedEvent {
  std::int64_t sequence = 0;  ///< from 1 within the visit
  kiosk::base::WallTime wall;
  VisitEvent event;
};

/// Digests a session's canonical bytes with a key of this terminal: the digest lies in clear beside the
/// sealed part, and a plain hash would let ID numbers be guessed. Immutable; any thread.
class StateDigester {
 public:
  static kiosk::base::Result<StateDigester> open(kiosk::crypto::KeyRing& ring);
  /// 64 hexadecimal digits.
  std::string digest(std::span<const std::uint8_t> canonical_state) const;

 private:
  explicit StateDigester(kiosk::base::SecureBytes key) : key_(std::move(key)) {}
  kiosk::base::SecureBytes key_;
};

/// Storage thread only. The sealer and the clock must outlive the recorder.
class VisitRecorder {
 public:
  VisitRecorder(const kiosk::crypto::Sealer& sealer, const kiosk::base::Clock& clock)
      : sealer_(sealer), clock_(clock) {}
  kiosk::base::Status append(store::Transaction& transaction, const VisitEvent& event);

 private:
  const kiosk::crypto::Sealer& sealer_;
  const kiosk::base::Clock& clock_;
};

/// The visit as text: a header line and one line of JSON for each event, personal parts still sealed
/// (base64). NotFound when nothing is recorded of this session. Needs no key.
kiosk::base::Result<std::string> export_visit(store::Database& database,
                                              const kiosk::base::SessionId& session);

/// Reads such text back and opens the sealed parts. Errors name `name`:line. Refuses a gap in the sequence
/// and a personal part that does not belong to its line.
kiosk::base::Result<std::vector<RecordedEvent>> parse_visit(std::string_view text, const std::string& name,
                                                            const kiosk::crypto::Sealer& sealer);

/// The sessions that have a record, newest first.
kiosk::base::Result<std::vector<kiosk::base::SessionId>> recorded_sessions(store::Database& database,
                                                                           std::int64_t limit);

/// Erases the personal parts of a visit; its public events stay.
kiosk::base::Status erase_personal(store::Transaction& transaction, const kiosk::base::SessionId& session);

extern const char* const kTablesUp;
extern const char* const kTablesDown;

}  // namespace offline_cache::visits

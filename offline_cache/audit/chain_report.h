// Verification: walks the whole chain and says which record was changed, moved, removed or cut off.
#pragma once

#include <optional>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/crypto/signing_key.h"
#include "offline_cache/audit/audit_log.h"

namespace offline_cache::audit {

enum class ChainFault {
  None,
  Changed,     ///< a record's content is not the one of its hash, or a stretch was rewritten
  Reordered,   ///< a record stands at another place than it was written at
  Missing,     ///< records were removed from the middle or the start
  Cut,         ///< the end is gone
  Checkpoint,  ///< a checkpoint's signature is not the terminal's
};

std::string_view to_string(ChainFault fault);

struct ChainReport {
  ChainFault fault = ChainFault::None;
  std::int64_t first_bad = 0;  ///< sequence of the first record that is wrong or missing; 0 when all is well
  std::string reason;          ///< one sentence for people
  std::int64_t records = 0;    ///< good records walked
  std::int64_t checkpoints = 0;  ///< good checkpoints met
  bool good() const { return fault == ChainFault::None; }
};

/// Walks the chain in constant memory. An Error only when the database cannot be read. `witness` is a head
/// that the centre kept: without one, an attacker who removes the last records, the checkpoints over them and
/// sets the stored head back is not found.
kiosk::base::Result<ChainReport> verify_chain(store::Database& database, const kiosk::crypto::PublicKey& key,
                                              const std::optional<AuditHead>& witness = {});

}  // namespace offline_cache::audit

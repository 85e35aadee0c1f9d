// AuditLog: appends to the trail and signs its head.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"
#include "kiosk/crypto/signing_key.h"
#include "offline_cache/audit/audit_record.h"
#include "offline_cache/store/transaction.h"

namespace offline_cache::audit {

/// A checkpoint is signed after this many records without being asked.
inline constexpr std::int64_t kRecordsPerCheckpoint = 64;

/// The end of the chain; the centre keeps it as a witness.
struct AuditHead {
  std::int64_t sequence = 0;  ///< 0 for an empty trail
  kiosk::crypto::Digest hash{};
};

/// Whose trail it is, which start of the machine writes it, and with which hash.
struct TrailIdentity {
  kiosk::base::TerminalId terminal;
  std::string boot_id;
  kiosk::crypto::CryptoProfile profile = kiosk::crypto::CryptoProfile::International;
};

/// A head that was signed: what the centre keeps as a witness.
struct SignedHead {
  AuditHead head;
  kiosk::base::TerminalId terminal;
  kiosk::base::WallTime signed_at;
  std::string key_id;
  kiosk::crypto::Bytes signature;  ///< over `checkpoint_message`
  kiosk::crypto::CryptoProfile profile = kiosk::crypto::CryptoProfile::International;  ///< of the record
};

/// Storage thread only. The chain's head is read from the database at each append, so a transaction that is
/// rolled back leaves no trace in this object.
class AuditLog {
 public:
  /// The signer and the clock must outlive the log.
  AuditLog(TrailIdentity identity, kiosk::crypto::Signer& signer, const kiosk::base::Clock& clock)
      : identity_(std::move(identity)), signer_(signer), clock_(clock) {}

  /// Chains one record as part of the caller's transaction and returns its sequence.
  kiosk::base::Result<std::int64_t> append(store::Transaction& transaction, const AuditRecord& record);
  /// Signs the head. Does nothing when it is signed already or the trail is empty.
  kiosk::base::Status checkpoint(store::Transaction& transaction);

 private:
  kiosk::base::Status sign(store::Database& database, const AuditHead& head);

  TrailIdentity identity_;
  kiosk::crypto::Signer& signer_;
  const kiosk::base::Clock& clock_;
};

kiosk::base::Result<AuditHead> read_head(store::Database& database);
/// The newest signed checkpoint; nothing before the first.
kiosk::base::Result<std::optional<SignedHead>> newest_checkpoint(store::Database& database);
/// The story of a case: its own records and those of the visit that made it, in order.
kiosk::base::Result<std::vector<StoredRecord>> records_of_case(store::Database& database,
                                                               std::string_view case_number);
kiosk::base::Result<std::vector<StoredRecord>> records_of_session(store::Database& database,
                                                                  std::string_view session);
/// The kernel's id of this start of the machine; "unknown" where it gives none.
std::string read_boot_id();

}  // namespace offline_cache::audit

// AuditLog: appends to the trail and signs its head.
#pragma once

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

/// Storage thread only. The chain's head is read from the database at each append, so a transaction that is
/// rolled back leaves no trace in this object.
class AuditLog {
 public:
  /// The signer and the clock must outlive the log. `boot_id` names this start of the machine.
  AuditLog(kiosk::base::TerminalId terminal, std::string boot_id, kiosk::crypto::Signer& signer,
           const kiosk::base::Clock& clock)
      : terminal_(std::move(terminal)), boot_id_(std::move(boot_id)), signer_(signer), clock_(clock) {}

  /// Chains one record as part of the caller's transaction and returns its sequence.
  kiosk::base::Result<std::int64_t> append(store::Transaction& transaction, const AuditRecord& record);
  /// Signs the head. Does nothing when it is signed already or the trail is empty.
  kiosk::base::Status checkpoint(store::Transaction& transaction);

 private:
  kiosk::base::Status sign(store::Database& database, const AuditHead& head);

  kiosk::base::TerminalId terminal_;
  std::string boot_id_;
  kiosk::crypto::Signer& signer_;
  const kiosk::base::Clock& clock_;
};

kiosk::base::Result<AuditHead> read_head(store::Database& database);
/// The story of a case: its own records and those of the visit that made it, in order.
kiosk::base::Result<std::vector<StoredRecord>> records_of_case(store::Database& database,
                                                               std::string_view case_number);
kiosk::base::Result<std::vector<StoredRecord>> records_of_session(store::Database& database,
                                                                  std::string_view session);
/// The kernel's id of this start of the machine; "unknown" where it gives none.
std::string read_boot_id();

}  // namespace offline_cache::audit

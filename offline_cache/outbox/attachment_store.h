// AttachmentStore: scans of a case, sealed in parts, sent part by part until the centre has them all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/sealer.h"
#include "offline_cache/store/transaction.h"

namespace offline_cache::outbox {

/// Bytes of every part but the last: what the line to the centre carries in one body.
inline constexpr std::size_t kPartBytes = 48U << 10;

/// A scan as the flow hands it over with its case.
struct NewAttachment {
  kiosk::base::IdempotencyKey key;  ///< one for the attachment and all of its parts, the same on every try
  std::string name;                 ///< the material's word in the service; nothing personal
  std::string media_type;           ///< "image/jpeg"
  kiosk::base::SecureBytes content;
};

/// All of an attachment but its bytes.
struct AttachmentSummary {
  kiosk::base::IdempotencyKey key;
  kiosk::base::IdempotencyKey case_key;
  std::string name;
  std::string media_type;
  std::int64_t bytes = 0;
  std::int64_t parts = 0;  ///< numbered from 1
  std::int64_t parts_sent = 0;
  kiosk::crypto::Digest digest{};  ///< SHA-256 of the whole
  bool is_sent() const { return parts_sent == parts; }
};

/// Storage thread only; the sealer must outlive the store.
class AttachmentStore {
 public:
  explicit AttachmentStore(const kiosk::crypto::Sealer& sealer) : sealer_(sealer) {}

  /// InvalidArgument for an empty attachment, AlreadyExists for a known key.
  kiosk::base::Status add(store::Transaction& transaction, const kiosk::base::IdempotencyKey& case_key,
                          const NewAttachment& attachment);
  /// The first attachment of the case that the centre has not whole; nothing when it has them all.
  kiosk::base::Result<std::optional<AttachmentSummary>> next_unsent(
      store::Database& database, const kiosk::base::IdempotencyKey& case_key);
  /// Numbers of the parts that the centre has not confirmed, ascending.
  kiosk::base::Result<std::vector<std::int64_t>> missing_parts(store::Database& database,
                                                               const kiosk::base::IdempotencyKey& key);
  /// A part in clear, checked against its digest. InvalidData when it does not open or is not what was
  /// stored.
  kiosk::base::Result<kiosk::base::SecureBytes> read_part(store::Database& database,
                                                          const kiosk::base::IdempotencyKey& key,
                                                          std::int64_t number);
  /// What the centre says it holds: those parts are sent, all others are missing (again).
  kiosk::base::Status note_held(store::Transaction& transaction, const kiosk::base::IdempotencyKey& key,
                                const std::vector<std::int64_t>& held);
  /// Erases the bytes of all attachments of a case; digests and names stay.
  kiosk::base::Status erase(store::Transaction& transaction, const kiosk::base::IdempotencyKey& case_key);
  /// Seals parts of epochs before the current one anew, at most `limit`; gives their number.
  kiosk::base::Result<std::int64_t> reseal(store::Transaction& transaction, kiosk::crypto::KeyEpoch current,
                                           std::int64_t limit);

 private:
  kiosk::base::Status add_part(store::Database& database, const kiosk::base::IdempotencyKey& key,
                               std::int64_t number, std::span<const std::uint8_t> bytes);

  const kiosk::crypto::Sealer& sealer_;
};

/// The attachments of a case in the order of their keys. Needs no secret.
kiosk::base::Result<std::vector<AttachmentSummary>> attachments_of(
    store::Database& database, const kiosk::base::IdempotencyKey& case_key);

}  // namespace offline_cache::outbox

// CaseStore: the one owner of the terminal's database. What happened is on the disk before the screen says
// so.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/base/thread_role.h"
#include "kiosk/crypto/key_protection.h"
#include "offline_cache/audit/chain_report.h"
#include "offline_cache/journal/key_rotation.h"
#include "offline_cache/outbox/message_box.h"
#include "offline_cache/outbox/outbox.h"
#include "offline_cache/store/ballast.h"
#include "offline_cache/visits/visit_record.h"

namespace offline_cache::journal {

struct CaseStoreOptions {
  std::filesystem::path state;  ///< made with mode 0700 when it is not there
  kiosk::base::TerminalId terminal;
  std::string boot_id = audit::read_boot_id();
  /// Pages of 4096 bytes that cases and visits may fill (512 MiB); 0 is no limit. kReservePages more are kept
  /// for delivering, deciding and recording, so that a full store can always drain.
  std::uint32_t page_limit = 131'072;
  std::string vfs{};  ///< see store::DatabaseOptions
  kiosk::crypto::CryptoProfile profile = kiosk::crypto::CryptoProfile::International;
  /// Who guards the keys: files, or a TPM (kiosk/tpm).
  kiosk::crypto::OpenKeyProtection protect = kiosk::crypto::open_file_protection;
  /// Disk space that is really taken: the first for a case that was begun, the second for delivering,
  /// deciding and recording. 0: none, for tests.
  std::int64_t visit_ballast = 16 << 20;
  std::int64_t drain_ballast = 4 << 20;
  RotationPolicy rotation{};
};

/// What one step of a visit, a device or a technician leaves behind.
struct StepRecord {
  std::vector<audit::AuditRecord> audit{};
  std::vector<visits::VisitEvent> visit{};
};

struct AcceptedCase {
  kiosk::base::IdempotencyKey key;
  std::string receipt_number;
  bool known_before = false;  ///< the key was stored by an earlier call: nothing was written now
};

/// A payment as the terminal knows it.
struct PaymentNote {
  std::string number;  ///< the centre's
  kiosk::base::IdempotencyKey key;
  kiosk::base::ServiceId service;
  std::int64_t fen = 0;
  std::string state;     ///< the centre's word
  bool settled = false;  ///< nothing can become of it any more
  kiosk::base::WallTime noted_at{};
};

/// Above this share of the page limit no new visit may begin that could end in the queue.
inline constexpr int kFullPercent = 80;

/// What a part of an attachment needs to be sent.
struct AttachmentPart {
  std::int64_t number = 0;  ///< from 1
  kiosk::base::SecureBytes bytes;
};

/// 16 MiB beyond the page limit: enough to decide every case of a full store and to record it.
inline constexpr std::uint32_t kReservePages = 4096;

/// Each function that writes is one transaction and one flush, with its audit records inside. Storage thread
/// only: the integrator runs it on a strand; the class itself knows no threads. The clock must outlive it.
class CaseStore {
 public:
  /// Opens keys and database, migrates, queues again what was on the line and records "store.opened".
  /// Errors name the file: Conflict (another process owns it), InvalidData (damaged, foreign keys), NotFound
  /// (keys gone), PermissionDenied, Exhausted, Unsupported (a later release's file).
  static kiosk::base::Result<std::unique_ptr<CaseStore>> open(const CaseStoreOptions& options,
                                                              const kiosk::base::Clock& clock)
      KIOSK_ON(kiosk::base::kStorageThread);
  CaseStore(const CaseStore&) = delete;
  CaseStore& operator=(const CaseStore&) = delete;

  /// The case, its receipt number, the given records (their case number is filled in) and "case.accepted".
  /// When it returns a value, the case survives a power cut. A key that is known returns its first receipt
  /// number. Exhausted at the page limit.
  kiosk::base::Result<AcceptedCase> accept_case(const outbox::NewCase& fresh, StepRecord step)
      KIOSK_ON(kiosk::base::kStorageThread);
  /// Everything of the step or nothing of it.
  kiosk::base::Status record(const StepRecord& step) KIOSK_ON(kiosk::base::kStorageThread);
  /// The lane of a citizen's matter: a keyed hash, so that nobody can guess ID numbers from the queue file.
  std::string lane_of(std::string_view citizen, const kiosk::base::ServiceId& service) const
      KIOSK_ON(kiosk::base::kStorageThread);

  /// See Outbox for the meaning of these.
  kiosk::base::Result<std::optional<outbox::DueCase>> next_due() KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Result<std::optional<kiosk::base::MonoTime>> next_wake() KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Status mark_sending(const kiosk::base::IdempotencyKey& key)
      KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Status postpone(const kiosk::base::IdempotencyKey& key,
                               const outbox::Postponement& postponement)
      KIOSK_ON(kiosk::base::kStorageThread);
  /// These also record "case.delivered", "case.rejected", "case.needs_clerk", "case.requeued",
  /// "case.withdrawn".
  kiosk::base::Status mark_accepted(const kiosk::base::IdempotencyKey& key, std::string_view centre_receipt)
      KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Status mark_rejected(const kiosk::base::IdempotencyKey& key, std::string_view reason)
      KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Status mark_needs_clerk(const kiosk::base::IdempotencyKey& key, std::string_view reason)
      KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Status requeue(const kiosk::base::IdempotencyKey& key) KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Status withdraw(const kiosk::base::IdempotencyKey& key) KIOSK_ON(kiosk::base::kStorageThread);

  /// Scans of a case: the first that the centre has not whole, its next missing part, and what the centre
  /// says that it holds. The case itself is sent when there is no unsent attachment left.
  kiosk::base::Result<std::optional<outbox::AttachmentSummary>> next_attachment(
      const kiosk::base::IdempotencyKey& case_key) KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Result<std::optional<AttachmentPart>> next_part(const kiosk::base::IdempotencyKey& key)
      KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Status note_held(const kiosk::base::IdempotencyKey& key, const std::vector<std::int64_t>& held)
      KIOSK_ON(kiosk::base::kStorageThread);

  /// Messages besides cases, see MessageBox. Posting records nothing; parking a message records
  /// "message.parked", delivering one that is no witness "message.delivered".
  kiosk::base::Status post_message(const outbox::NewMessage& message) KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Result<std::optional<outbox::DueMessage>> take_message() KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Status message_delivered(const outbox::MessageSummary& message)
      KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Status postpone_message(const outbox::MessageSummary& message,
                                       const outbox::Postponement& postponement)
      KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Status park_message(const outbox::MessageSummary& message, std::string_view reason)
      KIOSK_ON(kiosk::base::kStorageThread);

  /// Notes a payment before its code is shown, and each change after it, with "payment.<state>" in the trail.
  /// The same state again changes nothing.
  kiosk::base::Status note_payment(const PaymentNote& note) KIOSK_ON(kiosk::base::kStorageThread);
  /// The state and the message that closes it, in one transaction.
  kiosk::base::Status close_payment(const std::string& number, const outbox::NewMessage& message)
      KIOSK_ON(kiosk::base::kStorageThread);
  /// Payments that the centre has not settled, the oldest first: to be asked for after a power cut.
  kiosk::base::Result<std::vector<PaymentNote>> open_payments() KIOSK_ON(kiosk::base::kStorageThread);

  /// Records "<what>.changed" with the former and the new value when the value is another than last time:
  /// the release, the digest of the configuration.
  kiosk::base::Status note_change(const std::string& what, const std::string& value)
      KIOSK_ON(kiosk::base::kStorageThread);

  /// For the queries of outbox/queue_view.h, audit/audit_log.h, audit/chain_report.h and
  /// visits/visit_record.h.
  store::Database& database() KIOSK_ON(kiosk::base::kStorageThread) { return *database_; }
  const kiosk::crypto::Sealer& sealer() const { return sealer_; }
  /// For VisitEvent::state_digest. Any thread.
  const visits::StateDigester& digester() const { return *digester_; }
  kiosk::base::Result<audit::ChainReport> verify_trail() KIOSK_ON(kiosk::base::kStorageThread);
  kiosk::base::Result<std::string> export_visit(const kiosk::base::SessionId& session)
      KIOSK_ON(kiosk::base::kStorageThread);
  /// False above kFullPercent, and when the disk has not the space in reserve that a case needs: take
  /// queueable services off the screen before a citizen begins. A case that is begun while this is true can
  /// be stored.
  kiosk::base::Result<bool> has_room() KIOSK_ON(kiosk::base::kStorageThread);
  /// Who protects the keys: "file" or "tpm".
  std::string key_protection() const { return ring_.describe(); }

  /// At least every 60 s while there was something to record: signs the trail's head and gives the newest
  /// signed one, for the centre as witness.
  kiosk::base::Result<std::optional<audit::SignedHead>> sign_head() KIOSK_ON(kiosk::base::kStorageThread);
  /// For moments without a visitor: signs the head, moves the WAL into the file, takes the space in reserve
  /// again, begins a new key epoch when it is time and destroys the keys of epochs that hold nothing more.
  kiosk::base::Status settle() KIOSK_ON(kiosk::base::kStorageThread);

 private:
  CaseStore(const CaseStoreOptions& options, const kiosk::base::Clock& clock, kiosk::crypto::KeyRing ring,
            std::unique_ptr<kiosk::crypto::Signer> signer, std::unique_ptr<store::Database> database);
  kiosk::base::Status start();
  /// One transaction; on a full disk once more without this ballast.
  template <class Work>
  auto durably(store::Ballast& ballast, Work&& work) -> decltype(work(std::declval<store::Transaction&>()));
  kiosk::base::Status store_case(store::Transaction& transaction, const outbox::NewCase& fresh,
                                 const std::string& number, StepRecord& step);
  /// Share of the page limit that is used; 0 without a limit.
  kiosk::base::Result<std::int64_t> percent_used();
  kiosk::base::Status write_step(store::Transaction& transaction, const StepRecord& step);
  template <class Change>
  kiosk::base::Status decide(const kiosk::base::IdempotencyKey& key, const char* kind,
                             kiosk::base::Json fields, Change&& change);

  std::uint32_t page_limit_;
  store::Ballast visit_ballast_;
  store::Ballast drain_ballast_;
  kiosk::crypto::KeyRing ring_;
  kiosk::base::SecureBytes lane_key_;
  std::optional<visits::StateDigester> digester_;  ///< always there after open
  std::unique_ptr<kiosk::crypto::Signer> signer_;
  std::unique_ptr<store::Database> database_;
  kiosk::crypto::Sealer sealer_;
  outbox::Outbox outbox_;
  outbox::AttachmentStore attachments_{sealer_};
  outbox::MessageBox messages_;
  audit::AuditLog audit_;
  visits::VisitRecorder visits_;
  KeyRotation rotation_;
};

}  // namespace offline_cache::journal

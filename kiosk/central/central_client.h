// CentralClient: what the terminal asks the centre, one blocking call each.
#pragma once

#include <stop_token>
#include <string>

#include "kiosk/central/connectivity.h"
#include "kiosk/central/http_connection.h"
#include "kiosk/central/outcome.h"
#include "kiosk/crypto/sm2_signer.h"
#include "kiosk/protocol/case_progress.h"
#include "kiosk/protocol/case_story.h"
#include "kiosk/protocol/service_information.h"
#include "kiosk/protocol/terminal_report.h"

namespace kiosk::central {

/// A configuration as it came, or the word that the known one is still the last.
struct ConfigurationAnswer {
  bool modified = false;
  std::string etag;  ///< to be given with the next question
  std::string text;  ///< the JSON as it came, for the snapshot; empty when not modified
  protocol::Configuration configuration;
};

/// A text as it came, or the word that the known one is still the last.
struct FetchedText {
  bool modified = false;
  std::string etag;
  std::string text;  ///< empty when not modified
};

/// Owned by the network strand and called there only: every call blocks until the answer, the deadline of the
/// settings or the stop token. Holds one kept connection.
class CentralClient {
 public:
  /// InvalidArgument or NotFound for settings that cannot work.
  static base::Result<CentralClient> create(const CentralSettings& settings);

  /// Nothing is left to say: the kept connection and what its buffers remember are given up.
  void hang_up() { connection_.close(); }

  /// Sends an encoded CaseSubmission. Call it again with the same bytes and key after Busy and PathFault.
  SubmitOutcome submit(const base::SecureBytes& body, const base::IdempotencyKey& key, std::stop_token stop);
  struct Submission {
    std::span<const std::uint8_t> body;  ///< must outlive the call
    base::IdempotencyKey key;
  };
  /// Several side by side on the one connection. `submitted` is called for each as soon as it is decided,
  /// with its place in the list; returns after the last.
  using Submitted = std::function<void(std::size_t place, SubmitOutcome outcome)>;
  void submit_all(std::span<const Submission> submissions, std::stop_token stop, const Submitted& submitted);
  /// Sends an encoded Rating for the case with this receipt or case number.
  RatingOutcome send_rating(const std::string& number, const base::SecureBytes& body,
                            const base::IdempotencyKey& key, std::stop_token stop);
  /// Sends an encoded TroubleReport or AuditHead.
  TroubleOutcome report_trouble(const base::SecureBytes& body, const base::IdempotencyKey& key,
                                std::stop_token stop);
  WitnessOutcome witness(const base::SecureBytes& body, const base::IdempotencyKey& key,
                         std::stop_token stop);
  /// Announces an encoded Attachment; the state says which parts are there already. A Refused with NotFound
  /// from `send_part` says that the centre does not know the attachment (any more): announce it again.
  AttachmentOutcome announce_attachment(const std::string& digest, const base::SecureBytes& body,
                                        const base::IdempotencyKey& key, std::stop_token stop);
  /// Part `number` from 1, `kAttachmentPartSize` bytes except for the last. The last missing part completes
  /// the attachment: the centre then checks the digest of the whole.
  AttachmentOutcome send_part(const std::string& digest, std::int64_t number,
                              std::span<const std::uint8_t> bytes, const base::IdempotencyKey& key,
                              std::stop_token stop);
  /// Sends an encoded PaymentQuestion: the same key gives the same payment again.
  PaymentOutcome ask_payment(const base::SecureBytes& body, const base::IdempotencyKey& key,
                             std::stop_token stop);
  /// Sends an encoded PaymentCode or PaymentClose for the payment with this number.
  PaymentOutcome send_payment_code(const std::string& number, const base::SecureBytes& body,
                                   const base::IdempotencyKey& key, std::stop_token stop);
  PaymentOutcome close_payment(const std::string& number, const base::SecureBytes& body,
                               const base::IdempotencyKey& key, std::stop_token stop);
  /// How far a payment is. NotFound when the centre knows none of this number.
  base::Result<protocol::Payment> payment(const std::string& number, std::stop_token stop);
  /// Reference data as the centre sent them, for SnapshotStore::take; `etag` of what is held, empty for none.
  base::Result<FetchedText> reference_data(const std::string& name, const std::string& etag,
                                           std::stop_token stop);
  /// What the centre holds. NotFound when it does not know the attachment.
  base::Result<protocol::AttachmentState> attachment(const std::string& digest, std::stop_token stop);
  /// The document's bytes, checked against its hash and media type. InvalidData when they are not what the
  /// receipt promised or more than `limit` bytes.
  base::Result<base::SecureBytes> fetch_document(const protocol::DocumentReference& document,
                                                 std::size_t limit, std::stop_token stop);
  /// By receipt number or case number, of any terminal. NotFound when the centre knows no such case.
  base::Result<protocol::CaseProgress> progress(const std::string& number, std::stop_token stop);
  /// Everything that happened to the case, step by step. NotFound when the centre knows no such case.
  base::Result<protocol::CaseStory> case_story(const std::string& number, std::stop_token stop);
  /// The cases of the person whose card was read, the newest first; an empty list when there are none.
  base::Result<protocol::CaseList> cases_of(const protocol::CaseListQuery& query, std::stop_token stop);
  /// The heartbeat. The answer names what is published, for `reference_data`.
  base::Result<protocol::TerminalState> report_terminal(const protocol::TerminalReport& report,
                                                        std::stop_token stop);
  base::Result<protocol::Health> health(std::stop_token stop);
  /// `etag` of the configuration that is held, empty for none.
  base::Result<ConfigurationAnswer> configuration(const std::string& etag, std::stop_token stop);

  const ConnectivityTracker& connectivity() const { return connectivity_; }

 private:
  CentralClient(const CentralSettings& settings, HttpConnection connection,
                std::optional<crypto::Sm2Signer> signer)
      : settings_(settings), connection_(std::move(connection)), signer_(std::move(signer)) {}
  HttpRequest get(std::string path, std::string_view accept) const;
  /// A message with a key of its own; the caller sets what differs and the body.
  HttpRequest message(Method method, std::string path, std::string_view type,
                      const base::IdempotencyKey& key) const;
  /// In the 国密 profile every message has an envelope.
  tl::expected<void, PathFault> add_envelope(HttpRequest& request) const;
  HttpResult send(HttpRequest request, std::stop_token stop);
  HttpResult post(std::string path, std::string_view type, const base::SecureBytes& body,
                  const base::IdempotencyKey& key, std::stop_token stop);
  /// A GET whose answer must be of this media type, with a status of 200 or 304.
  base::Result<HttpAnswer> ask(const HttpRequest& request, std::string_view media_type, std::stop_token stop);
  base::Result<HttpAnswer> judge_answer(HttpResult result, std::string_view media_type);
  base::Error judge(const HttpAnswer& answer);
  template <class Receipt>
  void judge(const Outcome<Receipt>& outcome);
  PaymentOutcome post_payment(std::string path, std::string_view type, const base::SecureBytes& body,
                              const base::IdempotencyKey& key, std::stop_token stop);

  CentralSettings settings_;
  HttpConnection connection_;
  std::optional<crypto::Sm2Signer> signer_;
  ConnectivityTracker connectivity_;
};

}  // namespace kiosk::central

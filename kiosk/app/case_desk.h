// CaseDesk: stores cases, takes them back, fetches their documents, sends ratings; tells what the centre
// said.
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "kiosk/app/delivery.h"
#include "kiosk/app/document_pages.h"
#include "kiosk/catalog/service_catalog.h"
#include "kiosk/flow/event.h"
#include "kiosk/settings/terminal_settings.h"

namespace kiosk::app {

/// A certificate as it came, and as pictures.
struct FetchedDocument {
  base::SecureBytes pdf;
  DocumentPages pages;
};

/// Main thread. Holds what belongs to the visit (documents) until `forget`.
class CaseDesk {
 public:
  struct World {
    const catalog::ServiceCatalog& catalog;
    const settings::TerminalSettings& terminal;
    const base::Clock& clock;
  };
  using Tell = std::function<void(flow::FlowEvent)>;
  CaseDesk(World world, Delivery::Rooms rooms, std::stop_token stop, Tell tell);

  using Papers = std::vector<offline_cache::outbox::NewAttachment>;
  /// The case of this session with its papers, in one transaction with the step's record → CaseStored or
  /// CaseNotStored.
  void store(const flow::Session& session, offline_cache::journal::StepRecord step, Papers papers);
  void withdraw(const flow::Session& session);
  void fetch_document(const std::string& id);
  /// Documents of a case that was found: they may be fetched during this visit.
  void know_documents(const std::vector<protocol::DocumentReference>& documents) {
    for (const protocol::DocumentReference& d : documents) references_[d.document_id] = d;
  }
  /// Into the queue: it goes when its case has gone.
  void send_rating(const flow::Session& session, int level);
  /// Into the queue, once for each trouble number. `detail` is masked already: words of devices and faults.
  void report_trouble(const flow::Session& session, const std::string& detail);
  /// Drops documents and everything else that belongs to the visit.
  void forget();

  const FetchedDocument* document() const { return document_ ? &*document_ : nullptr; }
  Delivery& delivery() { return delivery_; }

 private:
  void hear(const base::IdempotencyKey& key, const central::SubmitOutcome& outcome);
  void post(offline_cache::outbox::NewMessage message);

  World world_;
  Delivery::Rooms rooms_;
  std::stop_token stop_;
  Tell tell_;
  Delivery delivery_;
  base::IdempotencyKey current_;  ///< the case that the visitor waits for
  catalog::Language language_{};
  std::string reported_;     ///< the last trouble's number
  std::uint64_t visit_ = 0;  ///< raised by `forget`: answers for an earlier visit are dropped
  std::map<std::string, protocol::DocumentReference> references_;
  std::optional<FetchedDocument> document_;
};

}  // namespace kiosk::app

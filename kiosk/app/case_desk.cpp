// The visit's dealings with the queue and the centre.
#include "kiosk/app/case_desk.h"

#include "kiosk/app/case_payload.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/encoding.h"
#include "kiosk/protocol/http_names.h"

namespace kiosk::app {
namespace {

using offline_cache::journal::AcceptedCase;
using offline_cache::journal::CaseStore;
using offline_cache::journal::StepRecord;
using offline_cache::outbox::MessageKind;

constexpr std::size_t kDocumentLimit = 32U << 20;
constexpr int kMostPreviewPages = 12;
constexpr int kPreviewWidthPx = 900;

struct DocumentAnswer {
  base::Result<FetchedDocument> document;
  central::Connectivity connectivity;
};

base::Result<FetchedDocument> fetch(central::CentralClient& client,
                                    const protocol::DocumentReference& reference,
                                    const std::stop_token& stop) {
  auto pdf = client.fetch_document(reference, kDocumentLimit, stop);
  if (!pdf) return tl::unexpected(pdf.error());
  auto pages = render_document(*pdf, kPreviewWidthPx, kMostPreviewPages, stop);
  if (!pages) return tl::unexpected(pages.error());
  if (pages->page_count != reference.pages) {
    return base::fail(base::ErrorCode::InvalidData, "the document has other pages than its receipt says");
  }
  return FetchedDocument{std::move(*pdf), std::move(*pages)};
}

const std::string& words_of(const protocol::LocalizedText& text, catalog::Language language) {
  return text.in(catalog::to_string(language));
}

flow::FlowEvent receipt_event(const protocol::CaseReceipt& receipt, catalog::Language language) {
  if (receipt.state == protocol::CaseState::Rejected) {
    return flow::CentreRejected{
        receipt.case_number,
        words_of(receipt.reason, language) + "\n" + words_of(receipt.next_step, language),
        receipt.payment ? receipt.payment->refund_number : std::string()};
  }
  flow::CentreAccepted accepted{receipt.case_number, words_of(receipt.message, language), {}};
  for (const protocol::DocumentReference& d : receipt.documents) {
    accepted.documents.push_back({d.document_id, d.title, d.verify_code, d.pages});
  }
  if (receipt.mail) accepted.mail_number = receipt.mail->order_number;
  return accepted;
}

}  // namespace

CaseDesk::CaseDesk(World world, Delivery::Rooms rooms, std::stop_token stop, Tell tell)
    : world_(world),
      rooms_(rooms),
      stop_(stop),
      tell_(std::move(tell)),
      delivery_(rooms, stop, [this](const auto& key, const auto& outcome) { hear(key, outcome); }) {}

void CaseDesk::store(const flow::Session& session, StepRecord step, Papers papers) {
  current_ = session.progress.key;
  language_ = session.preferences.language;
  offline_cache::outbox::NewCase fresh;
  fresh.key = session.progress.key;
  fresh.terminal = world_.terminal.id;
  fresh.session = session.id;
  fresh.service = session.service->id;
  fresh.schema_version = protocol::kProtocolVersion;
  fresh.attachments = std::move(papers);
  const auto submission =
      std::make_shared<protocol::CaseSubmission>(make_submission(session, world_.catalog, world_.terminal));
  for (const auto& paper : fresh.attachments) {
    submission->attachments.push_back({paper.name, crypto::to_hex(crypto::sha256(paper.content)),
                                       static_cast<std::int64_t>(paper.content.size()), paper.media_type});
  }
  fresh.payload = [submission](const std::string& receipt_number) {
    submission->receipt_number = receipt_number;
    return protocol::encode(*submission);
  };
  const auto write = [fresh = std::move(fresh), submission,
                      step = std::move(step)](CaseStore& store) mutable {
    base::kStorageThread.assert_here();
    fresh.lane = store.lane_of(submission->applicant.id_number.reveal(), fresh.service);
    return store.accept_case(fresh, std::move(step));
  };
  rooms_.storage.ask(write, [this, visit = visit_](const base::Result<AcceptedCase>& accepted) {
    if (accepted) delivery_.pump();
    if (visit != visit_) return;
    if (accepted) return tell_(flow::CaseStored{accepted->receipt_number});
    tell_(flow::CaseNotStored{accepted.error().to_string()});
  });
}

void CaseDesk::withdraw(const flow::Session& session) {
  const auto take_back = [key = session.progress.key](CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.withdraw(key).has_value();
  };
  rooms_.storage.ask(take_back, [this, visit = visit_](bool withdrawn) {
    if (visit == visit_) tell_(flow::CaseWithdrawn{withdrawn});
  });
}

void CaseDesk::fetch_document(const std::string& id) {
  const auto found = references_.find(id);
  if (found == references_.end()) return tell_(flow::DocumentFailed{"the receipt names no such document"});
  const auto ask = [reference = found->second, stop = stop_](central::CentralClient& client) {
    auto document = fetch(client, reference, stop);
    return std::make_shared<DocumentAnswer>(
        DocumentAnswer{std::move(document), client.connectivity().state()});
  };
  rooms_.line.ask(ask, [this, visit = visit_](const std::shared_ptr<DocumentAnswer>& answer) {
    rooms_.watch.heard(answer->connectivity);
    if (visit != visit_) return;
    if (!answer->document) return tell_(flow::DocumentFailed{answer->document.error().to_string()});
    document_ = std::move(*answer->document);
    tell_(flow::DocumentReady{document_->pages.page_count});
  });
}

void CaseDesk::send_rating(const flow::Session& session, int level) {
  protocol::Rating rating;
  rating.number = session.progress.receipt_number;
  if (level > 0) rating.level = level;
  rating.rated_at = world_.clock.wall();
  rating.terminal = world_.terminal.id;
  if (rating.number.empty()) return;
  auto body = protocol::encode(rating);
  if (!body) return base::log(base::LogLevel::Error, "rating", body.error().to_string());
  post({{base::Uuid::make_v7(world_.clock)}, MessageKind::Rating, rating.number, std::move(*body)});
}

void CaseDesk::report_trouble(const flow::Session& session, const std::string& detail) {
  const std::string& number = session.trouble.number;
  if (number.empty() || number == reported_) return;
  reported_ = number;
  protocol::TroubleReport report;
  report.idempotency_key = {base::Uuid::make_v7(world_.clock)};
  report.terminal = world_.terminal.id;
  report.trouble_number = number;
  report.kind = flow::to_string(session.trouble.kind);
  report.occurred_at = world_.clock.wall();
  if (session.service != nullptr) report.service = session.service->id;
  report.receipt_number = session.progress.receipt_number;
  report.detail = detail;
  auto body = protocol::encode(report);
  if (!body) return base::log(base::LogLevel::Error, "trouble", body.error().to_string());
  post({report.idempotency_key, MessageKind::Trouble, number, std::move(*body)});
}

void CaseDesk::post(offline_cache::outbox::NewMessage message) {
  const auto write = [message = std::move(message)](CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.post_message(message);
  };
  rooms_.storage.ask(write, [this](const base::Status& posted) {
    if (!posted) return base::log(base::LogLevel::Error, "queue", posted.error().to_string());
    delivery_.pump();
  });
}

void CaseDesk::forget() {
  ++visit_;
  current_ = {};
  references_.clear();
  if (document_) {
    for (typeset::RgbaBitmap& picture : document_->pages.pictures) picture.wipe();
  }
  document_.reset();
}

void CaseDesk::hear(const base::IdempotencyKey& key, const central::SubmitOutcome& outcome) {
  if (key != current_) return;
  if (const auto* delivered = std::get_if<central::Delivered<protocol::CaseReceipt>>(&outcome)) {
    know_documents(delivered->receipt.documents);
    return tell_(receipt_event(delivered->receipt, language_));
  }
  if (const auto* fault = std::get_if<central::PathFault>(&outcome)) {
    if (fault->sent == central::SentState::NeverSent) tell_(flow::CentreNotReached{fault->message});
    return;
  }
  if (const auto* refused = std::get_if<central::Refused>(&outcome)) {
    tell_(flow::CentreRejected{"", refused->problem.title});
  }
}

}  // namespace kiosk::app

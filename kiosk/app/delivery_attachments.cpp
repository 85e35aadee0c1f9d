// A case's scans on their way: announced, then only the parts that the centre has not.
#include "kiosk/app/delivery.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/encoding.h"

namespace kiosk::app {
namespace {

using offline_cache::journal::AttachmentPart;
using offline_cache::journal::CaseStore;
using offline_cache::outbox::AttachmentSummary;

struct SentPart {
  central::AttachmentOutcome outcome;
  LineState line;
};

protocol::Attachment announcement_of(const AttachmentSummary& attachment,
                                     const offline_cache::outbox::CaseSummary& summary) {
  protocol::Attachment made;
  made.idempotency_key = attachment.key;
  made.terminal = summary.terminal;
  made.digest = crypto::to_hex(attachment.digest);
  made.size = attachment.bytes;
  made.media_type = attachment.media_type;
  made.name = attachment.name;
  made.receipt_number = summary.receipt_number;
  return made;
}

/// What a failure with a scan means for its case.
central::SubmitOutcome outcome_of_case(const central::AttachmentOutcome& outcome) {
  if (const auto* refused = std::get_if<central::Refused>(&outcome)) {
    // The centre forgot what was announced: the next try announces it again.
    if (refused->problem.type == protocol::ProblemType::NotFound) return central::Busy{};
    return *refused;
  }
  if (const auto* busy = std::get_if<central::Busy>(&outcome)) return *busy;
  return std::get<central::PathFault>(outcome);
}

/// Notes what the centre holds and reads the next part that it lacks.
base::Result<std::optional<AttachmentPart>> note_and_read(CaseStore& store, const base::IdempotencyKey& key,
                                                          const std::vector<std::int64_t>& held) {
  base::kStorageThread.assert_here();
  if (auto noted = store.note_held(key, held); !noted) return tl::unexpected(noted.error());
  return store.next_part(key);
}

central::SubmitOutcome damaged(const base::Error& error) {
  protocol::Problem problem;
  problem.title = "a scan cannot be read";
  problem.detail = error.message;
  return central::Refused{std::move(problem)};
}

}  // namespace

void Delivery::send_attachments(const OpenCase& due) {
  const auto ask = [key = due->summary.key](CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.next_attachment(key);
  };
  rooms_.storage.ask(ask, [this, due](base::Result<std::optional<AttachmentSummary>> next) {
    if (!next) return settle(due->summary, central::Busy{});
    *next ? announce(due, **next) : send(due);
  });
}

void Delivery::announce(const OpenCase& due, const AttachmentSummary& attachment) {
  auto body = protocol::encode(announcement_of(attachment, due->summary));
  if (!body) return settle(due->summary, damaged(body.error()));
  const auto say = [body = std::move(*body), attachment,
                    stop = stop_](central::CentralClient& client) -> SentPart {
    auto outcome = client.announce_attachment(crypto::to_hex(attachment.digest), body, attachment.key, stop);
    return {std::move(outcome), line_state(client)};
  };
  rooms_.line.ask(say, [this, due, attachment](SentPart sent) {
    hear(sent.line);
    hear_attachment(due, attachment, std::move(sent.outcome));
  });
}

void Delivery::send_part(const OpenCase& due, const AttachmentSummary& attachment, AttachmentPart part) {
  const auto say = [part = std::move(part), attachment,
                    stop = stop_](central::CentralClient& client) -> SentPart {
    auto outcome =
        client.send_part(crypto::to_hex(attachment.digest), part.number, part.bytes, attachment.key, stop);
    return {std::move(outcome), line_state(client)};
  };
  rooms_.line.ask(say, [this, due, attachment](SentPart sent) {
    hear(sent.line);
    hear_attachment(due, attachment, std::move(sent.outcome));
  });
}

void Delivery::hear_attachment(const OpenCase& due, const AttachmentSummary& attachment,
                               central::AttachmentOutcome outcome) {
  const auto* delivered = std::get_if<central::Delivered<protocol::AttachmentState>>(&outcome);
  if (delivered == nullptr) return settle(due->summary, outcome_of_case(outcome));
  const auto ask = [key = attachment.key, held = delivered->receipt.parts_held](CaseStore& store) {
    return note_and_read(store, key, held);
  };
  rooms_.storage.ask(ask, [this, due, attachment](base::Result<std::optional<AttachmentPart>> part) {
    if (part && *part) return send_part(due, attachment, std::move(**part));
    if (part) return send_attachments(due);
    base::log(base::LogLevel::Error, "delivery", part.error().to_string());
    const bool lost = part.error().code == base::ErrorCode::InvalidData;
    settle(due->summary, lost ? damaged(part.error()) : central::SubmitOutcome{central::Busy{}});
  });
}

}  // namespace kiosk::app

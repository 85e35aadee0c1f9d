// Parts are checked one by one, the whole at the end.
#include "tests/central/service/attachment_resource.h"

#include <algorithm>
#include <charconv>

#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/encoding.h"
#include "kiosk/protocol/attachment.h"
#include "kiosk/protocol/http_names.h"
#include "tests/central/http/problem_response.h"
#include "tests/central/service/submission_check.h"

namespace tests::central {
namespace {

using kiosk::base::Json;
namespace protocol = kiosk::protocol;

AttachmentRecord record_of(const CheckedMessage& message, const Request& request, std::string announced_at) {
  const Json& body = message.body;
  AttachmentRecord record;
  record.terminal = request.client_name;
  record.digest = body["digest"];
  record.idempotency_key = message.key.value.to_string();
  record.fingerprint = message.fingerprint;
  record.size = body["size"];
  record.part_size = body["part_size"];
  record.media_type = body["media_type"];
  record.name = body["name"];
  record.receipt_number = body["receipt_number"];
  record.announced_at = std::move(announced_at);
  return record;
}

/// 0 for what is no number.
std::int64_t to_number(const std::string& text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  return parsed.ec == std::errc() && parsed.ptr == end ? number : 0;
}

/// The only size that this part can have; 0 when the attachment has no such part.
std::int64_t size_of_part(const AttachmentRecord& attachment, std::int64_t number) {
  if (number < 1) return 0;
  const std::int64_t left = attachment.size - (number - 1) * attachment.part_size;
  return std::clamp(left, std::int64_t{0}, attachment.part_size);
}

std::string content_digest(const std::string& body) {
  const auto digest = kiosk::crypto::sha256(body);
  return "sha-256=:" + kiosk::crypto::to_base64(digest) + ":";
}

}  // namespace

Response AttachmentResource::answer(int status, const AttachmentRecord& attachment) const {
  protocol::AttachmentState state;
  if (const auto key = kiosk::base::Uuid::parse(attachment.idempotency_key))
    state.idempotency_key.value = *key;
  state.digest = attachment.digest;
  state.size = attachment.size;
  state.part_size = attachment.part_size;
  state.parts_held = attachments_.parts(attachment);
  state.complete = attachment.complete;
  return {status, std::string(protocol::kAttachmentStateType), to_json(state).dump()};
}

Response AttachmentResource::announce(const Request& request, const std::string& digest) {
  const auto message = check_message(request, contract_, protocol::kAttachmentType, "Attachment");
  if (!message) return message.error();
  if (message->body["digest"] != digest) {
    return problem_response(ProblemType::InvalidMessage, "the path has another digest", request, "/digest");
  }
  const AttachmentRecord record = record_of(*message, request, kiosk::base::to_rfc3339(clock_.wall()));
  if (const auto before = attachments_.find(record.terminal, digest)) {
    if (before->idempotency_key == record.idempotency_key && before->fingerprint == record.fingerprint) {
      return answer(200, *before);
    }
    return announce_again(request, *before, record);
  }
  if (const auto stored = attachments_.announce(record); !stored) {
    return problem_response(ProblemType::IdempotencyKeyReused, stored.error().to_string(), request);
  }
  return answer(201, record);
}

/// Two papers with the same bytes, of one case or of two: the bytes are kept once.
Response AttachmentResource::announce_again(const Request& request, const AttachmentRecord& before,
                                            AttachmentRecord record) {
  const bool same_key = before.idempotency_key == record.idempotency_key;
  if (same_key || before.size != record.size || before.part_size != record.part_size ||
      before.media_type != record.media_type) {
    return problem_response(ProblemType::IdempotencyKeyReused,
                            "this attachment was announced with another key or payload", request);
  }
  if (!attachments_.has_key(before, record.idempotency_key)) {
    if (const auto shared = attachments_.share(record); !shared) {
      return problem_response(ProblemType::IdempotencyKeyReused, shared.error().to_string(), request);
    }
  }
  record.complete = before.complete;
  return answer(200, record);
}

Response AttachmentResource::send_part(const Request& request, const std::string& digest,
                                       const std::string& number) {
  if (protocol::media_type_of(request.header("content-type")) != protocol::kPartType) {
    return problem_response(ProblemType::UnsupportedMediaType, "a part is application/octet-stream", request);
  }
  const auto key = protocol::parse_header_value(request.header("idempotency-key"));
  if (!key) {
    return problem_response(ProblemType::IdempotencyKeyMissing, "Idempotency-Key must be a quoted UUID",
                            request);
  }
  auto attachment = attachments_.find(request.client_name, digest);
  if (!attachment) {
    return problem_response(ProblemType::NotFound, "this attachment was not announced", request);
  }
  const std::string own_key = key->value.to_string();
  if (!attachments_.has_key(*attachment, own_key)) {
    return problem_response(ProblemType::IdempotencyKeyReused, "the attachment has another key", request);
  }
  attachment->idempotency_key = own_key;
  const std::int64_t part = to_number(number);
  if (static_cast<std::int64_t>(request.body.size()) != size_of_part(*attachment, part) || part < 1) {
    return problem_response(ProblemType::PartMismatch, "no such part, or not of its size", request);
  }
  if (request.header("content-digest") != content_digest(request.body)) {
    return problem_response(ProblemType::DigestMismatch, "the part does not have its digest", request);
  }
  return store(request, *attachment, part);
}

Response AttachmentResource::store(const Request& request, const AttachmentRecord& attachment,
                                   std::int64_t number) {
  const auto held = attachments_.parts(attachment);
  const bool repeated = std::binary_search(held.begin(), held.end(), number);
  const auto outcome = attachments_.store_part(attachment, number, request.body);
  if (!outcome) return problem_response(ProblemType::Internal, outcome.error().to_string(), request);
  if (*outcome == PartOutcome::Broken) {
    return problem_response(ProblemType::DigestMismatch, "the whole does not have its digest", request);
  }
  AttachmentRecord now = attachment;
  now.complete = *outcome == PartOutcome::Complete;
  return answer(repeated ? 200 : 201, now);
}

Response AttachmentResource::state(const Request& request, const std::string& digest) const {
  const auto attachment = attachments_.find(request.client_name, digest);
  if (!attachment) {
    return problem_response(ProblemType::NotFound, "this attachment was not announced", request);
  }
  return answer(200, *attachment);
}

}  // namespace tests::central

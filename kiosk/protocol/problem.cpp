// The table of known problems, and their JSON.
#include "kiosk/protocol/problem.h"

#include <algorithm>
#include <iterator>

#include "kiosk/protocol/json_reader.h"

namespace kiosk::protocol {
namespace {

constexpr std::string_view kPrefix = "urn:kiosk:problem:";

struct Row {
  ProblemType type;
  std::string_view word;
  int status;
  ProblemMeaning meaning;
};

constexpr Row kRows[] = {
    {ProblemType::InvalidMessage, "invalid-message", 400, ProblemMeaning::Refuses},
    {ProblemType::IdempotencyKeyMissing, "idempotency-key-missing", 400, ProblemMeaning::Refuses},
    {ProblemType::IdempotencyKeyReused, "idempotency-key-reused", 422, ProblemMeaning::Refuses},
    {ProblemType::StillProcessing, "still-processing", 409, ProblemMeaning::Wait},
    {ProblemType::UnknownService, "unknown-service", 422, ProblemMeaning::Refuses},
    {ProblemType::ReceiptNumberTaken, "receipt-number-taken", 422, ProblemMeaning::Refuses},
    {ProblemType::AlreadyRated, "already-rated", 422, ProblemMeaning::Refuses},
    {ProblemType::TroubleNumberTaken, "trouble-number-taken", 422, ProblemMeaning::Refuses},
    {ProblemType::UnknownReason, "unknown-reason", 422, ProblemMeaning::Refuses},
    {ProblemType::AuditFork, "audit-fork", 422, ProblemMeaning::Refuses},
    {ProblemType::DigestMismatch, "digest-mismatch", 422, ProblemMeaning::Refuses},
    {ProblemType::PartMismatch, "part-mismatch", 422, ProblemMeaning::Refuses},
    {ProblemType::PaymentMissing, "payment-missing", 422, ProblemMeaning::Refuses},
    {ProblemType::KeyChanged, "key-changed", 422, ProblemMeaning::Refuses},
    {ProblemType::NotFound, "not-found", 404, ProblemMeaning::Refuses},
    {ProblemType::MethodNotAllowed, "method-not-allowed", 405, ProblemMeaning::Refuses},
    {ProblemType::TooLarge, "too-large", 413, ProblemMeaning::Refuses},
    {ProblemType::UnsupportedMediaType, "unsupported-media-type", 415, ProblemMeaning::Refuses},
    {ProblemType::TerminalMismatch, "terminal-mismatch", 403, ProblemMeaning::Unauthorized},
    {ProblemType::TerminalUnknown, "terminal-unknown", 403, ProblemMeaning::Unauthorized},
    {ProblemType::SignatureInvalid, "signature-invalid", 403, ProblemMeaning::Unauthorized},
    {ProblemType::VersionNotSupported, "version-not-supported", 501, ProblemMeaning::NeedsUpdate},
    {ProblemType::TooManyRequests, "too-many-requests", 429, ProblemMeaning::Wait},
    {ProblemType::Unavailable, "unavailable", 503, ProblemMeaning::Wait},
    {ProblemType::Internal, "internal", 500, ProblemMeaning::Wait},
};

const Row& row_of(ProblemType type) {
  return *std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& row) { return row.type == type; });
}

/// RFC 9457 allows every member but the type to be absent; a foreign problem may have any type at all.
base::Result<Problem> read_problem(const base::Json& document) {
  JsonReader::FirstError error;
  JsonReader reader(document, "problem#", error);
  Problem problem;
  const auto type = parse_type_uri(reader.text("type", 200));
  if (error) return tl::unexpected(*error);
  if (!type) {
    return base::fail(base::ErrorCode::Unsupported, "is not a problem type of this interface",
                      "problem#/type");
  }
  problem.type = *type;
  problem.status = static_cast<int>(reader.integer("status", 400, 599));
  problem.title = reader.optional_text("title", 300);
  problem.detail = reader.optional_text("detail", 1000);
  problem.pointer = reader.optional_text("pointer", 300);
  if (reader.has("idempotency_key")) problem.idempotency_key = read_key(reader);
  if (error) return tl::unexpected(*error);
  return problem;
}

}  // namespace

ProblemMeaning meaning_of(ProblemType type) { return row_of(type).meaning; }
int status_of(ProblemType type) { return row_of(type).status; }
std::string type_uri(ProblemType type) { return std::string(kPrefix).append(row_of(type).word); }

std::optional<ProblemType> parse_type_uri(std::string_view uri) {
  if (uri.substr(0, kPrefix.size()) != kPrefix) return std::nullopt;
  uri.remove_prefix(kPrefix.size());
  const auto row =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.word == uri; });
  if (row == std::end(kRows)) return std::nullopt;
  return row->type;
}

base::Result<Problem> parse_problem(std::string_view json) {
  const auto document = base::parse_json(json, "problem");
  if (!document) return base::fail(base::ErrorCode::InvalidData, "not JSON", document.error().where);
  return read_problem(*document);
}

base::Json to_json(const Problem& problem) {
  base::Json json = {{"type", type_uri(problem.type)}, {"title", problem.title}, {"status", problem.status}};
  if (!problem.detail.empty()) json["detail"] = problem.detail;
  if (!problem.pointer.empty()) json["pointer"] = problem.pointer;
  if (problem.idempotency_key) json["idempotency_key"] = problem.idempotency_key->value.to_string();
  return json;
}

}  // namespace kiosk::protocol

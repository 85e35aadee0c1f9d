// The checks in their order, cheap ones first.
#include "tests/central/service/submission_check.h"

#include "kiosk/protocol/http_names.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/http/problem_response.h"

namespace tests::central {

using kiosk::base::Json;

tl::expected<CheckedMessage, Response> check_message(const Request& request, const Contract& contract,
                                                     std::string_view media_type, const std::string& schema) {
  const auto refuse = [&request](ProblemType type, const std::string& title,
                                 const std::string& pointer = {}) {
    return tl::unexpected(problem_response(type, title, request, pointer));
  };
  if (kiosk::protocol::media_type_of(request.header("content-type")) != media_type) {
    return refuse(ProblemType::UnsupportedMediaType, "the body must be " + std::string(media_type));
  }
  const auto key = kiosk::protocol::parse_header_value(request.header("idempotency-key"));
  if (!key) return refuse(ProblemType::IdempotencyKeyMissing, "Idempotency-Key must be a quoted UUID");
  Json body = Json::parse(request.body, nullptr, false);
  if (!body.is_object()) return refuse(ProblemType::InvalidMessage, "the body is not a JSON object");
  if (body.value("version", Json()) != kiosk::protocol::kProtocolVersion) {
    return refuse(ProblemType::VersionNotSupported, "this centre speaks version 1", "/version");
  }
  if (const auto violation = contract.check(schema, body)) {
    return refuse(ProblemType::InvalidMessage, violation->message, violation->where);
  }
  if (body["terminal_id"] != request.client_name) {
    return refuse(ProblemType::TerminalMismatch, "the certificate is another terminal's", "/terminal_id");
  }
  if (body.value("idempotency_key", key->value.to_string()) != key->value.to_string()) {
    return refuse(ProblemType::InvalidMessage, "the header has another key", "/idempotency_key");
  }
  std::string fingerprint = sha256_hex(body.dump());
  return CheckedMessage{*key, std::move(body), std::move(fingerprint)};
}

}  // namespace tests::central

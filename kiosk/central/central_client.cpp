// The centre's operations over the kept connection.
#include "kiosk/central/central_client.h"

#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/encoding.h"
#include "kiosk/crypto/sm2_envelope.h"
#include "kiosk/protocol/http_names.h"

namespace kiosk::central {

using base::ErrorCode;
using base::fail;

namespace {

constexpr std::size_t kLargestReferenceData = 8U << 20;

}  // namespace

base::Result<CentralClient> CentralClient::create(const CentralSettings& settings) {
  auto connection = HttpConnection::create(settings);
  if (!connection) return tl::unexpected(connection.error());
  std::optional<crypto::Sm2Signer> signer;
  if (!settings.envelope_key.empty()) {
    auto opened = crypto::Sm2Signer::open(settings.envelope_key);
    if (!opened) return tl::unexpected(opened.error());
    signer = std::move(*opened);
  }
  return CentralClient(settings, std::move(*connection), std::move(signer));
}

HttpRequest CentralClient::get(std::string path, std::string_view accept) const {
  HttpRequest request;
  request.path = std::move(path);
  request.headers = {"Accept: " + std::string(accept) + ", " + std::string(protocol::kProblemType)};
  request.answer_limit = settings_.answer_limit;
  return request;
}

HttpRequest CentralClient::message(Method method, std::string path, std::string_view type,
                                   const base::IdempotencyKey& key) const {
  HttpRequest request;
  request.method = method;
  request.path = std::move(path);
  request.headers = {std::string(protocol::kIdempotencyKeyHeader) + ": " + protocol::to_header_value(key)};
  request.content_type = type;
  request.answer_limit = settings_.answer_limit;
  return request;
}

HttpResult CentralClient::post(std::string path, std::string_view type, const base::SecureBytes& body,
                               const base::IdempotencyKey& key, std::stop_token stop) {
  HttpRequest request = message(Method::Post, std::move(path), type, key);
  request.body = body;
  return send(std::move(request), std::move(stop));
}

HttpResult CentralClient::send(HttpRequest request, std::stop_token stop) {
  if (auto enveloped = add_envelope(request); !enveloped) return tl::unexpected(enveloped.error());
  return connection_.exchange(request, std::move(stop));
}

tl::expected<void, PathFault> CentralClient::add_envelope(HttpRequest& request) const {
  if (!signer_) return {};
  // `message` puts the key's field first.
  const std::string_view key =
      std::string_view(request.headers.front()).substr(protocol::kIdempotencyKeyHeader.size() + 2);
  const auto header =
      crypto::sign_envelope(*signer_, {to_string(request.method), request.path, key, request.body});
  if (!header) {
    return tl::unexpected(
        PathFault{SentState::NeverSent, PathTrouble::Unauthorized, header.error().message, {}});
  }
  request.headers.push_back(std::string(crypto::kEnvelopeHeader) + ": " + *header);
  return {};
}

template <class Receipt>
void CentralClient::judge(const Outcome<Receipt>& outcome) {
  if (const auto* fault = std::get_if<PathFault>(&outcome)) {
    connectivity_.failed(*fault);
  } else if (std::holds_alternative<Busy>(outcome)) {
    connectivity_.answered_busy();
  } else {
    connectivity_.answered();
  }
}

SubmitOutcome CentralClient::submit(const base::SecureBytes& body, const base::IdempotencyKey& key,
                                    std::stop_token stop) {
  SubmitOutcome outcome;
  const Submission submission{body, key};
  submit_all({&submission, 1}, std::move(stop),
             [&outcome](std::size_t, SubmitOutcome heard) { outcome = std::move(heard); });
  return outcome;
}

void CentralClient::submit_all(std::span<const Submission> submissions, std::stop_token stop,
                               const Submitted& submitted) {
  const auto hear = [&](std::size_t place, const HttpResult& result) {
    SubmitOutcome outcome = classify_submission(result, submissions[place].key);
    judge(outcome);
    submitted(place, std::move(outcome));
  };
  std::vector<HttpRequest> requests;
  std::vector<std::size_t> places;  // of the requests among the submissions
  for (std::size_t i = 0; i < submissions.size(); ++i) {
    HttpRequest request = message(Method::Post, std::string(protocol::kCasesPath),
                                  protocol::kCaseSubmissionType, submissions[i].key);
    request.body = submissions[i].body;
    if (auto enveloped = add_envelope(request); !enveloped) {
      hear(i, tl::unexpected(enveloped.error()));
      continue;
    }
    requests.push_back(std::move(request));
    places.push_back(i);
  }
  connection_.exchange_all(requests, std::move(stop),
                           [&](std::size_t place, const HttpResult& result) { hear(places[place], result); });
}

RatingOutcome CentralClient::send_rating(const std::string& number, const base::SecureBytes& body,
                                         const base::IdempotencyKey& key, std::stop_token stop) {
  if (!protocol::is_path_segment(number)) {
    return Refused{
        {protocol::ProblemType::InvalidMessage, 400, "not a case's number", {}, "/number", key, {}}};
  }
  const std::string path = std::string(protocol::kCasesPath) + "/" + number + "/rating";
  RatingOutcome outcome = classify_rating(post(path, protocol::kRatingType, body, key, stop), key);
  judge(outcome);
  return outcome;
}

TroubleOutcome CentralClient::report_trouble(const base::SecureBytes& body, const base::IdempotencyKey& key,
                                             std::stop_token stop) {
  const std::string path(protocol::kTroublesPath);
  TroubleOutcome outcome = classify_trouble(post(path, protocol::kTroubleReportType, body, key, stop), key);
  judge(outcome);
  return outcome;
}

WitnessOutcome CentralClient::witness(const base::SecureBytes& body, const base::IdempotencyKey& key,
                                      std::stop_token stop) {
  const std::string path(protocol::kWitnessPath);
  WitnessOutcome outcome = classify_witness(post(path, protocol::kAuditHeadType, body, key, stop), key);
  judge(outcome);
  return outcome;
}

AttachmentOutcome CentralClient::announce_attachment(const std::string& digest, const base::SecureBytes& body,
                                                     const base::IdempotencyKey& key, std::stop_token stop) {
  HttpRequest request =
      message(Method::Put, protocol::attachment_path(digest), protocol::kAttachmentType, key);
  request.body = body;
  AttachmentOutcome outcome = classify_attachment(send(std::move(request), std::move(stop)), key, digest);
  judge(outcome);
  return outcome;
}

AttachmentOutcome CentralClient::send_part(const std::string& digest, std::int64_t number,
                                           std::span<const std::uint8_t> bytes,
                                           const base::IdempotencyKey& key, std::stop_token stop) {
  HttpRequest request = message(Method::Put, protocol::part_path(digest, number), protocol::kPartType, key);
  request.headers.push_back(std::string(protocol::kContentDigestHeader) +
                            ": sha-256=:" + crypto::to_base64(crypto::sha256(bytes)) + ":");
  request.body = bytes;
  AttachmentOutcome outcome = classify_attachment(send(std::move(request), std::move(stop)), key, digest);
  judge(outcome);
  return outcome;
}

base::Result<protocol::AttachmentState> CentralClient::attachment(const std::string& digest,
                                                                  std::stop_token stop) {
  if (!protocol::is_sha256(digest)) return fail(ErrorCode::NotFound, "that cannot be an attachment's digest");
  const HttpRequest request = get(protocol::attachment_path(digest), protocol::kAttachmentStateType);
  auto answer = ask(request, protocol::kAttachmentStateType, std::move(stop));
  if (!answer) return tl::unexpected(answer.error());
  return protocol::parse_attachment_state(base::as_text(answer->body));
}

base::Error CentralClient::judge(const HttpAnswer& answer) {
  const base::Error error = error_of(answer);
  if (error.code == ErrorCode::InvalidData) {
    connectivity_.failed({SentState::UnknownOutcome, PathTrouble::ForeignAnswer, error.message, {}});
  } else if (error.code == ErrorCode::Unavailable) {
    connectivity_.answered_busy();
  } else {
    connectivity_.answered();
  }
  return error;
}

base::Result<HttpAnswer> CentralClient::ask(const HttpRequest& request, std::string_view media_type,
                                            std::stop_token stop) {
  return judge_answer(connection_.exchange(request, std::move(stop)), media_type);
}

base::Result<HttpAnswer> CentralClient::judge_answer(HttpResult result, std::string_view media_type) {
  if (!result) {
    connectivity_.failed(result.error());
    return tl::unexpected(to_error(result.error()));
  }
  const bool good = ((result->status == 200 || result->status == 201) && result->media_type == media_type) ||
                    result->status == 304;
  if (!good) return tl::unexpected(judge(*result));
  connectivity_.answered();
  return std::move(*result);
}

base::Result<base::SecureBytes> CentralClient::fetch_document(const protocol::DocumentReference& document,
                                                              std::size_t limit, std::stop_token stop) {
  HttpRequest request = get(document.path, document.media_type);
  request.answer_limit = limit;
  auto answer = ask(request, document.media_type, std::move(stop));
  if (!answer) return tl::unexpected(answer.error());
  if (crypto::to_hex(crypto::sha256(answer->body)) != document.sha256) {
    return fail(ErrorCode::InvalidData, "the document's bytes do not have the receipt's hash", document.path);
  }
  return std::move(answer->body);
}

PaymentOutcome CentralClient::post_payment(std::string path, std::string_view type,
                                           const base::SecureBytes& body, const base::IdempotencyKey& key,
                                           std::stop_token stop) {
  PaymentOutcome outcome = classify_payment(post(std::move(path), type, body, key, std::move(stop)), key);
  judge(outcome);
  return outcome;
}

PaymentOutcome CentralClient::ask_payment(const base::SecureBytes& body, const base::IdempotencyKey& key,
                                          std::stop_token stop) {
  return post_payment(std::string(protocol::kPaymentsPath), protocol::kPaymentQuestionType, body, key,
                      std::move(stop));
}

PaymentOutcome CentralClient::send_payment_code(const std::string& number, const base::SecureBytes& body,
                                                const base::IdempotencyKey& key, std::stop_token stop) {
  return post_payment(protocol::payment_path(number, "/code"), protocol::kPaymentCodeType, body, key,
                      std::move(stop));
}

PaymentOutcome CentralClient::close_payment(const std::string& number, const base::SecureBytes& body,
                                            const base::IdempotencyKey& key, std::stop_token stop) {
  return post_payment(protocol::payment_path(number, "/close"), protocol::kPaymentCloseType, body, key,
                      std::move(stop));
}

base::Result<protocol::Payment> CentralClient::payment(const std::string& number, std::stop_token stop) {
  if (!protocol::is_path_segment(number)) return fail(ErrorCode::NotFound, "that cannot be a payment's number");
  const std::string path = protocol::payment_path(number);
  auto answer = ask(get(path, protocol::kPaymentType), protocol::kPaymentType, std::move(stop));
  if (!answer) return tl::unexpected(answer.error());
  return protocol::parse_payment(base::as_text(answer->body));
}

base::Result<protocol::CaseProgress> CentralClient::progress(const std::string& number,
                                                             std::stop_token stop) {
  if (!protocol::is_path_segment(number)) return fail(ErrorCode::NotFound, "that cannot be a case's number");
  const std::string path = std::string(protocol::kCasesPath) + "/" + number;
  auto answer = ask(get(path, protocol::kCaseProgressType), protocol::kCaseProgressType, std::move(stop));
  if (!answer) return tl::unexpected(answer.error());
  return protocol::parse_case_progress(base::as_text(answer->body));
}

base::Result<protocol::CaseStory> CentralClient::case_story(const std::string& number, std::stop_token stop) {
  if (!protocol::is_path_segment(number)) return fail(ErrorCode::NotFound, "that cannot be a case's number");
  const std::string path = std::string(protocol::kCasesPath) + "/" + number + "/story";
  auto answer = ask(get(path, protocol::kCaseStoryType), protocol::kCaseStoryType, std::move(stop));
  if (!answer) return tl::unexpected(answer.error());
  return protocol::parse_case_story(base::as_text(answer->body));
}

base::Result<protocol::CaseList> CentralClient::cases_of(const protocol::CaseListQuery& query,
                                                         std::stop_token stop) {
  const auto body = protocol::encode(query);
  if (!body) return tl::unexpected(body.error());
  // A key of its own for each question: the envelope of the 国密 profile binds it.
  const base::IdempotencyKey key{base::Uuid::make_v7(base::SystemClock())};
  const std::string path(protocol::kCaseListPath);
  auto answer = judge_answer(post(path, protocol::kCaseListQueryType, *body, key, std::move(stop)),
                             protocol::kCaseListType);
  if (!answer) return tl::unexpected(answer.error());
  return protocol::parse_case_list(base::as_text(answer->body));
}

base::Result<protocol::TerminalState> CentralClient::report_terminal(const protocol::TerminalReport& report,
                                                                     std::stop_token stop) {
  if (!protocol::is_path_segment(report.terminal.value)) {
    return fail(ErrorCode::InvalidArgument, "that cannot be a terminal's id");
  }
  const std::string path = std::string(protocol::kTerminalsPath) + "/" + report.terminal.value;
  const base::SecureBytes body = protocol::encode(report);
  HttpRequest request = message(Method::Put, path, protocol::kTerminalReportType, report.idempotency_key);
  request.body = body;
  auto answer = judge_answer(send(std::move(request), std::move(stop)), protocol::kTerminalStateType);
  if (!answer) return tl::unexpected(answer.error());
  auto state = protocol::parse_terminal_state(base::as_text(answer->body));
  if (state && state->idempotency_key != report.idempotency_key) {
    return fail(ErrorCode::InvalidData, "an answer to another report", "terminal-state#/idempotency_key");
  }
  return state;
}

base::Result<protocol::Health> CentralClient::health(std::stop_token stop) {
  const std::string path(protocol::kHealthPath);
  auto answer = ask(get(path, protocol::kHealthType), protocol::kHealthType, std::move(stop));
  if (!answer) return tl::unexpected(answer.error());
  auto health = protocol::parse_health(base::as_text(answer->body));
  if (health && health->status != protocol::HealthStatus::Ok) connectivity_.answered_busy();
  return health;
}

base::Result<ConfigurationAnswer> CentralClient::configuration(const std::string& etag,
                                                               std::stop_token stop) {
  HttpRequest request = get(std::string(protocol::kConfigurationPath), protocol::kConfigurationType);
  if (!etag.empty()) request.headers.push_back("If-None-Match: " + etag);
  auto answer = ask(request, protocol::kConfigurationType, std::move(stop));
  if (!answer) return tl::unexpected(answer.error());
  ConfigurationAnswer result;
  result.etag = etag;
  if (answer->status == 304) return result;
  auto configuration = protocol::parse_configuration(base::as_text(answer->body));
  if (!configuration) return tl::unexpected(configuration.error());
  return ConfigurationAnswer{true, answer->etag, std::string(base::as_text(answer->body)),
                             std::move(*configuration)};
}

base::Result<FetchedText> CentralClient::reference_data(const std::string& name, const std::string& etag,
                                                        std::stop_token stop) {
  HttpRequest request = get(std::string(protocol::kReferencePath) + "/" + name, protocol::kReferenceDataType);
  request.answer_limit = kLargestReferenceData;
  if (!etag.empty()) request.headers.push_back("If-None-Match: " + etag);
  auto answer = ask(request, protocol::kReferenceDataType, std::move(stop));
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status == 304) return FetchedText{false, etag, {}};
  return FetchedText{true, answer->etag, std::string(base::as_text(answer->body))};
}

}  // namespace kiosk::central

// Faults around the router.
#include "tests/central/service/request_pipeline.h"

#include <boost/asio/steady_timer.hpp>
#include <ctime>
#include <memory>
#include <optional>
#include <utility>

#include "kiosk/base/file.h"
#include "kiosk/base/json_file.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/sm2_envelope.h"
#include "kiosk/protocol/http_names.h"
#include "tests/central/http/problem_response.h"

namespace tests::central {
namespace {

using kiosk::base::Json;

Response html_page(int status) {
  const std::string text =
      status == 200 ? "Please sign in to the network" : "The proxy could not handle the request";
  return {status, "text/html; charset=utf-8",
          "<!DOCTYPE html><html><body><h1>" + text + "</h1></body></html>"};
}

/// IMF-fixdate (RFC 9110 §5.6.7) so many seconds from now.
std::string http_date(int seconds) {
  const std::time_t when = std::time(nullptr) + seconds;
  std::tm utc{};
  gmtime_r(&when, &utc);
  char text[40];
  const std::size_t size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc);
  return {text, size};
}

/// Answers that come from somebody on the way, or from a centre that does not get to its work.
std::optional<Response> answer_without_work(const Fault& fault, const Request& request) {
  if (fault.kind == FaultKind::Status) return html_page(fault.number);
  if (fault.kind == FaultKind::Internal) {
    return problem_response(ProblemType::Internal, "a fault on command", request);
  }
  if (fault.kind != FaultKind::Busy && fault.kind != FaultKind::BusyUntil) return std::nullopt;
  Response response = problem_response(ProblemType::Unavailable, "a fault on command", request);
  const bool as_date = fault.kind == FaultKind::BusyUntil;
  response.headers.emplace_back("Retry-After",
                                as_date ? http_date(fault.number) : std::to_string(fault.number));
  return response;
}

/// A page with an informational status is no end of an exchange: whoever sends it closes afterwards.
Reply as_reply(Response response) {
  const bool informational = response.status < 200;
  return {std::move(response), informational ? WireFault::Cut : WireFault::None, SIZE_MAX};
}

std::string with_other_key(const std::string& receipt) {
  Json json = Json::parse(receipt, nullptr, false);
  if (json.is_object()) json["idempotency_key"] = "00000000-0000-7000-8000-000000000000";
  return json.dump();
}

}  // namespace

void RequestPipeline::handle(Request request, const ReplyFunction& reply) {
  const Fault fault = faults_.next(request.method != "GET");
  if (auto answer = answer_without_work(fault, request)) return reply(as_reply(std::move(*answer)));
  if (keys_at_work_.count(request.header("idempotency-key")) > 0) {
    Response busy =
        problem_response(ProblemType::StillProcessing, "the first try is still worked on", request);
    busy.headers.emplace_back("Retry-After", "1");
    return reply({std::move(busy)});
  }
  if (fault.kind == FaultKind::Slow) return work_later(std::move(request), fault, reply);
  work(request, fault, reply);
}

void RequestPipeline::work_later(Request request, const Fault& fault, const ReplyFunction& reply) {
  const std::string key = request.header("idempotency-key");
  if (!key.empty()) keys_at_work_.insert(key);
  const auto timer =
      std::make_shared<boost::asio::steady_timer>(io_, std::chrono::milliseconds(fault.number));
  timer->async_wait(
      [this, timer, key, fault, reply, request = std::move(request)](boost::system::error_code) {
        keys_at_work_.erase(key);
        work(request, fault, reply);
      });
}

void RequestPipeline::work(const Request& request, const Fault& fault, const ReplyFunction& reply) {
  Request told = request;
  told.headers.erase(kRefuseHeader);
  if (fault.kind == FaultKind::Refuse) told.headers[kRefuseHeader] = "yes";
  Response response =
      envelope_is_good(request)
          ? router_.dispatch(told)
          : problem_response(ProblemType::SignatureInvalid, "the envelope is not this terminal's", request);
  if (observer_) observer_(request, response);
  reply(spoil(std::move(response), request, fault));
}

bool RequestPipeline::envelope_is_good(const Request& request) const {
  if (envelope_keys_.empty() || request.method == "GET") return true;
  const auto pem = kiosk::base::read_file(envelope_keys_ / (request.client_name + ".pub"));
  if (!pem) return false;
  const auto key = kiosk::crypto::Sm2PublicKey::from_pem(*pem);
  const std::string idempotency_key = request.header("idempotency-key");
  return key &&
         kiosk::crypto::verify_envelope(
             *key, {request.method, request.target, idempotency_key, kiosk::base::as_bytes(request.body)},
             request.header("kiosk-signature"));
}

Reply RequestPipeline::spoil(Response response, const Request& request, const Fault& fault) {
  std::string& last = last_answers_[response.content_type];
  const std::string before = std::exchange(last, response.body);
  switch (fault.kind) {
    case FaultKind::DropReply: return {std::move(response), WireFault::Close};
    case FaultKind::Cut: return {std::move(response), WireFault::Cut, static_cast<std::size_t>(fault.number)};
    case FaultKind::Stall: return {std::move(response), WireFault::Stall};
    case FaultKind::Endless: return {std::move(response), WireFault::Endless};
    case FaultKind::Twice: return {std::move(response), WireFault::Twice};
    case FaultKind::WrongKey: response.body = with_other_key(response.body); break;
    case FaultKind::StaleReceipt:
      response.body = before.empty() ? with_other_key(response.body) : before;
      break;
    case FaultKind::BrokenReceipt: response.body.resize(response.body.size() / 2); break;
    case FaultKind::PlainReceipt: response.content_type = "text/html"; break;
    case FaultKind::WrongDocument:
      if (request.target.rfind(kiosk::protocol::kDocumentsPath, 0) == 0) response.body.back() ^= 1;
      break;
    default: break;
  }
  return {std::move(response)};
}

}  // namespace tests::central

// Faults around the router.
#include "tests/central/service/request_pipeline.h"

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "kiosk/base/json_file.h"
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

/// Answers that come from somebody on the way, or from a centre that does not get to its work.
std::optional<Response> answer_without_work(const Fault& fault, const Request& request) {
  if (fault.kind == FaultKind::Status) return html_page(fault.number);
  if (fault.kind == FaultKind::Internal) {
    return problem_response(ProblemType::Internal, "a fault on command", request);
  }
  if (fault.kind != FaultKind::Busy) return std::nullopt;
  Response response = problem_response(ProblemType::Unavailable, "a fault on command", request);
  response.headers.emplace_back("Retry-After", std::to_string(fault.number));
  return response;
}

std::string with_other_key(const std::string& receipt) {
  Json json = Json::parse(receipt, nullptr, false);
  if (json.is_object()) json["idempotency_key"] = "00000000-0000-7000-8000-000000000000";
  return json.dump();
}

}  // namespace

void RequestPipeline::handle(Request request, const ReplyFunction& reply) {
  const Fault fault = faults_.next(request.method != "GET");
  if (auto answer = answer_without_work(fault, request)) return reply({std::move(*answer)});
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
  Response response = router_.dispatch(request);
  if (observer_) observer_(request, response);
  reply(spoil(std::move(response), request, fault));
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

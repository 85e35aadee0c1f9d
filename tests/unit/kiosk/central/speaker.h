// Somebody with a certificate who speaks plain JSON to a centre: for what CentralClient never says.
#pragma once

#include "kiosk/protocol/http_names.h"
#include "tests/unit/kiosk/central/running_centre.h"

namespace kiosk::tests {

/// Owns a connection of its own; `answer` is the last body.
class Speaker {
 public:
  Speaker(const RunningCentre& centre, const std::string& name) : name_(name) {
    auto settings = centre.settings();
    settings.client_cert = pki() / (name + ".pem");
    settings.client_key = pki() / (name + ".key");
    auto connection = central::HttpConnection::create(settings);
    BOOST_REQUIRE(connection.has_value());
    connection_.emplace(std::move(*connection));
  }
  int send(central::Method method, const std::string& path, std::string_view type, base::Json message) {
    const base::SystemClock clock;
    const base::IdempotencyKey key{base::Uuid::make_v7(clock)};
    message["version"] = 1;
    message["idempotency_key"] = key.value.to_string();
    message["terminal_id"] = name_;
    const std::string body = message.dump();
    central::HttpRequest request;
    request.method = method;
    request.path = path;
    request.headers = {"Idempotency-Key: " + protocol::to_header_value(key)};
    request.content_type = type;
    request.body = base::as_bytes(body);
    return take(request);
  }
  int get(const std::string& path) {
    central::HttpRequest request;
    request.path = path;
    return take(request);
  }
  base::Json answer;

 private:
  int take(const central::HttpRequest& request) {
    const auto result = connection_->exchange(request, {});
    BOOST_REQUIRE(result.has_value());
    answer = base::Json::parse(base::as_text(result->body), nullptr, false);
    return result->status;
  }
  std::string name_;
  std::optional<central::HttpConnection> connection_;
};

}  // namespace kiosk::tests

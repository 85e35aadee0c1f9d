// One HTTP request and its answer, as values; nothing here knows curl.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/secure.h"
#include "kiosk/central/path_fault.h"

namespace kiosk::central {

enum class Method { Get, Post, Put };

constexpr std::string_view to_string(Method method) {
  return method == Method::Get ? "GET" : method == Method::Post ? "POST" : "PUT";
}

struct HttpRequest {
  Method method = Method::Get;
  std::string path;                      ///< "/v1/cases"
  std::vector<std::string> headers;      ///< "Name: value"
  std::string_view content_type{};       ///< of the body; empty for a GET
  std::span<const std::uint8_t> body{};  ///< must outlive the exchange
  std::size_t answer_limit = 1U << 20;   ///< bytes of the answer's body
};

struct HttpAnswer {
  int status = 0;
  std::string media_type;  ///< lower case, without parameters
  std::string etag;
  std::optional<base::Duration> retry_after;  ///< Retry-After as seconds or date, at most an hour
  base::SecureBytes body;
};

using HttpResult = tl::expected<HttpAnswer, PathFault>;

}  // namespace kiosk::central

// Writing exchanges.
#include "tests/central/service/exchange_log.h"

#include "kiosk/base/json_file.h"
#include "kiosk/base/text.h"

namespace tests::central {
namespace {

using kiosk::base::Json;

/// Text as it is; of bytes only how many.
Json body_of(const std::string& body) {
  return kiosk::base::is_valid_utf8(body) ? Json(body) : Json{{"bytes", body.size()}};
}

}  // namespace

kiosk::base::Result<ExchangeLog> ExchangeLog::open(const std::filesystem::path& file) {
  std::ofstream stream(file, std::ios::app);
  if (stream) return ExchangeLog(std::move(stream));
  return kiosk::base::fail(kiosk::base::ErrorCode::Unavailable, "cannot be written", file.string());
}

void ExchangeLog::write(const Request& request, const Response& response) {
  Json headers = Json::object();
  for (const auto& [name, value] : response.headers) headers[name] = value;
  const Json line = {{"request",
                      {{"method", request.method},
                       {"target", request.target},
                       {"query", request.query},
                       {"headers", request.headers},
                       {"body", body_of(request.body)}}},
                     {"response",
                      {{"status", response.status},
                       {"content_type", response.content_type},
                       {"headers", headers},
                       {"body", body_of(response.body)}}}};
  file_ << line.dump() << std::endl;
}

}  // namespace tests::central

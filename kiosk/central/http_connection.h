// HttpConnection: the one kept connection to the centre, over libcurl.
#pragma once

#include <memory>
#include <stop_token>

#include "kiosk/central/central_settings.h"
#include "kiosk/central/http_exchange.h"

namespace kiosk::central {

/// Owns curl's handles; opens, keeps and reopens the connection as needed. Network strand only; calls block.
class HttpConnection {
 public:
  /// InvalidArgument for a URL that is not https or without host; NotFound for a missing file.
  static base::Result<HttpConnection> create(const CentralSettings& settings);
  HttpConnection(HttpConnection&&) noexcept;
  HttpConnection& operator=(HttpConnection&&) noexcept;
  ~HttpConnection();

  /// One exchange, at most `total_timeout` long; a stop request ends it at once.
  HttpResult exchange(const HttpRequest& request, std::stop_token stop);
  /// Gives up the kept connection and with it its buffers, in which the last messages still lie.
  void close();

 private:
  class Curl;
  explicit HttpConnection(std::unique_ptr<Curl> curl);
  std::unique_ptr<Curl> curl_;
};

}  // namespace kiosk::central

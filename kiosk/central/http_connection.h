// HttpConnection: the one kept connection to the centre, over libcurl.
#pragma once

#include <functional>
#include <memory>
#include <span>
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
  /// The same for several side by side on the one connection (HTTP/2 streams). `answered` is called for each
  /// as soon as it ends, with its place among the requests; returns after the last.
  using Answered = std::function<void(std::size_t place, HttpResult result)>;
  void exchange_all(std::span<const HttpRequest> requests, std::stop_token stop, const Answered& answered);
  /// Gives up the kept connection and with it its buffers, in which the last messages still lie.
  void close();

 private:
  class Curl;
  explicit HttpConnection(std::unique_ptr<Curl> curl);
  std::unique_ptr<Curl> curl_;
};

}  // namespace kiosk::central

// CurlExchange: one request and its answer on one easy handle of libcurl.
#pragma once

#include <curl/curl.h>

#include <array>
#include <memory>

#include "kiosk/central/central_settings.h"
#include "kiosk/central/http_exchange.h"
#include "kiosk/tpm/tls_key.h"

namespace kiosk::central {

/// What TLS said on the connection; shared by the exchanges that run side by side on it.
struct TlsAlerts {
  bool sent = false;
  int received = -1;      ///< TLS alert description of a fatal alert; -1 is none
  bool answered = false;  ///< the server answered on this connection: it took our certificate
};

/// Network strand only; lives at one address, as curl keeps pointers to it. The settings, the key inside the
/// TPM (empty when the key is in its file) and the alerts must outlive it, and the connection that it opened.
class CurlExchange {
 public:
  struct World {
    const CentralSettings& settings;
    const tpm::TlsKey& tpm_key;
    TlsAlerts& alerts;
  };
  explicit CurlExchange(World world) : world_(world), easy_(curl_easy_init()) {}
  CurlExchange(const CurlExchange&) = delete;
  CurlExchange& operator=(const CurlExchange&) = delete;
  ~CurlExchange() { curl_easy_cleanup(easy_); }

  /// Makes the handle ready for this request, whose body must outlive the exchange.
  void prepare(const HttpRequest& request);
  CURL* handle() const { return easy_; }
  /// Of a handle that was prepared here.
  static CurlExchange& of(CURL* handle);
  /// The answer, or what went wrong. `canceled`: a stop request ended it.
  HttpResult finish(CURLcode code, bool canceled);

 private:
  struct FreeHeaders {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  using Headers = std::unique_ptr<curl_slist, FreeHeaders>;

  static Headers make_headers(const HttpRequest& request);
  void set_trust();
  void set_limits();
  void set_request(const HttpRequest& request);
  PathFault fault(CURLcode code, bool canceled) const;
  PathTrouble trouble(CURLcode code, bool canceled) const;
  bool request_left() const;
  HttpAnswer take_answer();

  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static CURLcode on_ssl_context(CURL* easy, void* context, void* self);

  World world_;
  CURL* easy_;
  Headers headers_;
  std::array<char, CURL_ERROR_SIZE> error_text_{};
  HttpAnswer answer_;
  std::size_t answer_limit_ = 0;
  bool answer_too_large_ = false;
};

}  // namespace kiosk::central

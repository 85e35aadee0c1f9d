// HttpConnection over libcurl's multi handle, on which exchanges run side by side.
#include "kiosk/central/http_connection.h"

#include <algorithm>
#include <vector>

#include "kiosk/central/curl_exchange.h"
#include "kiosk/central/wiping_memory.h"

namespace kiosk::central {
namespace {

using base::ErrorCode;
using base::fail;

bool start_curl() {
  static const CURLcode started =
      curl_global_init_mem(CURL_GLOBAL_DEFAULT, wiping::allocate, wiping::release, wiping::reallocate,
                           wiping::duplicate, wiping::allocate_zeroed);
  return started == CURLE_OK;
}

}  // namespace

/// The handles. Lives at one address: curl and OpenSSL keep pointers to it.
class HttpConnection::Curl {
 public:
  Curl(const CentralSettings& settings, tpm::TlsKey tpm_key)
      : settings_(settings), tpm_key_(std::move(tpm_key)), multi_(curl_multi_init()) {}
  Curl(const Curl&) = delete;
  Curl& operator=(const Curl&) = delete;
  ~Curl() { give_up_handles(); }

  void exchange(std::span<const HttpRequest> requests, std::stop_token stop, const Answered& answered);
  void close();

 private:
  void begin(std::span<const HttpRequest> requests);
  void run(std::stop_token stop, const Answered& answered);
  void collect(const Answered& answered);
  void finish(CurlExchange& exchange, CURLcode code, bool canceled, const Answered& answered);
  void give_up_handles();

  CentralSettings settings_;
  tpm::TlsKey tpm_key_;  ///< empty: the key is in its file
  TlsAlerts alerts_;
  CURLM* multi_;
  std::vector<std::unique_ptr<CurlExchange>> exchanges_;  ///< by their place in the batch; kept for the next
  std::vector<bool> open_;                                ///< which of them are under way
  bool suspect_ = false;                                  ///< one of the last exchanges failed
};

void HttpConnection::Curl::exchange(std::span<const HttpRequest> requests, std::stop_token stop,
                                    const Answered& answered) {
  // After a fault the kept connection is not trusted: over HTTP/2 it may live on without ever answering.
  if (suspect_) close();
  suspect_ = false;
  alerts_.sent = false;
  alerts_.received = -1;
  begin(requests);
  run(stop, answered);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (open_[i]) finish(*exchanges_[i], CURLE_ABORTED_BY_CALLBACK, stop.stop_requested(), answered);
  }
}

void HttpConnection::Curl::begin(std::span<const HttpRequest> requests) {
  while (exchanges_.size() < requests.size()) {
    exchanges_.push_back(std::make_unique<CurlExchange>(CurlExchange::World{settings_, tpm_key_, alerts_}));
  }
  open_.assign(exchanges_.size(), false);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    exchanges_[i]->prepare(requests[i]);
    curl_multi_add_handle(multi_, exchanges_[i]->handle());
    open_[i] = true;
  }
}

void HttpConnection::Curl::run(std::stop_token stop, const Answered& answered) {
  const std::stop_callback wake(stop, [this] { curl_multi_wakeup(multi_); });
  int running = 1;
  while (running > 0 && !stop.stop_requested()) {
    if (curl_multi_perform(multi_, &running) != CURLM_OK) return;
    collect(answered);
    if (running > 0 && curl_multi_poll(multi_, nullptr, 0, 1000, nullptr) != CURLM_OK) return;
  }
}

void HttpConnection::Curl::collect(const Answered& answered) {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    finish(CurlExchange::of(message->easy_handle), message->data.result, false, answered);
  }
}

void HttpConnection::Curl::finish(CurlExchange& exchange, CURLcode code, bool canceled,
                                  const Answered& answered) {
  curl_multi_remove_handle(multi_, exchange.handle());
  suspect_ = suspect_ || code != CURLE_OK;
  const auto found = std::find_if(exchanges_.begin(), exchanges_.end(),
                                  [&](const auto& known) { return known.get() == &exchange; });
  const auto place = static_cast<std::size_t>(found - exchanges_.begin());
  open_[place] = false;
  answered(place, exchange.finish(code, canceled));
}

void HttpConnection::Curl::give_up_handles() {
  exchanges_.clear();
  curl_multi_cleanup(multi_);
}

void HttpConnection::Curl::close() {
  give_up_handles();
  multi_ = curl_multi_init();
}

base::Result<HttpConnection> HttpConnection::create(const CentralSettings& settings) {
  constexpr std::string_view kScheme = "https://";
  const std::string& url = settings.base_url;
  const bool has_scheme = url.compare(0, kScheme.size(), kScheme) == 0 && url.size() > kScheme.size();
  if (!has_scheme || url.find('/', kScheme.size()) != std::string::npos) {
    return fail(ErrorCode::InvalidArgument, "the centre's address must be https://host[:port] without a path",
                url);
  }
  const bool in_tpm = !settings.client_key_tcti.empty();
  std::vector<std::filesystem::path> files = {settings.ca_file, settings.client_cert};
  if (!in_tpm) files.push_back(settings.client_key);
  if (!settings.crl_file.empty()) files.push_back(settings.crl_file);
  for (const std::filesystem::path& file : files) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(file, ignored)) continue;
    return fail(ErrorCode::NotFound, "a certificate or key file for the line to the centre is missing",
                file.string());
  }
  if (!start_curl()) return fail(ErrorCode::Internal, "libcurl does not start");
  if (!in_tpm) return HttpConnection(std::make_unique<Curl>(settings, tpm::TlsKey()));
  auto key = tpm::open_tls_key(settings.client_key, settings.client_key_tcti);
  if (!key) return tl::unexpected(key.error());
  return HttpConnection(std::make_unique<Curl>(settings, std::move(*key)));
}

HttpConnection::HttpConnection(std::unique_ptr<Curl> curl) : curl_(std::move(curl)) {}
HttpConnection::HttpConnection(HttpConnection&&) noexcept = default;
HttpConnection& HttpConnection::operator=(HttpConnection&&) noexcept = default;
HttpConnection::~HttpConnection() = default;

void HttpConnection::close() { curl_->close(); }

HttpResult HttpConnection::exchange(const HttpRequest& request, std::stop_token stop) {
  HttpResult result;
  curl_->exchange({&request, 1}, std::move(stop),
                  [&result](std::size_t, HttpResult answer) { result = std::move(answer); });
  return result;
}

void HttpConnection::exchange_all(std::span<const HttpRequest> requests, std::stop_token stop,
                                  const Answered& answered) {
  curl_->exchange(requests, std::move(stop), answered);
}

}  // namespace kiosk::central

// HttpConnection over one libcurl easy handle inside one multi handle.
#include "kiosk/central/http_connection.h"

#include <curl/curl.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "kiosk/central/wiping_memory.h"
#include "kiosk/protocol/http_names.h"
#include "kiosk/tpm/tls_key.h"

namespace kiosk::central {
namespace {

using base::ErrorCode;
using base::fail;

/// libcurl 7.88.1 spins when an HTTP/2 server answers before it has read a body of more than 65,535 bytes.
constexpr std::size_t kLargestHttp2Body = 60'000;

constexpr std::chrono::seconds kLongestRetryAfter{3600};

bool start_curl() {
  static const CURLcode started =
      curl_global_init_mem(CURL_GLOBAL_DEFAULT, wiping::allocate, wiping::release, wiping::reallocate,
                           wiping::duplicate, wiping::allocate_zeroed);
  return started == CURLE_OK;
}

struct FreeHeaders {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, FreeHeaders>;

Headers make_headers(const HttpRequest& request) {
  curl_slist* list = nullptr;
  for (const std::string& header : request.headers) list = curl_slist_append(list, header.c_str());
  if (!request.content_type.empty()) {
    list = curl_slist_append(list, ("Content-Type: " + std::string(request.content_type)).c_str());
    // Waiting for "100 Continue" costs a second with servers that do not send it.
    list = curl_slist_append(list, "Expect:");
  }
  return Headers(list);
}

}  // namespace

/// The handles and the state of the running exchange. Lives at one address: curl and OpenSSL keep pointers to
/// it.
class HttpConnection::Curl {
 public:
  Curl(const CentralSettings& settings, tpm::TlsKey tpm_key)
      : settings_(settings),
        tpm_key_(std::move(tpm_key)),
        multi_(curl_multi_init()),
        easy_(curl_easy_init()) {}
  Curl(const Curl&) = delete;
  Curl& operator=(const Curl&) = delete;
  ~Curl() {
    curl_easy_cleanup(easy_);
    curl_multi_cleanup(multi_);
  }

  HttpResult exchange(const HttpRequest& request, std::stop_token stop);
  void close();

 private:
  void set_trust();
  void set_limits();
  void set_request(const HttpRequest& request, const Headers& headers);
  CURLcode run(std::stop_token stop);
  PathFault fault(CURLcode code, bool canceled) const;
  PathTrouble trouble(CURLcode code, bool canceled) const;
  bool request_left() const;
  HttpAnswer take_answer();

  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static CURLcode on_ssl_context(CURL* easy, void* context, void* self);
  static void on_ssl_information(const SSL* ssl, int where, int value);

  CentralSettings settings_;
  tpm::TlsKey tpm_key_;  ///< empty: the key is in its file
  CURLM* multi_;
  CURL* easy_;
  std::array<char, CURL_ERROR_SIZE> error_text_{};
  HttpAnswer answer_;
  std::size_t answer_limit_ = 0;
  bool answer_too_large_ = false;
  bool suspect_ = false;  ///< the last exchange failed
  bool alert_sent_ = false;
  int alert_received_ = -1;  ///< TLS alert description of a fatal alert; -1 is none
};

void HttpConnection::Curl::set_trust() {
  const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(easy_, option, value); };
  set(CURLOPT_PROTOCOLS_STR, "https");
  set(CURLOPT_PROXY, "");  // the environment must not reroute a terminal
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_3});
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_CAINFO, settings_.ca_file.c_str());
  set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));  // Debian's default is all public authorities
  if (!settings_.crl_file.empty()) set(CURLOPT_CRLFILE, settings_.crl_file.c_str());
  // A key inside the TPM is handed to OpenSSL in `on_ssl_context`, together with its certificate.
  if (!tpm_key_) {
    set(CURLOPT_SSLCERT, settings_.client_cert.c_str());
    set(CURLOPT_SSLKEY, settings_.client_key.c_str());
  }
  if (settings_.pinned_key) set(CURLOPT_PINNEDPUBLICKEY, settings_.pinned_key->c_str());
  set(CURLOPT_SSL_CTX_FUNCTION, &Curl::on_ssl_context);
  set(CURLOPT_SSL_CTX_DATA, this);
}

void HttpConnection::Curl::set_limits() {
  const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(easy_, option, value); };
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings_.connect_timeout.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.total_timeout.count()));
  set(CURLOPT_LOW_SPEED_LIMIT, settings_.low_speed_limit);
  set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings_.low_speed_time.count() / 1000));
  set(CURLOPT_TCP_KEEPALIVE, 1L);
  set(CURLOPT_MAXCONNECTS, 1L);
  // After a fault the kept connection is not trusted: over HTTP/2 it may live on without ever answering.
  set(CURLOPT_FRESH_CONNECT, suspect_ ? 1L : 0L);
}

void HttpConnection::Curl::set_request(const HttpRequest& request, const Headers& headers) {
  const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(easy_, option, value); };
  curl_easy_reset(easy_);  // keeps the connection
  set_trust();
  set_limits();
  set(CURLOPT_URL, (settings_.base_url + request.path).c_str());
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_ERRORBUFFER, error_text_.data());
  set(CURLOPT_WRITEFUNCTION, &Curl::on_body);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_HEADERFUNCTION, &Curl::on_header);
  set(CURLOPT_HEADERDATA, this);
  const bool large = request.body.size() > kLargestHttp2Body;
  set(CURLOPT_HTTP_VERSION, large ? long{CURL_HTTP_VERSION_1_1} : long{CURL_HTTP_VERSION_2TLS});
  if (request.method == Method::Get) return;
  set(CURLOPT_POST, 1L);
  if (request.method == Method::Put) set(CURLOPT_CUSTOMREQUEST, "PUT");
  set(CURLOPT_POSTFIELDS, reinterpret_cast<const char*>(request.body.data()));
  set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
}

HttpResult HttpConnection::Curl::exchange(const HttpRequest& request, std::stop_token stop) {
  answer_ = {};
  answer_limit_ = request.answer_limit;
  answer_too_large_ = alert_sent_ = false;
  alert_received_ = -1;
  error_text_[0] = '\0';
  const Headers headers = make_headers(request);
  set_request(request, headers);
  const CURLcode code = run(stop);
  suspect_ = code != CURLE_OK;
  if (code == CURLE_OK) return take_answer();
  return tl::unexpected(fault(code, stop.stop_requested()));
}

CURLcode HttpConnection::Curl::run(std::stop_token stop) {
  if (curl_multi_add_handle(multi_, easy_) != CURLM_OK) return CURLE_FAILED_INIT;
  CURLcode code = CURLE_ABORTED_BY_CALLBACK;
  {
    const std::stop_callback wake(stop, [this] { curl_multi_wakeup(multi_); });
    int running = 1;
    while (running > 0 && !stop.stop_requested()) {
      if (curl_multi_perform(multi_, &running) != CURLM_OK) break;
      if (running > 0 && curl_multi_poll(multi_, nullptr, 0, 1000, nullptr) != CURLM_OK) break;
    }
  }
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg == CURLMSG_DONE) code = message->data.result;
  }
  curl_multi_remove_handle(multi_, easy_);
  return code;
}

HttpAnswer HttpConnection::Curl::take_answer() {
  long status = 0;
  const char* content_type = nullptr;
  curl_off_t retry_after = 0;
  curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(easy_, CURLINFO_CONTENT_TYPE, &content_type);
  curl_easy_getinfo(easy_, CURLINFO_RETRY_AFTER, &retry_after);
  answer_.status = static_cast<int>(status);
  if (content_type != nullptr) answer_.media_type = protocol::media_type_of(content_type);
  // curl reads both forms, seconds and date. Nobody may send a terminal to sleep for longer than this.
  const auto wait = std::min<curl_off_t>(retry_after, kLongestRetryAfter.count());
  if (wait > 0) answer_.retry_after = std::chrono::seconds(wait);
  return std::exchange(answer_, {});
}

/// The count runs over curl's own resending on a fresh connection, so zero means that nothing ever left.
bool HttpConnection::Curl::request_left() const {
  long bytes = 0;
  curl_easy_getinfo(easy_, CURLINFO_REQUEST_SIZE, &bytes);
  return bytes > 0;
}

PathTrouble HttpConnection::Curl::trouble(CURLcode code, bool canceled) const {
  if (answer_too_large_) return PathTrouble::TooLarge;
  if (alert_sent_ || alert_received_ >= 0) return PathTrouble::Untrusted;
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS: return PathTrouble::Untrusted;
    case CURLE_OPERATION_TIMEDOUT: return PathTrouble::TimedOut;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR: return PathTrouble::Unreachable;
    default: return canceled ? PathTrouble::Canceled : PathTrouble::Interrupted;
  }
}

PathFault HttpConnection::Curl::fault(CURLcode code, bool canceled) const {
  // With TLS 1.3 a server refuses our certificate after we have begun to send: its fatal alert in the
  // handshake proves that it never read the request.
  const bool refused_in_handshake = alert_received_ >= 0 && answer_.body.empty();
  PathFault fault;
  fault.sent = refused_in_handshake || !request_left() ? SentState::NeverSent : SentState::UnknownOutcome;
  fault.trouble = trouble(code, canceled);
  fault.message = error_text_[0] != '\0' ? error_text_.data() : curl_easy_strerror(code);
  if (alert_received_ >= 0)
    fault.message += std::string("; alert: ") + SSL_alert_desc_string_long(alert_received_);
  return fault;
}

std::size_t HttpConnection::Curl::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  Curl& curl = *static_cast<Curl*>(self);
  const std::size_t bytes = size * count;
  base::SecureBytes& body = curl.answer_.body;
  if (bytes > curl.answer_limit_ - body.size()) {
    curl.answer_too_large_ = true;
    return 0;
  }
  body.insert(body.end(), data, data + bytes);
  return bytes;
}

std::size_t HttpConnection::Curl::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  const std::string_view line(data, size * count);
  constexpr std::string_view kName = "etag:";
  if (line.size() <= kName.size() || strncasecmp(data, kName.data(), kName.size()) != 0) return line.size();
  std::string_view value = line.substr(kName.size());
  while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
  while (!value.empty() && (value.back() == '\r' || value.back() == '\n')) value.remove_suffix(1);
  if (value.size() <= 200) static_cast<Curl*>(self)->answer_.etag = value;
  return line.size();
}

CURLcode HttpConnection::Curl::on_ssl_context(CURL* /*easy*/, void* context, void* self) {
  SSL_CTX* ssl_context = static_cast<SSL_CTX*>(context);
  SSL_CTX_set_options(ssl_context, SSL_OP_CLEANSE_PLAINTEXT);
  SSL_CTX_set_app_data(ssl_context, self);
  SSL_CTX_set_info_callback(ssl_context, &Curl::on_ssl_information);
  const Curl& curl = *static_cast<Curl*>(self);
  if (!curl.tpm_key_) return CURLE_OK;
  const bool taken =
      SSL_CTX_use_certificate_chain_file(ssl_context, curl.settings_.client_cert.c_str()) == 1 &&
      SSL_CTX_use_PrivateKey(ssl_context, curl.tpm_key_.get()) == 1;
  if (!taken) return CURLE_SSL_CERTPROBLEM;
  return CURLE_OK;
}

void HttpConnection::Curl::on_ssl_information(const SSL* ssl, int where, int value) {
  if ((where & SSL_CB_ALERT) == 0 || (value >> 8) != SSL3_AL_FATAL) return;
  Curl& curl = *static_cast<Curl*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
  if ((where & SSL_CB_READ) != 0) {
    curl.alert_received_ = value & 0xFF;
  } else {
    curl.alert_sent_ = true;
  }
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

void HttpConnection::Curl::close() {
  curl_easy_cleanup(easy_);
  curl_multi_cleanup(multi_);
  multi_ = curl_multi_init();
  easy_ = curl_easy_init();
}

void HttpConnection::close() { curl_->close(); }

HttpResult HttpConnection::exchange(const HttpRequest& request, std::stop_token stop) {
  return curl_->exchange(request, std::move(stop));
}

}  // namespace kiosk::central

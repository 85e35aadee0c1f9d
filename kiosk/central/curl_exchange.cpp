// One easy handle: what it is told before, and what it tells after an exchange.
#include "kiosk/central/curl_exchange.h"

#include <openssl/ssl.h>

#include <algorithm>
#include <cstring>

#include "kiosk/protocol/http_names.h"

namespace kiosk::central {
namespace {

/// libcurl 7.88.1 spins when an HTTP/2 server answers before it has read a body of more than 65,535 bytes.
constexpr std::size_t kLargestHttp2Body = 60'000;

constexpr std::chrono::seconds kLongestRetryAfter{3600};

void on_ssl_information(const SSL* ssl, int where, int value) {
  if ((where & SSL_CB_ALERT) == 0 || (value >> 8) != SSL3_AL_FATAL) return;
  TlsAlerts& alerts = *static_cast<TlsAlerts*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
  if ((where & SSL_CB_READ) != 0) {
    alerts.received = value & 0xFF;
  } else {
    alerts.sent = true;
  }
}

}  // namespace

CurlExchange& CurlExchange::of(CURL* handle) {
  CurlExchange* self = nullptr;
  curl_easy_getinfo(handle, CURLINFO_PRIVATE, &self);
  return *self;
}

CurlExchange::Headers CurlExchange::make_headers(const HttpRequest& request) {
  curl_slist* list = nullptr;
  for (const std::string& header : request.headers) list = curl_slist_append(list, header.c_str());
  if (!request.content_type.empty()) {
    list = curl_slist_append(list, ("Content-Type: " + std::string(request.content_type)).c_str());
    // Waiting for "100 Continue" costs a second with servers that do not send it.
    list = curl_slist_append(list, "Expect:");
  }
  return Headers(list);
}

void CurlExchange::prepare(const HttpRequest& request) {
  answer_ = {};
  answer_limit_ = request.answer_limit;
  answer_too_large_ = false;
  error_text_[0] = '\0';
  headers_ = make_headers(request);
  curl_easy_reset(easy_);  // keeps the connection
  set_trust();
  set_limits();
  set_request(request);
}

void CurlExchange::set_trust() {
  const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(easy_, option, value); };
  set(CURLOPT_PROTOCOLS_STR, "https");
  set(CURLOPT_PROXY, "");  // the environment must not reroute a terminal
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_3});
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_CAINFO, world_.settings.ca_file.c_str());
  set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));  // Debian's default is all public authorities
  if (!world_.settings.crl_file.empty()) set(CURLOPT_CRLFILE, world_.settings.crl_file.c_str());
  // A key inside the TPM is handed to OpenSSL in `on_ssl_context`, together with its certificate.
  if (!world_.tpm_key) {
    set(CURLOPT_SSLCERT, world_.settings.client_cert.c_str());
    set(CURLOPT_SSLKEY, world_.settings.client_key.c_str());
  }
  if (world_.settings.pinned_key) set(CURLOPT_PINNEDPUBLICKEY, world_.settings.pinned_key->c_str());
  set(CURLOPT_SSL_CTX_FUNCTION, &CurlExchange::on_ssl_context);
  set(CURLOPT_SSL_CTX_DATA, this);
}

void CurlExchange::set_limits() {
  const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(easy_, option, value); };
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(world_.settings.connect_timeout.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(world_.settings.total_timeout.count()));
  set(CURLOPT_LOW_SPEED_LIMIT, world_.settings.low_speed_limit);
  set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(world_.settings.low_speed_time.count() / 1000));
  set(CURLOPT_TCP_KEEPALIVE, 1L);
  set(CURLOPT_MAXCONNECTS, 1L);
  set(CURLOPT_PIPEWAIT, 1L);  // side by side means on the one connection
}

void CurlExchange::set_request(const HttpRequest& request) {
  const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(easy_, option, value); };
  set(CURLOPT_PRIVATE, this);
  set(CURLOPT_URL, (world_.settings.base_url + request.path).c_str());
  set(CURLOPT_HTTPHEADER, headers_.get());
  set(CURLOPT_ERRORBUFFER, error_text_.data());
  set(CURLOPT_WRITEFUNCTION, &CurlExchange::on_body);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_HEADERFUNCTION, &CurlExchange::on_header);
  set(CURLOPT_HEADERDATA, this);
  const bool large = request.body.size() > kLargestHttp2Body;
  set(CURLOPT_HTTP_VERSION, large ? long{CURL_HTTP_VERSION_1_1} : long{CURL_HTTP_VERSION_2TLS});
  if (request.method == Method::Get) return;
  set(CURLOPT_POST, 1L);
  if (request.method == Method::Put) set(CURLOPT_CUSTOMREQUEST, "PUT");
  set(CURLOPT_POSTFIELDS, reinterpret_cast<const char*>(request.body.data()));
  set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
}

HttpResult CurlExchange::finish(CURLcode code, bool canceled) {
  if (code != CURLE_OK) return tl::unexpected(fault(code, canceled));
  world_.alerts.answered = true;
  return take_answer();
}

HttpAnswer CurlExchange::take_answer() {
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
bool CurlExchange::request_left() const {
  long bytes = 0;
  curl_easy_getinfo(easy_, CURLINFO_REQUEST_SIZE, &bytes);
  return bytes > 0;
}

PathTrouble CurlExchange::trouble(CURLcode code, bool canceled) const {
  if (answer_too_large_) return PathTrouble::TooLarge;
  if (world_.alerts.sent || world_.alerts.received >= 0) return PathTrouble::Untrusted;
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

PathFault CurlExchange::fault(CURLcode code, bool canceled) const {
  // With TLS 1.3 a server refuses our certificate after we have begun to send: its fatal alert in the
  // handshake proves that it never read the request.
  const bool refused_in_handshake =
      world_.alerts.received >= 0 && !world_.alerts.answered && answer_.body.empty();
  PathFault fault;
  fault.sent = refused_in_handshake || !request_left() ? SentState::NeverSent : SentState::UnknownOutcome;
  fault.trouble = trouble(code, canceled);
  fault.message = error_text_[0] != '\0' ? error_text_.data() : curl_easy_strerror(code);
  if (world_.alerts.received >= 0)
    fault.message += std::string("; alert: ") + SSL_alert_desc_string_long(world_.alerts.received);
  return fault;
}

std::size_t CurlExchange::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  CurlExchange& curl = *static_cast<CurlExchange*>(self);
  const std::size_t bytes = size * count;
  base::SecureBytes& body = curl.answer_.body;
  if (bytes > curl.answer_limit_ - body.size()) {
    curl.answer_too_large_ = true;
    return 0;
  }
  body.insert(body.end(), data, data + bytes);
  return bytes;
}

std::size_t CurlExchange::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  const std::string_view line(data, size * count);
  constexpr std::string_view kName = "etag:";
  if (line.size() <= kName.size() || strncasecmp(data, kName.data(), kName.size()) != 0) return line.size();
  std::string_view value = line.substr(kName.size());
  while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
  while (!value.empty() && (value.back() == '\r' || value.back() == '\n')) value.remove_suffix(1);
  if (value.size() <= 200) static_cast<CurlExchange*>(self)->answer_.etag = value;
  return line.size();
}

CURLcode CurlExchange::on_ssl_context(CURL* /*easy*/, void* context, void* self) {
  SSL_CTX* ssl_context = static_cast<SSL_CTX*>(context);
  SSL_CTX_set_options(ssl_context, SSL_OP_CLEANSE_PLAINTEXT);
  const CurlExchange& curl = *static_cast<CurlExchange*>(self);
  curl.world_.alerts = {};
  SSL_CTX_set_app_data(ssl_context, &curl.world_.alerts);
  SSL_CTX_set_info_callback(ssl_context, &on_ssl_information);
  if (!curl.world_.tpm_key) return CURLE_OK;
  const bool taken =
      SSL_CTX_use_certificate_chain_file(ssl_context, curl.world_.settings.client_cert.c_str()) == 1 &&
      SSL_CTX_use_PrivateKey(ssl_context, curl.world_.tpm_key.get()) == 1;
  if (!taken) return CURLE_SSL_CERTPROBLEM;
  return CURLE_OK;
}

}  // namespace kiosk::central

// One connection's life. Requests are parsed by Beast; responses are written by hand, so that faults can cut
// them.
#include "tests/central/http/http_session.h"

#include <algorithm>
#include <boost/asio/write.hpp>

#include "tests/central/http/tls.h"

namespace tests::central {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kBodyLimit = 8U << 20;

std::string to_wire(const Response& response, bool keep_alive, bool with_length) {
  const auto reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status)));
  std::string text = "HTTP/1.1 " + std::to_string(response.status) + " " + std::string(reason) + "\r\n";
  const auto add = [&text](const std::string& name, const std::string& value) {
    text += name + ": " + value + "\r\n";
  };
  if (!response.content_type.empty()) add("Content-Type", response.content_type);
  for (const auto& [name, value] : response.headers) add(name, value);
  const bool has_body = response.status != 304 && response.status != 204;
  if (has_body && with_length) add("Content-Length", std::to_string(response.body.size()));
  add("Connection", keep_alive ? "keep-alive" : "close");
  text += "\r\n";
  if (has_body) text += response.body;
  return text;
}

Request to_request(const http::request<http::string_body>& message, std::string client_name) {
  Request request;
  request.method = std::string(message.method_string());
  request.set_target(std::string(message.target()));
  for (const auto& field : message) {
    std::string name(field.name_string());
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    request.headers[name] = std::string(field.value());
  }
  request.body = message.body();
  request.client_name = std::move(client_name);
  return request;
}

Response too_large() {
  return {413, "application/problem+json",
          R"({"type":"urn:kiosk:problem:too-large","title":"the body is too large","status":413})"};
}

}  // namespace

HttpSession::HttpSession(asio::ip::tcp::socket socket, asio::ssl::context& tls, RequestHandler handler,
                         std::shared_ptr<std::size_t> handshakes)
    : stream_(std::move(socket), tls),
      timer_(stream_.get_executor()),
      handler_(std::move(handler)),
      handshakes_(std::move(handshakes)) {}

void HttpSession::start() {
  beast::get_lowest_layer(stream_).expires_after(10s);
  stream_.async_handshake(asio::ssl::stream_base::server, [self = shared_from_this()](error_code error) {
    if (error) return self->drain_and_close();
    ++*self->handshakes_;
    self->begin();
  });
}

void HttpSession::begin() {
  const unsigned char* protocol = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(stream_.native_handle(), &protocol, &size);
  const bool http2 = size == 2 && protocol[0] == 'h' && protocol[1] == '2';
  // Answers are small and waited for: none may wait for the acknowledgement of the one before.
  error_code ignored;
  beast::get_lowest_layer(stream_).socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  if (http2) return begin_http2();
  read_request();
}

void HttpSession::read_request() {
  parser_.emplace();
  parser_->body_limit(kBodyLimit);
  beast::get_lowest_layer(stream_).expires_after(120s);
  http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) {
    if (error == http::error::body_limit) return self->refuse_too_large();
    if (error) return self->close();
    self->on_request();
  });
}

void HttpSession::on_request() {
  const auto message = parser_->release();
  keep_alive_ = message.keep_alive();
  beast::get_lowest_layer(stream_).expires_never();
  handler_(to_request(message, peer_common_name(stream_.native_handle())),
           [self = shared_from_this()](Reply reply) { self->send(std::move(reply)); });
}

void HttpSession::refuse_too_large() { write(to_wire(too_large(), false, true), After::Close); }

void HttpSession::send(Reply reply) {
  switch (reply.wire) {
    case WireFault::Close: return cut();
    case WireFault::Stall:
      outgoing_ = to_wire(reply.response, false, true);
      written_ = 0;
      return write_slowly();
    case WireFault::Endless: outgoing_ = to_wire(reply.response, false, false); return write_for_ever();
    case WireFault::Cut:
      return write(to_wire(reply.response, true, true).substr(0, reply.amount), After::Close);
    case WireFault::Twice: {
      const std::string once = to_wire(reply.response, keep_alive_, true);
      return write(once + once, keep_alive_ ? After::ReadNext : After::Close);
    }
    case WireFault::None: break;
  }
  write(to_wire(reply.response, keep_alive_, true), keep_alive_ ? After::ReadNext : After::Close);
}

void HttpSession::write(std::string bytes, After after) {
  if (bytes.empty()) return cut();  // an empty write over TLS would wait for input
  outgoing_ = std::move(bytes);
  beast::get_lowest_layer(stream_).expires_after(30s);
  asio::async_write(stream_, asio::buffer(outgoing_),
                    [self = shared_from_this(), after](error_code error, std::size_t) {
                      if (error || after == After::Close) return self->close();
                      self->read_request();
                    });
}

void HttpSession::write_slowly() {
  if (written_ == outgoing_.size()) return close();
  const std::size_t header = outgoing_.find("\r\n\r\n") + 4;
  const std::size_t size = written_ == 0 ? header : 1;
  beast::get_lowest_layer(stream_).expires_after(30s);
  asio::async_write(stream_, asio::buffer(outgoing_.data() + written_, size),
                    [self = shared_from_this(), size](error_code error, std::size_t) {
                      if (error) return self->close();
                      self->written_ += size;
                      self->timer_.expires_after(1s);
                      self->timer_.async_wait([self](error_code canceled) {
                        if (!canceled) self->write_slowly();
                      });
                    });
}

void HttpSession::write_for_ever() {
  beast::get_lowest_layer(stream_).expires_after(30s);
  asio::async_write(stream_, asio::buffer(outgoing_),
                    [self = shared_from_this()](error_code error, std::size_t) {
                      if (error) return self->close();
                      self->outgoing_.assign(16'384, ' ');
                      self->write_for_ever();
                    });
}

void HttpSession::begin_http2() {
  beast::get_lowest_layer(stream_).expires_never();
  http2_.emplace(kBodyLimit, too_large(), [this](Http2Codec::StreamId stream, Request request) {
    request.client_name = peer_common_name(stream_.native_handle());
    handler_(std::move(request), [self = shared_from_this(), stream](Reply reply) {
      self->send_http2(stream, std::move(reply));
    });
  });
  flush_http2();
  read_http2();
}

void HttpSession::read_http2() {
  stream_.async_read_some(asio::buffer(incoming_),
                          [self = shared_from_this()](error_code error, std::size_t size) {
                            if (error) return self->close();
                            if (!self->http2_->receive({self->incoming_.data(), size})) {
                              self->closing_ = true;
                            }
                            self->flush_http2();
                            self->read_http2();
                          });
}

void HttpSession::send_http2(Http2Codec::StreamId stream, Reply reply) {
  if (reply.wire == WireFault::Close) return cut();
  http2_->respond(stream, reply.response, reply.wire == WireFault::Endless);
  if (reply.wire == WireFault::None || reply.wire == WireFault::Endless || writing_) return flush_http2();
  const std::string bytes = http2_->take_output();
  writing_ = true;  // the codec has no say any more
  if (reply.wire == WireFault::Cut) return write(bytes.substr(0, reply.amount), After::Close);
  if (reply.wire == WireFault::Twice) return write(bytes + bytes, After::Close);
  outgoing_ = bytes;
  written_ = 0;
  write_http2_slowly();
}

void HttpSession::flush_http2() {
  if (writing_) return;
  outgoing_ = http2_->take_output();
  if (outgoing_.empty()) {
    if (closing_ || http2_->finished()) close();
    return;
  }
  writing_ = true;
  asio::async_write(stream_, asio::buffer(outgoing_),
                    [self = shared_from_this()](error_code error, std::size_t) {
                      self->writing_ = false;
                      if (error) return self->close();
                      self->flush_http2();
                    });
}

/// The frame with the header fields, then one byte a second.
void HttpSession::write_http2_slowly() {
  if (written_ == outgoing_.size()) return close();
  constexpr std::size_t kFrameHeader = 9;
  const auto octet = [this](std::size_t i) { return static_cast<unsigned char>(outgoing_[i]); };
  const std::size_t header = kFrameHeader + (octet(0) << 16U | octet(1) << 8U | octet(2));
  const std::size_t size = written_ == 0 ? std::min(header, outgoing_.size()) : 1;
  asio::async_write(stream_, asio::buffer(outgoing_.data() + written_, size),
                    [self = shared_from_this(), size](error_code error, std::size_t) {
                      if (error) return self->close();
                      self->written_ += size;
                      self->timer_.expires_after(1s);
                      self->timer_.async_wait([self](error_code canceled) {
                        if (!canceled) self->write_http2_slowly();
                      });
                    });
}

void HttpSession::cut() {
  timer_.cancel();
  close();
}

void HttpSession::close() { beast::get_lowest_layer(stream_).close(); }

void HttpSession::drain_and_close() {
  auto& socket = beast::get_lowest_layer(stream_);
  error_code ignored;
  socket.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  socket.expires_after(2s);
  buffer_.clear();
  socket.async_read_some(buffer_.prepare(4096), [self = shared_from_this()](error_code error, std::size_t) {
    if (error) return self->close();
    self->drain_and_close();
  });
}

}  // namespace tests::central

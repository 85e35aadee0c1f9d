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
  request.target = std::string(message.target());
  request.target = request.target.substr(0, request.target.find('?'));
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
    self->read_request();
  });
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

void HttpSession::refuse_too_large() {
  const Response response{
      413, "application/problem+json",
      R"({"type":"urn:kiosk:problem:too-large","title":"the body is too large","status":413})"};
  write(to_wire(response, false, true), After::Close);
}

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

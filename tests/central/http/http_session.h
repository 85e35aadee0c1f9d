// HttpSession: one connection: handshake, then requests over HTTP/1.1 or HTTP/2, as the client chose.
#pragma once

#include <array>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <memory>
#include <optional>
#include <string>

#include "tests/central/http/http2_codec.h"
#include "tests/central/http/http_message.h"

namespace tests::central {

/// Keeps itself alive by the operations that are under way.
class HttpSession : public std::enable_shared_from_this<HttpSession> {
 public:
  HttpSession(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& tls, RequestHandler handler,
              std::shared_ptr<std::size_t> handshakes);

  void start();
  /// Drops the connection now.
  void cut();

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  enum class After { ReadNext, Close };

  void begin();
  void read_request();
  void on_request();
  void send(Reply reply);
  void write(std::string bytes, After after);
  void write_slowly();
  void write_for_ever();
  void refuse_too_large();
  void close();
  void begin_http2();
  void read_http2();
  void send_http2(Http2Codec::StreamId stream, Reply reply);
  /// Sends what the codec has to say, unless a write is under way.
  void flush_http2();
  void write_http2_slowly();
  /// Reads and drops what the client still sends, so that our last words are not lost in a reset.
  void drain_and_close();

  boost::beast::ssl_stream<boost::beast::tcp_stream> stream_;
  boost::asio::steady_timer timer_;
  RequestHandler handler_;
  std::shared_ptr<std::size_t> handshakes_;
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  std::string outgoing_;
  std::size_t written_ = 0;
  bool keep_alive_ = true;
  std::optional<Http2Codec> http2_;
  std::array<char, 16'384> incoming_{};
  bool writing_ = false;
  bool closing_ = false;
};

}  // namespace tests::central

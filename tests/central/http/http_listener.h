// HttpListener: accepts connections, one session each, all on one io_context and so on one thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <cstdint>
#include <memory>
#include <vector>

#include "kiosk/base/result.h"
#include "tests/central/http/http_message.h"

namespace tests::central {

class HttpSession;

/// How connections are met.
enum class ListenerMode {
  Open,
  Down,   ///< nobody listens, open connections are cut
  Reset,  ///< every new connection is reset before TLS, open ones are cut
};

/// Lives on the io_context's thread.
class HttpListener {
 public:
  HttpListener(boost::asio::io_context& io, boost::asio::ssl::context& tls, RequestHandler handler);

  /// Port 0 takes a free one. Unavailable when the address cannot be had.
  kiosk::base::Status listen(const std::string& address, std::uint16_t port);
  std::uint16_t port() const { return endpoint_.port(); }
  void set_mode(ListenerMode mode);
  void close();
  /// Connections that finished their handshake since the start.
  std::size_t connections() const { return *connections_; }

 private:
  kiosk::base::Status open();
  void accept();
  void cut_sessions();

  boost::asio::io_context& io_;
  boost::asio::ssl::context& tls_;
  RequestHandler handler_;
  boost::asio::ip::tcp::endpoint endpoint_;
  boost::asio::ip::tcp::acceptor acceptor_;
  ListenerMode mode_ = ListenerMode::Open;
  std::vector<std::weak_ptr<HttpSession>> sessions_;
  std::shared_ptr<std::size_t> connections_ = std::make_shared<std::size_t>(0);
};

}  // namespace tests::central
